import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { PanelModel, PanelView } from '../core/presentation/panelModel.ts'
import type { PanelSort } from '../protocol/panelMessages.ts'
import { sharedStyles } from './panelStyles.ts'
import './recommendationsPage.ts'
import './regressionsPage.ts'
import './runsPage.ts'
import './viewTabs.ts'

/** The panel: a tab for each view, and below them what the chosen one shows. */
@customElement('heatline-panel')
export class HeatlinePanel extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
    `,
  ]

  @property({ attribute: false }) model: PanelModel | null = null
  @property({ attribute: false }) sort: Readonly<Record<string, PanelSort>> = {}
  /** What the comparisons are narrowed to. */
  @property() search = ''
  @property() group = 'all'
  /** What the recommendations are narrowed to. */
  @property() goal = 'all'

  protected override render(): TemplateResult | typeof nothing {
    if (this.model === null) return nothing
    const { view, openRegressions, recommendations } = this.model
    return html`
      <heatline-view-tabs .view=${view.kind} .openRegressions=${openRegressions} .recommendations=${recommendations}></heatline-view-tabs>
      <div role="tabpanel" aria-label=${{ runs: 'Runs', regressions: 'Regressions', recommendations: 'Recommendations' }[view.kind]}>${this.#page(view)}</div>
    `
  }

  #page(view: PanelView): TemplateResult {
    switch (view.kind) {
      case 'runs': return html`<heatline-runs-page .view=${view} .sort=${this.sort}></heatline-runs-page>`
      case 'regressions': return html`<heatline-regressions-page .view=${view} .search=${this.search} .group=${this.group}></heatline-regressions-page>`
      case 'recommendations': return html`<heatline-recommendations-page .view=${view} .goal=${this.goal}></heatline-recommendations-page>`
      default: return view satisfies never
    }
  }
}
