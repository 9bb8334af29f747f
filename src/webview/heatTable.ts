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

export type TableCell = TemplateResult | string

export interface TableHeading {
  readonly id: string
  readonly title: string
  /** A percentage, which stays right when the panel is made narrower, or `auto`. */
  readonly width: string
  /** Figures stand at the right. */
  readonly isFigure: boolean
}

/** A row's cells, and what it is ordered by when each heading is chosen. */
export interface TableRow {
  readonly cells: readonly TableCell[]
  readonly orderBy: readonly (number | string)[]
}

/** All that a table shows. */
export interface TableContent {
  readonly headings: readonly TableHeading[]
  readonly rows: readonly TableRow[]
  /** Cells of rows that stay at the end, however the table is sorted. */
  readonly lastRows: readonly (readonly TableCell[])[]
}

const byHeat: PanelSort = { column: 'self', descending: true }

/** A table whose headings sort it; its owner remembers how. */
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
  @property({ attribute: false }) content: TableContent = { headings: [], rows: [], lastRows: [] }
  /** By self time where it is null. */
  @property({ attribute: false }) sort: PanelSort | null = null

  protected override render(): TemplateResult {
    const { headings, rows, lastRows } = this.content
    const sort = this.sort ?? byHeat
    return html`
      <vscode-table bordered-rows responsive breakpoint="440" aria-label=${this.name} .columns=${headings.map((heading) => heading.width)}>
        <vscode-table-header slot="header">${headings.map((heading) => this.#heading(heading, sort))}</vscode-table-header>
        <vscode-table-body slot="body">
          ${sorted(rows, headings.findIndex((heading) => heading.id === sort.column), sort.descending).map((row) => this.#row(row.cells))}
          ${lastRows.map((cells) => this.#row(cells))}
        </vscode-table-body>
      </vscode-table>
    `
  }

  #heading(heading: TableHeading, sort: PanelSort): TemplateResult {
    const isSorted = sort.column === heading.id
    // Figures are looked at from the largest down, names from A up.
    const descending = isSorted ? !sort.descending : heading.isFigure
    const choose = () => tell(this, 'heatline-sort', { table: this.name, sort: { column: heading.id, descending } })
    const direction = isSorted ? (sort.descending ? ' ↓' : ' ↑') : ''
    return html`
      <vscode-table-header-cell
        class=${heading.isFigure ? 'figure' : ''}
        aria-sort=${isSorted ? (sort.descending ? 'descending' : 'ascending') : nothing}
        ><button @click=${choose} title="Sort by ${heading.title.toLowerCase()}">${heading.title}</button><span aria-hidden="true">${direction}</span></vscode-table-header-cell
      >
    `
  }

  #row(cells: readonly TableCell[]): TemplateResult {
    return html`<vscode-table-row
      >${cells.map((cell, index) => html`<vscode-table-cell class=${this.content.headings[index]?.isFigure ? 'figure' : ''}>${cell}</vscode-table-cell>`)}</vscode-table-row
    >`
  }
}

function sorted(rows: readonly TableRow[], column: number, descending: boolean): readonly TableRow[] {
  const direction = descending ? -1 : 1
  return rows.toSorted((a, b) => direction * compare(a.orderBy[column], b.orderBy[column]))
}

function compare(a: number | string | undefined, b: number | string | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), 'en', { numeric: true })
}
