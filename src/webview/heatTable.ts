import '@vscode-elements/elements/dist/vscode-table/index.js'
import '@vscode-elements/elements/dist/vscode-table-body/index.js'
import '@vscode-elements/elements/dist/vscode-table-cell/index.js'
import '@vscode-elements/elements/dist/vscode-table-header/index.js'
import '@vscode-elements/elements/dist/vscode-table-header-cell/index.js'
import '@vscode-elements/elements/dist/vscode-table-row/index.js'
import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { PanelSort } from '../protocol/panelMessages.ts'
import { tell } from './panelEvents.ts'
import { sharedStyles } from './panelStyles.ts'
import { shareStyles } from './shareCell.ts'

/** One column: its cells, and what rows are ordered by. */
export interface HeatColumn<Row> {
  readonly id: string
  readonly title: string
  /** A percentage, which stays right when the panel is made narrower, or `auto`. */
  readonly width: string
  /** Figures stand at the right. */
  readonly isFigure: boolean
  readonly cell: (row: Row) => TemplateResult | string
  readonly orderBy: (row: Row) => number | string
}

/** Figures are looked at from the largest down, names from A up. */
function firstDirection(column: HeatColumn<never>): PanelSort {
  return { column: column.id, descending: column.isFigure }
}

/** A table whose headings sort it, and that remembers how. */
@customElement('heatline-table')
export class HeatTable extends LitElement {
  static override styles = [
    sharedStyles,
    shareStyles,
    css`
      .figure {
        text-align: right;
        font-variant-numeric: tabular-nums;
        padding-right: 10px;
      }
      vscode-table-header-cell.figure {
        padding-right: 10px;
      }
      button {
        all: unset;
        cursor: pointer;
      }
      button:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
      }
    `,
  ]

  /** Names the table to screen readers and in what is kept. */
  @property() name = ''
  @property({ attribute: false }) columns: readonly HeatColumn<never>[] = []
  @property({ attribute: false }) rows: readonly unknown[] = []
  /** Cells of rows that stay at the end, however the table is sorted. */
  @property({ attribute: false }) lastRows: readonly (readonly (TemplateResult | string)[])[] = []
  @property({ attribute: false }) sort: PanelSort | null = null

  protected override render(): TemplateResult {
    const sort = this.sort ?? { column: 'self', descending: true }
    return html`
      <vscode-table bordered-rows responsive breakpoint="360" aria-label=${this.name} .columns=${this.columns.map((column) => column.width)}>
        <vscode-table-header slot="header">${this.columns.map((column) => this.#heading(column, sort))}</vscode-table-header>
        <vscode-table-body slot="body">
          ${sorted(this.rows as readonly never[], this.columns, sort).map((row) => this.#row(this.columns.map((column) => column.cell(row))))}
          ${this.lastRows.map((cells) => this.#row(cells))}
        </vscode-table-body>
      </vscode-table>
    `
  }

  #heading(column: HeatColumn<never>, sort: PanelSort): TemplateResult {
    const isSorted = sort.column === column.id
    const choose = () => {
      const next = isSorted ? { column: column.id, descending: !sort.descending } : firstDirection(column)
      tell(this, 'heatline-sort', { table: this.name, sort: next })
    }
    const direction = isSorted ? (sort.descending ? ' ↓' : ' ↑') : ''
    return html`
      <vscode-table-header-cell
        class=${column.isFigure ? 'figure' : ''}
        aria-sort=${isSorted ? (sort.descending ? 'descending' : 'ascending') : nothing}
        ><button @click=${choose} title="Sort by ${column.title.toLowerCase()}">${column.title}</button><span aria-hidden="true">${direction}</span></vscode-table-header-cell
      >
    `
  }

  #row(cells: readonly (TemplateResult | string)[]): TemplateResult {
    return html`<vscode-table-row
      >${cells.map((cell, index) => html`<vscode-table-cell class=${this.columns[index]?.isFigure ? 'figure' : ''}>${cell}</vscode-table-cell>`)}</vscode-table-row
    >`
  }
}

function sorted(rows: readonly never[], columns: readonly HeatColumn<never>[], sort: PanelSort): readonly never[] {
  const column = columns.find((each) => each.id === sort.column)
  if (column === undefined) return rows
  const direction = sort.descending ? -1 : 1
  return rows.toSorted((a, b) => direction * compare(column.orderBy(a), column.orderBy(b)))
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), 'en', { numeric: true })
}
