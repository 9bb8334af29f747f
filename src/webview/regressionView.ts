import '@vscode-elements/elements/dist/vscode-button/index.js'
import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { countOf } from '../core/presentation/describeRun.ts'
import { placeText } from '../core/presentation/placeText.ts'
import type { CauseRow, RegressionDetail } from '../core/presentation/regressionsModel.ts'
import type { ComparisonIntent } from '../protocol/panelMessages.ts'
import { codeText } from './codeText.ts'
import { barStyles, drawnBar } from './drawnBar.ts'
import { tell } from './panelEvents.ts'
import { detailStyles, sharedStyles } from './panelStyles.ts'
import './trendChart.ts'

/** One comparison: what it says and how sure it is, why, how it came to be, and what can be done about it. */
@customElement('heatline-regression')
export class RegressionView extends LitElement {
  static override styles = [
    sharedStyles,
    detailStyles,
    barStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
        align-content: start;
      }
      .figure {
        font-size: 1.4em;
        font-variant-numeric: tabular-nums;
      }
      .bar {
        max-width: 560px;
      }
      .scale {
        display: flex;
        justify-content: space-between;
        font-size: 0.92em;
      }
      table {
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 2px 16px 2px 0;
        text-align: left;
        font-weight: normal;
      }
      /* Where the panel is narrow, it scrolls sideways by itself. */
      .figures {
        overflow-x: auto;
      }
      .number {
        text-align: right;
        white-space: nowrap;
      }
      thead th {
        color: var(--vscode-descriptionForeground);
        border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
      }
      .worse {
        font-weight: 600;
      }
      .causes {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        column-gap: 16px;
        list-style: none;
        padding: 0;
        line-height: 1.6;
        overflow-wrap: anywhere;
      }
      .causes li {
        display: grid;
        grid-column: 1 / -1;
        grid-template-columns: subgrid;
      }
      .causes .amount {
        font-variant-numeric: tabular-nums;
      }
      .message,
      .dismissal,
      .warnings {
        margin: 0;
        padding: 6px 10px;
        border: 1px solid var(--vscode-inputValidation-warningBorder);
        background: var(--vscode-inputValidation-warningBackground);
        color: var(--vscode-inputValidation-warningForeground, inherit);
        list-style: none;
        line-height: 1.5;
        overflow-wrap: anywhere;
      }
      .message {
        white-space: pre-wrap;
      }
      .dismissal {
        border-color: var(--vscode-inputValidation-infoBorder);
        background: none;
        color: inherit;
      }
      .facts {
        list-style: none;
        padding: 0;
        line-height: 1.5;
        overflow-wrap: anywhere;
      }
    `,
  ]

  @property({ attribute: false }) comparison: RegressionDetail | null = null
  /** False where nothing may run. */
  @property({ type: Boolean }) canMeasure = false

  protected override render(): TemplateResult | typeof nothing {
    const { comparison } = this
    if (comparison === null) return nothing
    const { warnings, message, answers, answersDiffer } = comparison
    return html`
      ${this.#header(comparison)}
      <div>
        <p class="figure" role="status">${comparison.isRunning ? 'measuring again…' : comparison.title}</p>
        <p class="quiet">${sentenceOf(comparison)}</p>
      </div>
      ${comparison.bar === null ? nothing : html`<div class="bar">
        ${drawnBar(comparison.bar, comparison.barText)}
        <div class="scale quiet" aria-hidden="true"><span>← better</span><span>solid: no difference · dashed: threshold</span><span>worse →</span></div>
      </div>`}
      ${this.#dismissal(comparison)}
      ${message === null ? nothing : html`<p class=${comparison.verdict === 'unchanged' ? 'quiet' : 'message'} role="alert">${codeText(message)}</p>`}
      ${answersDiffer || warnings.length > 0 ? html`<ul class="warnings" aria-label="Warnings">${[...(answersDiffer && answers !== null ? [answers] : []), ...warnings].map((warning) => html`<li>${codeText(warning)}</li>`)}</ul>` : nothing}
      ${comparison.figures.length === 0 ? nothing : figureTable(comparison)}
      ${this.#causes(comparison)}
      ${comparison.trend === null ? nothing : html`<section>
        <h2>Trend: ${comparison.trend.word}</h2>
        <heatline-trend-chart .trend=${comparison.trend}></heatline-trend-chart>
      </section>`}
      <ul class="facts quiet" aria-label="What the verdict rests on">
        <li><code class="mono">${comparison.workload.expression}</code> ${comparison.workload.origin}</li>
        ${answers === null || answersDiffer ? nothing : html`<li>${answers}</li>`}
        ${comparison.facts.map((fact) => html`<li>${fact}</li>`)}
      </ul>
    `
  }

  #header(comparison: RegressionDetail): TemplateResult {
    const cannotRun = !this.canMeasure || comparison.isRunning
    const open = (event: Event): void => {
      event.preventDefault()
      this.#ask('openCompared')
    }
    return html`
      <header>
        <div>
          <h1>${comparison.functionName}</h1>
          <p><a href="#" @click=${open}>${placeText(comparison.place)}</a></p>
        </div>
        <div class="actions">
          ${comparison.dismissal === null ? html`<vscode-button secondary title="Keeps it out of the Problems view, with your reason" @click=${() => this.#ask('dismiss')}>Dismiss…</vscode-button>` : nothing}
          <vscode-button secondary ?disabled=${!comparison.canAccept} title="Compares with today’s code from now on" @click=${() => this.#ask('acceptBaseline')}>Accept as baseline</vscode-button>
          <vscode-button secondary ?disabled=${!comparison.canShowDifference} title="Both versions side by side, with their heat" @click=${() => this.#ask('showDifference')}>Show difference</vscode-button>
          <vscode-button ?disabled=${cannotRun} @click=${() => this.#ask('compareAgain')}>Measure again</vscode-button>
        </div>
      </header>
    `
  }

  #dismissal({ dismissal }: RegressionDetail): TemplateResult | typeof nothing {
    if (dismissal === null) return nothing
    return html`<p class="dismissal">Dismissed: ${dismissal} <vscode-button secondary @click=${() => this.#ask('bringBack')}>Bring back</vscode-button></p>`
  }

  #causes({ causes, moreCauses }: RegressionDetail): TemplateResult | typeof nothing {
    if (causes.length === 0) return nothing
    return html`
      <section>
        <h2>Causes</h2>
        <ul class="causes" aria-label="Causes">${causes.map((cause, index) => this.#cause(cause, index))}</ul>
        ${moreCauses > 0 ? html`<p class="quiet">and ${countOf(moreCauses, 'smaller one')}</p>` : nothing}
      </section>
    `
  }

  #cause(cause: CauseRow, index: number): TemplateResult {
    const open = (event: Event): void => {
      event.preventDefault()
      if (this.comparison !== null) tell(this, 'heatline-cause', { comparisonId: this.comparison.id, cause: index })
    }
    return html`<li>
      <span class="amount ${cause.isWorse ? 'worse' : ''}">${cause.difference}</span>
      <span>in <code class="mono">${cause.functionName}</code>, <a href="#" @click=${open}>${placeText(cause.place)}</a>${cause.change === null ? nothing : html` <em>${cause.change}</em>`}</span>
    </li>`
  }

  #ask(kind: ComparisonIntent): void {
    if (this.comparison !== null) tell(this, 'heatline-comparison', { kind, comparisonId: this.comparison.id })
  }
}

function sentenceOf({ verdict, cost, isOutdated }: RegressionDetail): string {
  return [verdict, cost, isOutdated ? 'the code changed since: measure again' : null].filter((part) => part !== null).join(' · ')
}

function figureTable({ figures }: RegressionDetail): TemplateResult {
  return html`
    <div class="figures"><table aria-label="Figures">
      <thead><tr><th scope="col"></th><th scope="col">Difference</th><th scope="col">Verdict</th><th scope="col" class="number">Before</th><th scope="col" class="number">Now</th><th scope="col" class="number">Threshold</th></tr></thead>
      <tbody>
        ${figures.map((figure) => html`<tr>
          <th scope="row">${figure.name}</th><td>${figure.difference ?? ''}</td><td class=${figure.verdict === 'regression' ? 'worse' : ''}>${figure.verdict}</td>
          <td class="number">${figure.base ?? ''}</td><td class="number">${figure.current ?? ''}</td><td class="number">${figure.threshold}</td>
        </tr>`)}
      </tbody>
    </table></div>
  `
}
