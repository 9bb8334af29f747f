import { customElement, property } from 'lit/decorators.js'
import { formatPercent } from '../core/presentation/formatDifference.ts'
import type { TrendLine } from '../core/presentation/regressionsModel.ts'
import { PlotElement } from './plotElement.ts'
import type { Plot, PlotSize } from './plotElement.ts'
import { trendPlot } from './trendPlot.ts'

/** A function's time over its history, as a ratio to its first. */
@customElement('heatline-trend-chart')
export class TrendChart extends PlotElement {
  @property({ attribute: false }) trend: TrendLine | null = null
  protected override readonly height = 160

  protected override description(): string {
    const { trend } = this
    const last = trend?.points.at(-1)
    if (!trend || last === undefined) return ''
    const changes = trend.points.filter((point) => point.isChange).map((point) => point.label)
    const whole = last.index >= 1 ? `${formatPercent(last.index - 1)} more` : `${formatPercent(1 - last.index)} less`
    return `Chart of the time per call over ${trend.points.length} comparisons: ${trend.word}, now ${whole} than at first.${changes.length > 0 ? ` It changed at ${changes.join(', ')}.` : ''}`
  }

  protected override plot(style: CSSStyleDeclaration, size: PlotSize): Plot | null {
    return this.trend && trendPlot(this.trend, style, size)
  }
}
