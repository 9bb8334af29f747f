import '@vscode-elements/elements/dist/vscode-button/index.js'
import { LitElement, css, html } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { RunsView } from '../core/presentation/panelModel.ts'
import type { PanelSort } from '../protocol/panelMessages.ts'
import { tell } from './panelEvents.ts'
import { sharedStyles } from './panelStyles.ts'
import './runList.ts'
import './runView.ts'
import './scalingView.ts'

/** The panel: the runs at the left (above, where it is narrow), the chosen one beside them. */
@customElement('heatline-panel')
export class HeatlinePanel extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .columns {
        display: grid;
        grid-template-columns: minmax(240px, 30%) minmax(0, 1fr);
        min-height: 100vh;
      }
      nav {
        border-right: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
        padding: 8px 0;
      }
      .title {
        display: flex;
        justify-content: space-between;
        align-items: center;
        padding: 0 8px 6px;
      }
      h2 {
        font-size: 1em;
        font-weight: 600;
      }
      main {
        padding: 12px 20px 24px;
      }
      @container (max-width: 840px) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
          align-content: start;
        }
        nav {
          border-right: none;
          border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
          max-height: 30vh;
          overflow-y: auto;
        }
      }
      heatline-run + heatline-scaling {
        margin-top: 16px;
      }
      .empty {
        display: grid;
        gap: 10px;
        max-width: 36em;
        padding: 24px 20px;
        line-height: 1.5;
      }
      h1 {
        font-size: 1.4em;
        font-weight: 600;
      }
      .notice {
        border-left: 3px solid var(--vscode-inputValidation-infoBorder);
        margin-bottom: 12px;
        padding: 4px 10px;
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
