import '@vscode-elements/elements/dist/vscode-button/index.js'
import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { placeText } from '../core/presentation/placeText.ts'
import type { TuningDetail } from '../core/presentation/tuningDetail.ts'
import type { TuningIntent } from '../protocol/panelMessages.ts'
import { cardStyles } from './cardStyles.ts'
import { chartStyles } from './chartStyles.ts'
import { codeText } from './codeText.ts'
import { tell } from './panelEvents.ts'
import { sharedStyles } from './panelStyles.ts'
import './tuningChart.ts'

/** A search for a constant's best value: what it found, a chart, the same as a table, and what can be done with it. */
@customElement('heatline-tuning')
export class TuningCard extends LitElement {
  static override styles = [
    sharedStyles,
    cardStyles,
    chartStyles,
    css`
      :host {
        grid-template-columns: minmax(0, 1fr);
      }
      .best > * {
        font-weight: 600;
      }
      ul {
        list-style: none;
        padding: 0;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
    `,
  ]

  @property({ attribute: false }) tuning: TuningDetail | null = null
  @property({ type: Boolean }) canRun = false

  protected override render(): TemplateResult | typeof nothing {
    const { tuning } = this
    if (tuning === null) return nothing
    const { change, confirmation, excluded, isOutdated, points } = tuning
    const ask = (kind: TuningIntent) => (event: Event): void => {
      event.preventDefault()
      tell(this, 'heatline-tuning', { kind, tuningId: tuning.id })
    }
    return html`
      <h3>${codeText(tuning.finding)}</h3>
      <p><code class="mono">${tuning.subject}</code> <span class="quiet">of <code class="mono">${tuning.functionName}</code> · </span><a href="#" @click=${ask('openTuning')}>${placeText(tuning.place)}</a></p>
      ${confirmation === null ? nothing : html`<p role="status">${confirmation}</p>`}
      ${points.length < 2 ? nothing : html`<div class="parts"><heatline-tuning-chart .tuning=${tuning}></heatline-tuning-chart>${tableOf(tuning)}</div>`}
      ${excluded.length === 0 ? nothing : html`<ul aria-label="Values that cannot be taken">${excluded.map(({ value, why }) => html`<li>${value}: <span class="quiet">${codeText(why)}</span></li>`)}</ul>`}
      ${isOutdated ? html`<p class="quiet">The file has changed since.</p>` : nothing}
      <div class="actions">
        ${change === null ? nothing : html`<vscode-button @click=${ask('applyTuning')}>Apply ${change}</vscode-button>`}
        <vscode-button secondary ?disabled=${!this.canRun} @click=${ask('tuneAgain')}>Tune again</vscode-button>
        <vscode-button secondary @click=${ask('dismissTuning')}>Dismiss</vscode-button>
      </div>
      <ul class="quiet" aria-label="What the search rests on">${[...tuning.warnings, ...tuning.facts].map((line) => html`<li>${codeText(line)}</li>`)}</ul>
    `
  }
}

function tableOf({ points }: TuningDetail): TemplateResult {
  return html`
    <table aria-label="Time with each value">
      <thead><tr><th scope="col">Value</th><th scope="col">Time</th></tr></thead>
      <tbody>${points.map(({ value, text, role }) => html`<tr class=${role}><th scope="row">${value.toLocaleString('en-US')}</th><td>${text}</td></tr>`)}</tbody>
    </table>
  `
}
