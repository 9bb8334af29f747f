import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { formatDuration } from '../core/presentation/formatDuration.ts'
import { formatShare } from '../core/presentation/formatShare.ts'
import type { FunctionRow, LineRow, PanelHeat } from '../core/presentation/panelModel.ts'
import type { HeatColumn } from './heatTable.ts'
import { placeLink, placeText, shortPlaceText } from './placeLink.ts'
import { shareText, shareWithBar } from './shareCell.ts'

type Shares = Pick<LineRow, 'self' | 'total'>

const self: HeatColumn<Shares> = { id: 'self', title: 'Self', width: '22%', isFigure: true, cell: (row) => shareWithBar(row.self), orderBy: (row) => row.self.share }

const total: HeatColumn<Shares> = {
  id: 'total',
  title: 'Total',
  width: '14%',
  isFigure: true,
  cell: (row) => (row.total === null ? '' : shareText(row.total)),
  orderBy: (row) => row.total?.share ?? -1,
}

/** Where the figures of a table of functions stand. */
export function functionColumns(heat: PanelHeat): readonly HeatColumn<FunctionRow>[] {
  const name: HeatColumn<FunctionRow> = { id: 'name', title: 'Function', width: 'auto', isFigure: false, cell: (row) => placeLink(row.place, row.name), orderBy: (row) => row.name }
  return [name, self, ...(heat.hasTotals ? [total] : [])]
}

/** Where the figures of a table of lines stand. */
export function lineColumns(heat: PanelHeat): readonly HeatColumn<LineRow>[] {
  const line: HeatColumn<LineRow> = {
    id: 'line',
    title: 'Line',
    width: 'auto',
    isFigure: false,
    cell: (row) => html`${placeLink(row.place, shortPlaceText(row.place))}${row.excerpt === null ? '' : html` <code class="quiet" title=${row.excerpt}>${row.excerpt}</code>`}`,
    orderBy: (row) => placeText(row.place),
  }
  const perCall: HeatColumn<LineRow> = {
    id: 'perCall',
    title: 'Per call',
    width: '18%',
    isFigure: true,
    cell: (row) => (row.selfMsPerCall === null ? '' : formatDuration(row.selfMsPerCall)),
    orderBy: (row) => row.selfMsPerCall ?? -1,
  }
  return [line, self, ...(heat.hasTotals ? [total] : []), perCall]
}

/** What belongs to no function of the user's, in the columns of functions. */
export function restRows(heat: PanelHeat): readonly (readonly (TemplateResult | string)[])[] {
  const row = (name: string, share: number) => [html`<span class="quiet">${name}</span>`, html`<span class="percent">${formatShare(share)}</span>`, ...(heat.hasTotals ? [''] : [])]
  return [row('Garbage collection', heat.garbageCollectionShare), row('Unmapped: no source line is known', heat.unmappedShare)]
}
