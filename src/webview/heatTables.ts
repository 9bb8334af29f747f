import { html } from 'lit'
import { formatDuration } from '../core/presentation/formatDuration.ts'
import { formatShare } from '../core/presentation/formatShare.ts'
import type { FunctionRow, LineRow, PanelHeat } from '../core/presentation/panelModel.ts'
import type { TableCell, TableContent, TableHeading } from './heatTable.ts'
import { placeText } from '../core/presentation/placeText.ts'
import { placeLink, shortPlaceText } from './placeLink.ts'
import { shareText, shareWithBar } from './shareCell.ts'

/** One column of rows of a kind. */
interface Column<Row> extends TableHeading {
  readonly cell: (row: Row) => TableCell
  readonly orderBy: (row: Row) => number | string
}

type Shares = Pick<LineRow, 'self' | 'total'>

const self: Column<Shares> = { id: 'self', title: 'Self', width: '22%', isFigure: true, cell: (row) => shareWithBar(row.self), orderBy: (row) => row.self.share }

const total: Column<Shares> = {
  id: 'total',
  title: 'Total',
  width: '14%',
  isFigure: true,
  cell: (row) => (row.total === null ? '' : shareText(row.total)),
  orderBy: (row) => row.total?.share ?? -1,
}

const functionName: Column<FunctionRow> = { id: 'name', title: 'Function', width: 'auto', isFigure: false, cell: (row) => placeLink(row.place, row.name), orderBy: (row) => row.name }

const line: Column<LineRow> = {
  id: 'line',
  title: 'Line',
  width: 'auto',
  isFigure: false,
  cell: (row) => html`${placeLink(row.place, shortPlaceText(row.place))}${row.excerpt === null ? '' : html` <code class="quiet" title=${row.excerpt}>${row.excerpt}</code>`}`,
  orderBy: (row) => placeText(row.place),
}

const perCall: Column<LineRow> = {
  id: 'perCall',
  title: 'Per call',
  width: '18%',
  isFigure: true,
  cell: (row) => (row.selfMsPerCall === null ? '' : formatDuration(row.selfMsPerCall)),
  orderBy: (row) => row.selfMsPerCall ?? -1,
}

/** The hot functions, and at the end what belongs to no function of the user's. */
export function functionTable(heat: PanelHeat): TableContent {
  return tableOf([functionName, self, ...(heat.hasTotals ? [total] : [])], heat.functions, [
    restRow('Garbage collection', heat.garbageCollectionShare),
    restRow('Unmapped: no source line is known', heat.unmappedShare),
  ])
}

function restRow(name: string, share: number): readonly TableCell[] {
  return [html`<span class="quiet">${name}</span>`, html`<span class="percent">${formatShare(share)}</span>`]
}

/** The hot lines. */
export function lineTable(heat: PanelHeat): TableContent {
  return tableOf([line, self, ...(heat.hasTotals ? [total] : []), perCall], heat.lines, [])
}

function tableOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[], lastRows: readonly (readonly TableCell[])[]): TableContent {
  return {
    headings: columns,
    rows: rows.map((row) => ({ cells: columns.map((column) => column.cell(row)), orderBy: columns.map((column) => column.orderBy(row)) })),
    lastRows: lastRows.map((cells) => columns.map((_, index) => cells[index] ?? '')),
  }
}
