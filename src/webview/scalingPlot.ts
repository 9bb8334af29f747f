import type uPlot from 'uplot'
import { formatDuration } from '../core/presentation/formatDuration.ts'
import type { ScalingDetail, ScalingPoint } from '../core/presentation/scalingDetail.ts'
import type { Plot, PlotSize } from './plotElement.ts'
import { logarithmic, plotStyle } from './plotStyle.ts'

/** What uPlot draws a scaling from. @param style the element's: colours and font are the theme's */
export function scalingPlot({ points, line }: ScalingDetail, style: CSSStyleDeclaration, size: PlotSize): Plot {
  const { axis, colour, font, hot: dot, quiet, text } = plotStyle(style)
  const dots = (isLeftOut: boolean): uPlot.Series => ({
    stroke: isLeftOut ? quiet : dot,
    paths: () => null,
    points: { show: true, size: 8, width: 1.5, stroke: isLeftOut ? quiet : dot, fill: isLeftOut ? colour('--vscode-editor-background', 'transparent') : dot },
  })
  return {
    options: {
      ...size,
      legend: { show: false },
      cursor: { show: false },
      // What stands at the edges is whole.
      padding: [12, 24, 0, 0],
      scales: {
        x: { time: false, distr: logarithmic, log: 2, range: (_, low, high) => [low / 1.3, high * 1.3] },
        y: { distr: logarithmic, log: 10, range: (_, low, high) => [low / 2, Math.max(high, ...points.map(({ slowestMs }) => slowestMs)) * 2] },
      },
      axes: [
        { ...axis, size: 28, label: 'size n', labelFont: font, labelSize: 18, values: (_, splits) => splits.map((split) => (points.some((point) => point.size === split) ? split.toLocaleString('en-US') : '')), splits: points.map((point) => point.size) },
        { ...axis, size: 70, values: (_, splits) => splits.map((split) => formatDuration(split).replace(/\.0+ /, ' ')), splits: (_, _axis, low, high) => roundTimes(low, high), filter: (_, splits) => splits },
      ],
      series: [{}, { stroke: text, width: 1.5, spanGaps: true, points: { show: false } }, dots(false), dots(true)],
      hooks: { draw: [(plot) => drawSpans(plot, points, dot, quiet)] },
    },
    data: [
      points.map((point) => point.size),
      points.map((point) => line?.find((end) => end.size === point.size)?.ms ?? null),
      points.map((point) => (point.isLeftOut ? null : point.ms)),
      points.map((point) => (point.isLeftOut ? point.ms : null)),
    ],
  }
}

/** Powers of ten between two times; where there are fewer than two of them, twice and five times those as well. */
function roundTimes(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low))
  const powers = Array.from({ length: Math.ceil(Math.log10(high)) - first + 1 }, (_, index) => first + index)
  const within = (factors: readonly number[]): number[] => powers.flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`))).filter((ms) => ms >= low && ms <= high)
  const decades = within([1])
  return decades.length > 1 ? decades : within([1, 2, 5])
}

/** From the quickest process to the slowest. */
function drawSpans(plot: uPlot, points: readonly ScalingPoint[], dot: string, quiet: string): void {
  const { ctx } = plot
  ctx.save()
  ctx.lineWidth = Math.max(1, devicePixelRatio)
  for (const { size, ms, slowestMs, isLeftOut } of points) {
    const x = Math.round(plot.valToPos(size, 'x', true))
    const top = plot.valToPos(slowestMs, 'y', true)
    ctx.strokeStyle = isLeftOut ? quiet : dot
    ctx.beginPath()
    ctx.moveTo(x, plot.valToPos(ms, 'y', true))
    ctx.lineTo(x, top)
    ctx.moveTo(x - 3 * devicePixelRatio, top)
    ctx.lineTo(x + 3 * devicePixelRatio, top)
    ctx.stroke()
  }
  ctx.restore()
}
