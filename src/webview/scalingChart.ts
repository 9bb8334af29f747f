import { customElement, property } from 'lit/decorators.js'
import type { ScalingDetail } from '../core/presentation/scalingDetail.ts'
import { PlotElement } from './plotElement.ts'
import type { Plot, PlotSize } from './plotElement.ts'
import { scalingPlot } from './scalingPlot.ts'

/** Times against sizes, both logarithmic. */
@customElement('heatline-scaling-chart')
export class ScalingChart extends PlotElement {
  @property({ attribute: false }) scaling: ScalingDetail | null = null
  protected override readonly height = 260

  protected override description(): string {
    const { scaling } = this
    const first = scaling?.points[0]
    const last = scaling?.points.at(-1)
    if (!scaling || first === undefined || last === undefined) return ''
    const figure = scaling.line === null ? 'No line fits.' : `The line: ${scaling.title}, ${scaling.growth ?? ''}.`
    return `Chart of the time per call at sizes from ${first.size.toLocaleString('en-US')} to ${last.size.toLocaleString('en-US')}. ${figure} The table has its values.`
  }

  protected override plot(style: CSSStyleDeclaration, size: PlotSize): Plot | null {
    return this.scaling && scalingPlot(this.scaling, style, size)
  }
}
