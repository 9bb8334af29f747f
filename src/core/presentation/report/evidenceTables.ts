import type { Evidence } from '../../evidence/evidence.ts'
import { placeText } from '../placeText.ts'
import type { ReportTable } from './reportTable.ts'

const mostRows = 15

/** What was collected beyond samples and times, a table a part; how often lines ran stands beside the lines. A part that found nothing has none. */
export function evidenceTables({ deoptimisations = [], megamorphic = [] }: Evidence): readonly ReportTable[] {
  return [
    {
      title: 'Optimised code that V8 threw away',
      columns: ['place', 'function', 'reason', 'once warm', 'before'],
      rows: deoptimisations.map((each) => [placeText(each), each.function, `${each.reason} (${each.kind})`, String(each.count), String(each.whileWarmingUp)]),
    },
    {
      title: 'Accesses that see many shapes',
      columns: ['place', 'property', 'shapes'],
      rows: megamorphic.map((each) => [placeText(each), each.property ?? 'computed', String(each.shapes)]),
    },
  ].filter(({ rows }) => rows.length > 0).map((table) => ({ ...table, rows: table.rows.slice(0, mostRows) }))
}
