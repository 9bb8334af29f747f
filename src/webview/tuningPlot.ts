import type uPlot from 'uplot'
import type { TuningPoint } from '../core/presentation/tuningDetail.ts'
import type { Plot, PlotSize } from './plotElement.ts'
import { logarithmic, plotStyle } from './plotStyle.ts'

/** Multiples of the present time above that leave the chart at its top: what is about as quick would else be one line. */
const slowestDrawn = 2

/** Pixels that the name of a value takes. */
const labelWidth = 44

/** What uPlot draws a search from. @param points ascending @param style the element's: colours and font are the theme's */
export function tuningPlot(points: readonly TuningPoint[], style: CSSStyleDeclaration, size: PlotSize): Plot {
  const { axis, colour, quiet, text } = plotStyle(style)
  const better = colour('--vscode-heatline-better', colour('--vscode-charts-green', text))
  const values = points.map(({ value }) => value)
  // By ratios, as it was searched; nought and less have none.
  const isLogarithmic = values.every((value) => value > 0)
  const positionOf = (value: number): number => (isLogarithmic ? Math.log(value) : value)
  const of = (role: TuningPoint['role']): (number | null)[] => points.map((point) => (point.role === role ? point.ratio : null))
  return {
    options: {
      ...size,
      legend: { show: false },
      cursor: { show: false },
      padding: [12, 24, 0, 0],
      scales: {
        x: { time: false, ...(isLogarithmic ? { distr: logarithmic, log: 2 as const } : {}), range: (_, low, high) => (isLogarithmic ? [low / 1.1, high * 1.1] : [low - (high - low) / 20, high + (high - low) / 20]) },
        // What makes no difference stays flat: at least 10% to either side.
        y: { range: () => [Math.max(0, Math.min(0.9, ...points.map(({ low }) => low * 0.95))), Math.min(slowestDrawn, Math.max(1.1, ...points.map(({ high }) => high * 1.05)))] },
      },
      axes: [
        { ...axis, size: 28, grid: { show: false }, splits: () => labelled(values, positionOf, size.width - 90), values: (_, splits) => splits.map((split) => split.toLocaleString('en-US')), filter: (_, splits) => splits },
        { ...axis, size: 60, values: (_, splits) => splits.map((split) => `${Number(split.toFixed(2))}×`) },
      ],
      series: [{}, { stroke: quiet, width: 1, points: { show: true, size: 5, stroke: text, fill: text } }, dots(text, 9, colour('--vscode-editor-background', 'transparent')), dots(better, 9, better)],
      hooks: { draw: [(plot) => drawIntervals(plot, points, text, better)] },
    },
    data: [values, points.map(({ ratio }) => ratio), of('present'), of('best')],
  }
}

function dots(stroke: string, size: number, fill: string): uPlot.Series {
  return { stroke, paths: () => null, points: { show: true, size, width: 2, stroke, fill } }
}

/** As many values as there is room to name, the ends first. */
function labelled(values: readonly number[], positionOf: (value: number) => number, width: number): number[] {
  const [first = 0] = values
  const last = values.at(-1) ?? first
  const pixelsBetween = (a: number, b: number): number => (Math.abs(positionOf(a) - positionOf(b)) / Math.max(1e-9, positionOf(last) - positionOf(first))) * width
  const named = [first, last]
  for (const value of values) if (named.every((other) => pixelsBetween(value, other) >= labelWidth)) named.push(value)
  return named.toSorted((a, b) => a - b)
}

function drawIntervals(plot: uPlot, points: readonly TuningPoint[], colour: string, better: string): void {
  const { ctx } = plot
  const { left, top, width, height } = plot.bbox
  ctx.save()
  ctx.beginPath()
  ctx.rect(left, top, width, height)
  ctx.clip()
  ctx.lineWidth = Math.max(1, devicePixelRatio)
  for (const { value, low, high, role } of points) {
    const x = Math.round(plot.valToPos(value, 'x', true))
    ctx.strokeStyle = role === 'best' ? better : colour
    ctx.beginPath()
    for (const end of [low, high]) {
      const y = plot.valToPos(end, 'y', true)
      ctx.moveTo(x - 3 * devicePixelRatio, y)
      ctx.lineTo(x + 3 * devicePixelRatio, y)
    }
    ctx.moveTo(x, plot.valToPos(low, 'y', true))
    ctx.lineTo(x, plot.valToPos(high, 'y', true))
    ctx.stroke()
  }
  ctx.restore()
}
