import type uPlot from 'uplot'
import type { TrendLine } from '../core/presentation/regressionsModel.ts'
import type { Plot, PlotSize } from './plotElement.ts'
import { plotStyle } from './plotStyle.ts'

/** What uPlot draws a trend from. @param style the element's: colours and font are the theme's */
export function trendPlot({ points }: TrendLine, style: CSSStyleDeclaration, size: PlotSize): Plot {
  const { axis, colour, hot: dot, text } = plotStyle(style)
  const line: uPlot.Series = { stroke: text, width: 1.5, points: { show: true, size: 5, stroke: text, fill: text } }
  const changes: uPlot.Series = { stroke: dot, paths: () => null, points: { show: true, size: 10, width: 2, stroke: dot, fill: colour('--vscode-editor-background', 'transparent') } }
  return {
    options: {
      ...size,
      legend: { show: false },
      cursor: { show: false },
      padding: [12, 24, 0, 0],
      scales: {
        x: { time: false, range: (_, low, high) => [low - 0.3, high + 0.3] },
        // A flat line stays flat: at least 10% to either side.
        y: { range: (_, low, high) => [Math.min(0.9, low * 0.95), Math.max(1.1, high * 1.05)] },
      },
      axes: [
        { ...axis, size: 28, grid: { show: false }, splits: () => labelled(points.length, Math.max(1, Math.floor(size.width / 90))), values: (_, splits) => splits.map((split) => points[split]?.label ?? '') },
        { ...axis, size: 60, values: (_, splits) => splits.map((split) => `${Number(split.toFixed(2))}×`) },
      ],
      series: [{}, line, changes],
    },
    data: [points.map((_, index) => index), points.map((point) => point.index), points.map((point) => (point.isChange ? point.index : null))],
  }
}

/** As many points as there is room to name, the last among them. */
function labelled(count: number, room: number): number[] {
  const step = Math.max(1, Math.ceil(count / room))
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => count - 1 - index * step).toReversed()
}
