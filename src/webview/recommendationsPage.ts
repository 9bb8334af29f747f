import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { bottleneckCosts, goalFilters, groupRows, rowsFor } from '../core/presentation/recommendationGroups.ts'
import type { BottleneckCost } from '../core/presentation/recommendationGroups.ts'
import type { RecommendationRow, RecommendationsView } from '../core/presentation/recommendationsModel.ts'
import type { TuningDetail } from '../core/presentation/tuningDetail.ts'
import { chipStyles } from './chipStyles.ts'
import { columnStyles } from './columnStyles.ts'
import { tell } from './panelEvents.ts'
import { sharedStyles } from './panelStyles.ts'
import './recommendationCard.ts'
import './tuningCard.ts'

/** What to change: what it costs by classes, then a card for each, by priority and effort; what was dismissed is folded away. */
@customElement('heatline-recommendations-page')
export class RecommendationsPage extends LitElement {
  static override styles = [
    sharedStyles,
    columnStyles,
    chipStyles,
    css`
      main {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
        max-width: 900px;
        padding: 12px;
      }
      .empty {
        padding: 24px 20px;
      }
      ul {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
        padding: 0;
        list-style: none;
      }
      section,
      details[open] {
        display: grid;
        gap: 8px;
      }
      .costs {
        display: grid;
        grid-template-columns: max-content minmax(60px, 160px) minmax(0, 1fr);
        gap: 4px 12px;
        align-items: center;
        margin: 0;
        line-height: 1.5;
      }
      .costs dt,
      .costs dd {
        margin: 0;
      }
      .bar {
        height: 8px;
        border: 1px solid var(--vscode-contrastBorder, transparent);
        background: var(--vscode-editorWidget-background, transparent);
      }
      .bar div {
        height: 100%;
        background: var(--vscode-heatline-hotRuler, var(--vscode-charts-orange));
      }
      summary {
        cursor: pointer;
      }
      summary:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: 1px;
      }
      .notice {
        margin-bottom: 0;
      }
      @container (max-width: 480px) {
        .costs {
          grid-template-columns: minmax(0, 1fr);
        }
        .costs dd:not(.bar) {
          margin-bottom: 6px;
        }
      }
    `,
  ]

  @property({ attribute: false }) view: RecommendationsView | null = null
  @property() goal = 'all'

  protected override render(): TemplateResult | string {
    const { view } = this
    if (view === null) return ''
    const notice = view.notice === null ? '' : html`<p class="notice" role="status">${view.notice}</p>`
    if (view.rows.length === 0 && view.tunings.length === 0) return html`<main class="empty">${notice}${emptyText()}</main>`
    const canRun = view.notice === null
    const open = view.rows.filter(({ dismissal }) => dismissal === null)
    const shown = rowsFor(open, this.goal)
    const dismissed = view.rows.filter(({ dismissal }) => dismissal !== null)
    return html`<main>
      ${notice}
      ${view.tunings.length === 0 ? nothing : tuningCards(view.tunings, canRun)}
      ${view.rows.length === 0 ? nothing : open.length === 0 ? html`<p>Nothing left to recommend.</p>` : html`
        <div class="groups" role="group" aria-label="Goal">${goalFilters.map(({ goal, title }) => this.#goalButton(goal, title, rowsFor(open, goal).length))}</div>
        ${shown.length === 0 ? html`<p class="quiet" role="status">None of them serves that.</p>` : drawnCosts(bottleneckCosts(shown.filter(({ isOutdated }) => !isOutdated)))}
      `}
      ${groupRows(shown).map(({ title, rows }) => html`<section><h2>${title}</h2>${cards(title, rows, canRun)}</section>`)}
      ${dismissed.length === 0 ? nothing : html`<details><summary>${dismissed.length} dismissed</summary>${cards('Dismissed', dismissed, canRun)}</details>`}
    </main>`
  }

  #goalButton(goal: string, title: string, count: number): TemplateResult | typeof nothing {
    if (count === 0 && goal !== this.goal && goal !== 'all') return nothing
    return html`<button aria-pressed=${goal === this.goal ? 'true' : 'false'} @click=${() => tell(this, 'heatline-goal', { goal })}>${title} ${count}</button>`
  }
}

function cards(label: string, rows: readonly RecommendationRow[], canRun: boolean): TemplateResult {
  return html`<ul aria-label=${label}>${rows.map((row) => html`<li aria-label=${row.title}><heatline-recommendation .row=${row} ?canRun=${canRun}></heatline-recommendation></li>`)}</ul>`
}

function tuningCards(tunings: readonly TuningDetail[], canRun: boolean): TemplateResult {
  return html`<section><h2>Constants</h2><ul aria-label="Constants">${tunings.map((tuning) => html`<li aria-label=${tuning.subject}><heatline-tuning .tuning=${tuning} ?canRun=${canRun}></heatline-tuning></li>`)}</ul></section>`
}

function drawnCosts(costs: readonly BottleneckCost[]): TemplateResult | typeof nothing {
  if (costs.length === 0) return nothing
  return html`<dl class="costs" aria-label="What it costs">${costs.map(({ title, share, text }) => html`
    <dt>${title}</dt>
    <dd class="bar" aria-hidden="true"><div .style=${`width: ${(share * 100).toFixed(1)}%`}></div></dd>
    <dd class="quiet">${text}</dd>`)}</dl>`
}

function emptyText(): TemplateResult {
  return html`
    <h1>Nothing to recommend yet</h1>
    <p>Click <strong>Profile</strong> above a function. Where its time goes into code that is known to be slow, what to change is listed here, and <strong>Try it</strong> measures the change on a copy of your file.</p>
    <p class="quiet">What takes less than a twentieth of the time is not listed, however it looks.</p>
  `
}
