import '@vscode-elements/elements/dist/vscode-button/index.js'
import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { countOf } from '../core/presentation/describeRun.ts'
import type { PanelHeat, RunDetail } from '../core/presentation/panelModel.ts'
import type { PanelSort } from '../protocol/panelMessages.ts'
import { codeText } from './codeText.ts'
import './heatTable.ts'
import { functionTable, lineTable } from './heatTables.ts'
import { tell } from './panelEvents.ts'
import { detailStyles, sharedStyles } from './panelStyles.ts'
import { placeText } from '../core/presentation/placeText.ts'
import { placeLink } from './placeLink.ts'

/** One run: its title, what it rests on, where the time went. */
@customElement('heatline-run')
export class RunView extends LitElement {
  static override styles = [
    sharedStyles,
    detailStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
        align-content: start;
      }
      .time {
        font-size: 1.4em;
        font-variant-numeric: tabular-nums;
      }
      .facts {
        list-style: none;
        padding: 0;
        line-height: 1.5;
      }
      .call {
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .message,
      .warnings {
        padding: 6px 10px;
        border: 1px solid var(--vscode-inputValidation-warningBorder);
        background: var(--vscode-inputValidation-warningBackground);
        color: var(--vscode-inputValidation-warningForeground, inherit);
        list-style: none;
        line-height: 1.5;
        overflow-wrap: anywhere;
      }
      .message {
        border-color: var(--vscode-inputValidation-errorBorder);
        background: var(--vscode-inputValidation-errorBackground);
        color: var(--vscode-inputValidation-errorForeground, inherit);
        white-space: pre-wrap;
      }
      .message a {
        color: inherit;
        text-decoration: underline;
      }
    `,
  ]

  @property({ attribute: false }) run: RunDetail | null = null
  @property({ attribute: false }) sort: Readonly<Record<string, PanelSort>> = {}
  /** False where nothing may run. */
  @property({ type: Boolean }) canProfile = false

  protected override render(): TemplateResult | typeof nothing {
    const { run } = this
    if (run === null) return nothing
    const cannotRun = !this.canProfile || run.isRunning
    return html`
      <header>
        <div>
          <h1>${run.functionName}</h1>
          <p>${placeLink(run.place, placeText(run.place))}</p>
        </div>
        <div class="actions">
          <vscode-button secondary ?disabled=${run.isRunning} title="As one page, or as Markdown" @click=${() => tell(this, 'heatline-save-report', null)}>Save report…</vscode-button>
          ${run.isOfFunction ? html`
          <vscode-button secondary ?disabled=${cannotRun} title="Profiles again in the order of time, for VS Code, Chrome DevTools and speedscope" @click=${() => tell(this, 'heatline-save-cpu-profile', null)}>Save as .cpuprofile…</vscode-button>
          <vscode-button secondary ?disabled=${cannotRun} title="How its time grows with the size of its inputs" @click=${() => tell(this, 'heatline-measure-scaling', null)}>Measure scaling</vscode-button>
          <vscode-button secondary ?disabled=${cannotRun} title="Changes what the function is profiled with" @click=${() => tell(this, 'heatline-change-inputs', null)}>Change inputs…</vscode-button>
          ` : nothing}
          <vscode-button ?disabled=${cannotRun} @click=${() => tell(this, 'heatline-profile-again', null)}>Profile again</vscode-button>
        </div>
      </header>
      <p class="time" role="status">${run.title}</p>
      ${this.#message(run)}
      ${run.warnings.length > 0
        ? html`<ul class="warnings" aria-label="Warnings">
            ${run.warnings.map((warning) => html`<li>${codeText(warning)}</li>`)}
          </ul>`
        : nothing}
      <ul class="facts" aria-label="What the figures rest on">
        <li class="call"><code class="mono">${run.workload.expression}</code> <span class="quiet">${run.workload.origin}</span></li>
        ${run.facts.map((fact) => html`<li class="quiet">${fact}</li>`)}
      </ul>
      ${run.heat === null ? nothing : this.#tables(run.heat)}
    `
  }

  #message(run: RunDetail): TemplateResult | typeof nothing {
    if (run.message === null) return nothing
    const place = run.messageAt
    return html`<p class="message" role="alert">${codeText(run.message)}${place === null ? nothing : html` ${placeLink(place, placeText(place))}`}</p>`
  }

  #tables(heat: PanelHeat): TemplateResult {
    return html`
      <section>
        <h2>Hot functions</h2>
        <heatline-table name="Hot functions" .content=${functionTable(heat)} .sort=${this.sort['Hot functions'] ?? null}></heatline-table>
        ${moreText(heat.moreFunctions, 'function')}
      </section>
      <section>
        <h2>Hot lines</h2>
        <heatline-table name="Hot lines" .content=${lineTable(heat)} .sort=${this.sort['Hot lines'] ?? null}></heatline-table>
        ${moreText(heat.moreLines, 'line')}
      </section>
    `
  }
}

function moreText(count: number, what: string): TemplateResult | typeof nothing {
  return count > 0 ? html`<p class="quiet">and ${countOf(count, `cooler ${what}`)}</p>` : nothing
}
