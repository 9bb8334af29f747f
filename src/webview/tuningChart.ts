import { customElement, property } from 'lit/decorators.js'
import type { TuningDetail } from '../core/presentation/tuningDetail.ts'
import { PlotElement } from './plotElement.ts'
import type { Plot, PlotSize } from './plotElement.ts'
import { tuningPlot } from './tuningPlot.ts'

/** A function's time against a constant's value, as a multiple of the time with the present one. */
@customElement('heatline-tuning-chart')
export class TuningChart extends PlotElement {
  @property({ attribute: false }) tuning: TuningDetail | null = null
  protected override readonly height = 200

  protected override description(): string {
    return this.tuning === null ? '' : `Chart of the time against ${this.tuning.subject}. ${this.tuning.finding} The table has its values.`
  }

  protected override plot(style: CSSStyleDeclaration, size: PlotSize): Plot | null {
    return this.tuning && tuningPlot(this.tuning.points, style, size)
  }
}
