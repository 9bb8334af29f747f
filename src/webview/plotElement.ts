import { LitElement, css, html } from 'lit'
import type { TemplateResult } from 'lit'
import uPlot from 'uplot'

/** What uPlot draws from. */
export interface Plot {
  readonly options: uPlot.Options
  readonly data: uPlot.AlignedData
}

export interface PlotSize {
  readonly width: number
  readonly height: number
}

/** Before it is laid out. */
const leastWidth = 240

/** A chart that follows its width and the theme. A picture: what stands beside it says the same. */
export abstract class PlotElement extends LitElement {
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

  #plot: uPlot | null = null
  readonly #resized = new ResizeObserver(() => this.#fit())
  // A theme is variables on the root: a canvas does not follow them by itself.
  readonly #themed = new MutationObserver(() => this.#draw())

  /** In pixels. */
  protected abstract readonly height: number

  /** What a screen reader says. */
  protected abstract description(): string

  /** @param style the element's: colours and font are the theme's. Null where there is nothing to draw. */
  protected abstract plot(style: CSSStyleDeclaration, size: PlotSize): Plot | null

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
    return html`<div class="plot" role="img" aria-label=${this.description()}></div>`
  }

  protected override updated(): void {
    this.#draw()
  }

  #draw(): void {
    const target = this.renderRoot.querySelector<HTMLElement>('.plot')
    if (target === null) return
    const drawn = this.plot(getComputedStyle(this), { width: this.#width(), height: this.height })
    if (drawn === null) return
    this.#plot?.destroy()
    this.#plot = new uPlot(drawn.options, drawn.data, target)
  }

  #fit(): void {
    if (this.#plot !== null && this.#plot.width !== this.#width()) this.#plot.setSize({ width: this.#width(), height: this.height })
  }

  #width(): number {
    return Math.max(leastWidth, Math.floor(this.clientWidth))
  }
}
