import '@vscode-elements/elements/dist/vscode-button/index.js'
import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { placeText } from '../core/presentation/placeText.ts'
import type { RecommendationRow } from '../core/presentation/recommendationsModel.ts'
import type { InsightIntent } from '../protocol/panelMessages.ts'
import { cardStyles } from './cardStyles.ts'
import { codeText } from './codeText.ts'
import { tell } from './panelEvents.ts'
import { sharedStyles } from './panelStyles.ts'

/** One recommendation: why, what was measured, what it gains, and what can be done with it. */
@customElement('heatline-recommendation')
export class RecommendationCard extends LitElement {
  static override styles = [
    sharedStyles,
    cardStyles,
    css`
      .weight {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        align-items: center;
      }
      .badge {
        padding: 0 6px;
        border-radius: 9px;
        border: 1px solid var(--vscode-contrastBorder, transparent);
        background: var(--vscode-badge-background, var(--vscode-button-background));
        color: var(--vscode-badge-foreground, var(--vscode-button-foreground));
        font-size: 0.85em;
      }
      .effect {
        font-variant-numeric: tabular-nums;
      }
      .confirmed {
        font-weight: 600;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: center;
      }
    `,
  ]

  @property({ attribute: false }) row: RecommendationRow | null = null
  @property({ type: Boolean }) canRun = false

  protected override render(): TemplateResult | typeof nothing {
    const { row } = this
    if (row === null) return nothing
    const ask = (kind: InsightIntent) => (event: Event): void => {
      event.preventDefault()
      tell(this, 'heatline-insight', { kind, insightId: row.id })
    }
    return html`
      <h3>${codeText(row.title)}</h3>
      <p class="weight"><span class="badge">${row.bottleneck}</span><span class="quiet">${row.share} of <code class="mono">${row.functionName}</code> · </span><a href="#" @click=${ask('openInsight')}>${placeText(row.place)}</a></p>
      <p>${codeText(`${row.explanation} ${row.evidence}`)}</p>
      <p class="effect ${row.state}" role="status">${row.isRunning ? 'trying…' : codeText(row.dismissal ?? row.effect)}</p>
      ${row.isOutdated ? html`<p class="quiet">The file has changed since: profile the function again.</p>` : nothing}
      <div class="actions">${row.dismissal === null ? this.#actions(row, ask) : html`<vscode-button secondary @click=${ask('bringBackInsight')}>Bring back</vscode-button>`}<a href=${row.link}>Read more</a></div>
    `
  }

  #actions(row: RecommendationRow, ask: (kind: InsightIntent) => (event: Event) => void): TemplateResult {
    return html`
      ${row.canApply ? html`<vscode-button @click=${ask('applyInsight')}>Apply</vscode-button>` : nothing}
      ${row.canTry ? html`<vscode-button ?secondary=${row.canApply} ?disabled=${!this.canRun || row.isRunning} title="Makes the change on a copy, and measures it" @click=${ask('tryInsight')}>${row.state === 'untried' ? 'Try it' : 'Try again'}</vscode-button>` : nothing}
      <vscode-button secondary @click=${ask('dismissInsight')}>Dismiss…</vscode-button>
    `
  }
}
