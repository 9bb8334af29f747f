import { LitElement, css, html } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import uPlot from 'uplot'
import type { ScalingDetail } from '../core/presentation/scalingDetail.ts'
import { scalingPlot } from './scalingPlot.ts'

const height = 260
/** Before it is laid out. */
const leastWidth = 240

/** Times against sizes, both logarithmic. A picture: the table beside it says the same. */
@customElement('heatline-scaling-chart')
export class ScalingChart extends LitElement {
  // uPlot's own sheet, as far as a picture needs it: the page's policy lets no style element in.
  static override styles = css`
    :host {
      display: block;
      min-width: 0;
    }
    .uplot {
      width: min-content;
      line-height: 1.5;
    }
    .u-wrap {
      position: relative;
    }
    .u-over,
    .u-under,
    .u-axis {
      position: absolute;
    }
    canvas {
      display: block;
      position: relative;
      width: 100%;
      height: 100%;
    }
  `

  @property({ attribute: false }) scaling: ScalingDetail | null = null

  #plot: uPlot | null = null
  readonly #resized = new ResizeObserver(() => this.#fit())
  // A theme is variables on the root: a canvas does not follow them by itself.
  readonly #themed = new MutationObserver(() => this.#draw())

  override connectedCallback(): void {
    super.connectedCallback()
    this.#resized.observe(this)
    this.#themed.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] })
    if (this.hasUpdated) this.#draw()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resized.disconnect()
    this.#themed.disconnect()
    this.#plot?.destroy()
    this.#plot = null
  }

  protected override render(): TemplateResult {
    return html`<div class="plot" role="img" aria-label=${this.#description()}></div>`
  }

  protected override updated(): void {
    this.#draw()
  }

  #description(): string {
    const { scaling } = this
    const first = scaling?.points[0]
    const last = scaling?.points.at(-1)
    if (!scaling || first === undefined || last === undefined) return ''
    const figure = scaling.line === null ? 'No line fits.' : `The line: ${scaling.title}, ${scaling.growth ?? ''}.`
    return `Chart of the time per call at sizes from ${first.size.toLocaleString('en-US')} to ${last.size.toLocaleString('en-US')}. ${figure} The table has its values.`
  }

  #draw(): void {
    const target = this.renderRoot.querySelector<HTMLElement>('.plot')
    if (target === null || this.scaling === null) return
    this.#plot?.destroy()
    const { options, data } = scalingPlot(this.scaling, getComputedStyle(this), { width: this.#width(), height })
    this.#plot = new uPlot(options, data, target)
  }

  #fit(): void {
    if (this.#plot !== null && this.#plot.width !== this.#width()) this.#plot.setSize({ width: this.#width(), height })
  }

  #width(): number {
    return Math.max(leastWidth, Math.floor(this.clientWidth))
  }
}
