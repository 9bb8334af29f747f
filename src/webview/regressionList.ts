import '@vscode-elements/elements/dist/vscode-textfield/index.js'
import { LitElement, css, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { countOf } from '../core/presentation/describeRun.ts'
import type { RegressionGroup, RegressionRow } from '../core/presentation/regressionsModel.ts'
import { chipStyles } from './chipStyles.ts'
import { barStyles, drawnBar } from './drawnBar.ts'
import { drawnTrend, trendStyles } from './drawnTrend.ts'
import { tell } from './panelEvents.ts'
import { sharedStyles } from './panelStyles.ts'

const groups: readonly { readonly group: RegressionGroup; readonly title: string }[] = [
  { group: 'open', title: 'Open' },
  { group: 'worse', title: 'Worse' },
  { group: 'better', title: 'Better' },
  { group: 'unclear', title: 'Unclear' },
  { group: 'unchanged', title: 'Unchanged' },
  { group: 'dismissed', title: 'Dismissed' },
]

/** The compared functions, the costliest first, with what narrows them; arrow keys choose. */
@customElement('heatline-regression-list')
export class RegressionList extends LitElement {
  static override styles = [
    sharedStyles,
    barStyles,
    chipStyles,
    trendStyles,
    css`
      :host {
        display: block;
      }
      /* Stays where the list scrolls. */
      .narrow {
        position: sticky;
        top: -8px;
        z-index: 1;
        display: grid;
        gap: 6px;
        padding: 8px;
        margin-top: -8px;
        background: var(--vscode-editor-background);
      }
      vscode-textfield {
        width: 100%;
      }
      [role='listbox']:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -1px;
      }
      [role='listbox'] {
        list-style: none;
        padding: 0;
      }
      [role='option'] {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 2px;
        padding: 6px 12px;
        cursor: pointer;
        /* The box above hides nothing of what is scrolled to. */
        scroll-margin-top: 96px;
      }
      [role='option']:hover {
        background: var(--vscode-list-hoverBackground);
      }
      [aria-selected='true'] {
        background: var(--vscode-list-inactiveSelectionBackground);
        color: var(--vscode-list-inactiveSelectionForeground, inherit);
        outline: 1px dotted var(--vscode-contrastActiveBorder, transparent);
        outline-offset: -1px;
      }
      .line {
        display: flex;
        gap: 8px;
        justify-content: space-between;
        align-items: baseline;
      }
      .last {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 64px minmax(7em, max-content);
        column-gap: 8px;
        text-align: right;
      }
      .last .name {
        text-align: left;
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .figure {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .worse {
        font-weight: 600;
      }
      .more {
        padding: 4px 12px;
      }
    `,
  ]

  @property({ attribute: false }) rows: readonly RegressionRow[] = []
  @property({ type: Number }) more = 0
  @property() selectedId = ''
  @property() search = ''
  @property() group = 'all'

  /** What was chosen, here or in the editor, is seen. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('selectedId')) this.renderRoot.querySelector(`#${CSS.escape(`row-${this.selectedId}`)}`)?.scrollIntoView({ block: 'nearest' })
  }

  protected override render(): TemplateResult {
    const rows = this.#shown()
    return html`
      <div class="narrow">
        <vscode-textfield type="search" label="Search functions and files" placeholder="Search functions and files" .value=${this.search} @input=${this.#typed}></vscode-textfield>
        <div class="groups" role="group" aria-label="Show">
          ${this.#groupButton('all', 'All', this.rows.length)}
          ${groups.map(({ group, title }) => this.#groupButton(group, title, this.rows.filter((row) => row.groups.includes(group)).length))}
        </div>
      </div>
      <ul role="listbox" tabindex="0" aria-label="Compared functions" aria-activedescendant=${rows.some((row) => row.id === this.selectedId) ? `row-${this.selectedId}` : nothing} @keydown=${this.#move}>
        ${repeat(rows, (row) => row.id, (row) => this.#row(row))}
      </ul>
      ${rows.length === 0 ? html`<p class="quiet more" role="status">None of the ${countOf(this.rows.length, 'function')} is like that.</p>` : nothing}
      ${this.more > 0 ? html`<p class="quiet more">and ${countOf(this.more, 'other function')}</p>` : nothing}
    `
  }

  #shown(): readonly RegressionRow[] {
    const words = this.search.trim().toLowerCase().split(/\s+/)
    return this.rows.filter((row) => {
      const text = `${row.functionName} ${row.file} ${row.verdict ?? ''} ${row.base}`.toLowerCase()
      return (this.group === 'all' || row.groups.some((group) => group === this.group)) && words.every((word) => text.includes(word))
    })
  }

  #groupButton(group: string, title: string, count: number): TemplateResult | typeof nothing {
    if (count === 0 && group !== this.group && group !== 'all') return nothing
    return html`<button aria-pressed=${group === this.group ? 'true' : 'false'} @click=${() => tell(this, 'heatline-narrow', { search: this.search, group })}>${title} ${count}</button>`
  }

  #row(row: RegressionRow): TemplateResult {
    const isSelected = row.id === this.selectedId
    const state = row.isRunning ? 'measuring…' : row.dismissal !== null ? 'dismissed' : row.isOutdated ? 'outdated' : (row.cost ?? '')
    return html`
      <li role="option" id=${`row-${row.id}`} data-id=${row.id} aria-selected=${isSelected ? 'true' : 'false'} title=${`${row.functionName} in ${row.file}, ${new Date(row.startedAt).toLocaleString()}`} @click=${() => this.#choose(row.id)}>
        <span class="line"><span class="name">${row.functionName}</span><span class="figure ${row.groups.includes('worse') ? 'worse' : ''}">${row.figure}</span></span>
        ${row.bar === null ? nothing : drawnBar(row.bar, row.barText)}
        <span class="last quiet"><span class="name">${row.verdict === null ? '' : `${row.verdict} `}vs ${row.base}</span>${row.recent === null ? html`<span></span>` : drawnTrend(row.recent.indices, `Trend: ${row.recent.word}`)}<span class="figure">${state}</span></span>
      </li>
    `
  }

  readonly #typed = (event: Event): void => {
    if (event.currentTarget instanceof HTMLElement && 'value' in event.currentTarget) tell(this, 'heatline-narrow', { search: String(event.currentTarget.value), group: this.group })
  }

  readonly #move = (event: KeyboardEvent): void => {
    const rows = this.#shown()
    const at = rows.findIndex((row) => row.id === this.selectedId)
    const places: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }
    const place = places[event.key]
    if (place === undefined) return
    event.preventDefault()
    const row = rows[Math.max(0, Math.min(rows.length - 1, place))]
    if (row !== undefined) this.#choose(row.id)
  }

  #choose(comparisonId: string): void {
    if (comparisonId !== this.selectedId) tell(this, 'heatline-comparison', { kind: 'selectComparison', comparisonId })
  }
}
