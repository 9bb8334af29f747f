import '@vscode-elements/elements/dist/vscode-tree/index.js'
import '@vscode-elements/elements/dist/vscode-tree-item/index.js'
import { LitElement, css, html } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { countOf } from '../core/presentation/describeRun.ts'
import type { RunSummary } from '../core/presentation/panelModel.ts'
import { tell } from './panelEvents.ts'
import { sharedStyles } from './panelStyles.ts'

/** The runs, newest first; arrow keys move, Enter chooses. */
@customElement('heatline-run-list')
export class RunList extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      .more {
        padding: 4px 8px;
      }
      /* A long name leaves room for what was measured. */
      vscode-tree-item::part(label) {
        max-width: 50%;
      }
      .troubled {
        color: var(--vscode-errorForeground);
      }
    `,
  ]

  @property({ attribute: false }) runs: readonly RunSummary[] = []
  @property({ type: Number }) more = 0
  @property() selectedId = ''

  /** What was chosen, here or in the editor, is seen. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('selectedId')) this.renderRoot.querySelector(`[data-run-id="${CSS.escape(this.selectedId)}"]`)?.scrollIntoView({ block: 'nearest' })
  }

  protected override render(): TemplateResult {
    return html`
      <vscode-tree aria-label="Runs" indent="0" hide-arrows @vsc-tree-select=${this.#select}>
        ${repeat(this.runs, (run) => run.id, (run) => this.#item(run))}
      </vscode-tree>
      ${this.more > 0 ? html`<p class="quiet more">and ${countOf(this.more, 'older run')}</p>` : ''}
    `
  }

  #item(run: RunSummary): TemplateResult {
    const started = new Date(run.startedAt)
    const isSelected = run.id === this.selectedId
    const isTroubled = run.outcome === 'failed' || run.outcome === 'denied' || run.outcome === 'timedOut'
    return html`
      <vscode-tree-item
        data-run-id=${run.id}
        title=${`${run.functionName} in ${run.file}, ${started.toLocaleString()}`}
        .selected=${isSelected}
        .active=${isSelected}
        ><span>${run.functionName}</span><span slot="description" class=${isTroubled ? 'troubled' : ''}>${run.title}</span
        ><span slot="decoration" class="quiet">${started.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}</span></vscode-tree-item
      >
    `
  }

  readonly #select = (event: Event): void => {
    if (!(event instanceof CustomEvent) || !Array.isArray(event.detail)) return
    const item: unknown = event.detail[0]
    const runId = item instanceof HTMLElement ? item.dataset['runId'] : undefined
    if (runId !== undefined && runId !== this.selectedId) tell(this, 'heatline-select-run', { runId })
  }
}
