import { LitElement, css, html } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { RegressionsView } from '../core/presentation/regressionsModel.ts'
import { columnStyles } from './columnStyles.ts'
import { sharedStyles } from './panelStyles.ts'
import './regressionList.ts'
import './regressionView.ts'

/** The compared functions at the left (above, where it is narrow), the chosen one beside them. */
@customElement('heatline-regressions-page')
export class RegressionsPage extends LitElement {
  static override styles = [
    sharedStyles,
    columnStyles,
    css`
      :host {
        --list-column: minmax(280px, 34%);
      }
    `,
  ]

  @property({ attribute: false }) view: RegressionsView | null = null
  @property() search = ''
  @property() group = 'all'

  protected override render(): TemplateResult | string {
    const { view } = this
    if (view === null) return ''
    const notice = view.notice === null ? '' : html`<p class="notice" role="status">${view.notice}</p>`
    if (view.selected === null) return html`<main class="empty">${notice}${emptyText()}</main>`
    return html`
      <div class="columns">
        <nav aria-label="Compared functions">
          <heatline-regression-list .rows=${view.rows} .more=${view.moreRows} .selectedId=${view.selected.id} .search=${this.search} .group=${this.group}></heatline-regression-list>
        </nav>
        <main>
          ${notice}
          <heatline-regression .comparison=${view.selected} ?canMeasure=${view.notice === null}></heatline-regression>
        </main>
      </div>
    `
  }
}

function emptyText(): TemplateResult {
  return html`
    <h1>Nothing compared yet</h1>
    <p>Click <strong>Profile</strong> above a function. In a git repository it is then compared with the same function on your default branch, measured side by side, and the verdict is listed here.</p>
    <p>Without git it is compared with its first run. <strong>Heatline: Set as Baseline…</strong> in the Command Palette keeps another one: the run that you have just made.</p>
    <p class="quiet">If nothing comes, look at the setting <em>Heatline: Compare After Run</em>, or run <strong>Heatline: Compare with Baseline</strong>.</p>
  `
}
