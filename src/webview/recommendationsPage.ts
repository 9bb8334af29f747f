import '@vscode-elements/elements/dist/vscode-button/index.js'
import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { placeText } from '../core/presentation/placeText.ts'
import type { RecommendationRow, RecommendationsView } from '../core/presentation/recommendationsModel.ts'
import type { InsightIntent } from '../protocol/panelMessages.ts'
import { columnStyles } from './columnStyles.ts'
import { tell } from './panelEvents.ts'
import { sharedStyles } from './panelStyles.ts'

/** What to change, one card each: why, what was measured, what it gains, and what can be done with it. */
@customElement('heatline-recommendations-page')
export class RecommendationsPage extends LitElement {
  static override styles = [
    sharedStyles,
    columnStyles,
    css`
      ul {
        display: grid;
        gap: 12px;
        max-width: 900px;
        padding: 12px;
        list-style: none;
      }
      li {
        display: grid;
        gap: 6px;
        padding: 10px 12px;
        border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
        line-height: 1.5;
        overflow-wrap: anywhere;
      }
      h2 {
        font-size: 1.1em;
        font-weight: 600;
      }
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
      .confirmed .effect {
        font-weight: 600;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: center;
      }
      .notice {
        margin: 12px 12px 0;
      }
    `,
  ]

  @property({ attribute: false }) view: RecommendationsView | null = null

  protected override render(): TemplateResult | string {
    const { view } = this
    if (view === null) return ''
    const notice = view.notice === null ? '' : html`<p class="notice" role="status">${view.notice}</p>`
    if (view.rows.length === 0) return html`<main class="empty">${notice}${emptyText()}</main>`
    return html`<main>${notice}<ul aria-label="Recommendations">${view.rows.map((row) => this.#card(row, view.notice === null))}</ul></main>`
  }

  #card(row: RecommendationRow, canRun: boolean): TemplateResult {
    const ask = (kind: InsightIntent) => (event: Event): void => {
      event.preventDefault()
      tell(this, 'heatline-insight', { kind, insightId: row.id })
    }
    return html`<li class=${row.state} aria-label=${row.title}>
      <h2>${row.title}</h2>
      <p class="weight"><span class="badge">${row.priority}</span><span class="quiet">${row.effort} · ${row.share} of <code class="mono">${row.functionName}</code> · </span><a href="#" @click=${ask('openInsight')}>${placeText(row.place)}</a></p>
      <p>${row.explanation} ${row.evidence}</p>
      <p class="effect" role="status">${row.effect}</p>
      ${row.isOutdated ? html`<p class="quiet">The file has changed since: profile the function again.</p>` : nothing}
      <div class="actions">
        ${row.canApply ? html`<vscode-button @click=${ask('applyInsight')}>Apply</vscode-button>` : nothing}
        ${row.canTry ? html`<vscode-button ?secondary=${row.canApply} ?disabled=${!canRun} title="Makes the change on a copy, and measures it" @click=${ask('tryInsight')}>${row.state === 'untried' ? 'Try it' : 'Try again'}</vscode-button>` : nothing}
        <vscode-button secondary @click=${ask('dismissInsight')}>Dismiss</vscode-button>
        <a class="more" href=${row.link}>Read more</a>
      </div>
    </li>`
  }
}

function emptyText(): TemplateResult {
  return html`
    <h1>Nothing to recommend yet</h1>
    <p>Click <strong>Profile</strong> above a function. Where its time goes into code that is known to be slow, what to change is listed here, and <strong>Try it</strong> measures the change on a copy of your file.</p>
    <p class="quiet">What takes less than a twentieth of the time is not listed, however it looks.</p>
  `
}
