import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { formatDuration } from '../core/presentation/formatDuration.ts'
import type { ScalingDetail } from '../core/presentation/scalingDetail.ts'
import { chartStyles } from './chartStyles.ts'
import { sharedStyles } from './panelStyles.ts'
import './scalingChart.ts'

/** How a function's time grows with the size of its inputs: the figure, a chart, and the same as a table. */
@customElement('heatline-scaling')
export class ScalingView extends LitElement {
  static override styles = [
    sharedStyles,
    chartStyles,
    css`
      :host {
        display: grid;
        gap: 8px;
        align-content: start;
      }
      h2 {
        font-size: 1em;
        font-weight: 600;
      }
      .figure {
        font-size: 1.2em;
        font-variant-numeric: tabular-nums;
      }
      .message,
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
      .facts {
        list-style: none;
        padding: 0;
        line-height: 1.5;
        overflow-wrap: anywhere;
      }
    `,
  ]

  @property({ attribute: false }) scaling: ScalingDetail | null = null

  protected override render(): TemplateResult | typeof nothing {
    const { scaling } = this
    if (scaling === null) return nothing
    const { message, growth, points, warnings } = scaling
    return html`
      <h2>Scaling of ${scaling.functionName}</h2>
      <p class="figure" role="status">${scaling.title}${growth === null ? nothing : html` <span class="quiet">${growth}</span>`}</p>
      ${message === null ? nothing : html`<p class="message" role="alert">${message}</p>`}
      ${points.length === 0 ? nothing : html`<div class="parts"><heatline-scaling-chart .scaling=${scaling}></heatline-scaling-chart>${tableOf(scaling)}</div>`}
      ${warnings.length === 0 ? nothing : html`<ul class="warnings" aria-label="About the scaling">${warnings.map((warning) => html`<li>${warning}</li>`)}</ul>`}
      <ul class="facts quiet" aria-label="What the scaling rests on">
        <li><code class="mono">${scaling.workload.expression}</code> ${scaling.workload.origin}</li>
        ${scaling.facts.map((fact) => html`<li>${fact}</li>`)}
      </ul>
    `
  }
}

function tableOf({ points }: ScalingDetail): TemplateResult {
  return html`
    <table aria-label="Time per call at each size">
      <thead><tr><th scope="col">Size</th><th scope="col">Per call</th><th scope="col">Slowest</th><th scope="col">To half</th></tr></thead>
      <tbody>
        ${points.map(({ size, ms, slowestMs, isLeftOut }, index) => {
          const half = points[index - 1]
          return html`<tr class=${isLeftOut ? 'quiet' : ''} title=${isLeftOut ? 'Left out of the line' : nothing}>
            <th scope="row">${size.toLocaleString('en-US')}</th><td>${formatDuration(ms)}</td><td>${formatDuration(slowestMs)}</td><td>${half === undefined ? '' : `×${(ms / half.ms).toFixed(2)}`}</td>
          </tr>`
        })}
      </tbody>
    </table>
  `
}
