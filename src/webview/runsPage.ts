import '@vscode-elements/elements/dist/vscode-button/index.js'
import { LitElement, css, html } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { RunsView } from '../core/presentation/panelModel.ts'
import type { PanelSort } from '../protocol/panelMessages.ts'
import { columnStyles } from './columnStyles.ts'
import { tell } from './panelEvents.ts'
import { sharedStyles } from './panelStyles.ts'
import './runList.ts'
import './runView.ts'
import './scalingView.ts'

/** The runs at the left (above, where it is narrow), the chosen one beside them. */
@customElement('heatline-runs-page')
export class RunsPage extends LitElement {
  static override styles = [
    sharedStyles,
    columnStyles,
    css`
      heatline-run + heatline-scaling {
        margin-top: 16px;
      }
    `,
  ]

  @property({ attribute: false }) view: RunsView | null = null
  @property({ attribute: false }) sort: Readonly<Record<string, PanelSort>> = {}

  protected override render(): TemplateResult | string {
    const { view } = this
    if (view === null) return ''
    const notice = view.notice === null ? '' : html`<p class="notice" role="status">${view.notice}</p>`
    if (view.selected === null && view.scaling === null) return html`<main class="empty">${notice}${emptyText()}</main>`
    return html`
      <div class="columns">
        <nav aria-label="Runs">
          <div class="title">
            <h2>Runs</h2>
            <vscode-button secondary @click=${() => tell(this, 'heatline-clear', null)}>Clear</vscode-button>
          </div>
          <heatline-run-list .runs=${view.runs} .more=${view.moreRuns} .selectedId=${view.selected?.id ?? ''}></heatline-run-list>
        </nav>
        <main>
          ${notice}
          ${view.selected === null ? '' : html`<heatline-run .run=${view.selected} .sort=${this.sort} ?canProfile=${view.notice === null}></heatline-run>`}
          <heatline-scaling .scaling=${view.scaling}></heatline-scaling>
        </main>
      </div>
    `
  }
}

function emptyText(): TemplateResult {
  return html`
    <h1>No runs yet</h1>
    <p>Open a JavaScript or TypeScript file and click <strong>Profile</strong> above a function. Its hot lines light up in the editor, and the run is listed here.</p>
    <p class="quiet">If no <strong>Profile</strong> is shown, look at the settings <em>Heatline: Code Lens</em> and <em>Editor: Code Lens</em>.</p>
  `
}
