import type { Evidence } from '../../evidence/evidence.ts'
import { formatCount } from '../formatCount.ts'
import { formatDuration } from '../formatDuration.ts'
import { formatShare } from '../formatShare.ts'
import { placeText } from '../placeText.ts'
import type { ReportTable } from './reportTable.ts'

const mostRows = 15

/** What was collected beyond samples and times, a table a part; how often lines ran stands beside the lines. A part that found nothing has none. */
export function evidenceTables({ deoptimisations = [], megamorphic = [], awaits = [], synchronousCalls = [], eventLoop, marks = [] }: Evidence): readonly ReportTable[] {
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
    {
      title: 'What a call waits for',
      columns: ['place', 'waits', 'awaits', 'at once'],
      rows: awaits.toSorted((a, b) => b.coveredMsPerCall - a.coveredMsPerCall).map((each) => [placeText(each), formatDuration(each.coveredMsPerCall), formatCount(each.perCall), String(each.atOnce)]),
    },
    {
      title: 'What holds the thread until it is done',
      columns: ['place', 'function', 'calls', 'per call'],
      rows: synchronousCalls.map((each) => [placeText(each), each.name, formatCount(each.perCall), formatDuration(each.msPerCall)]),
    },
    {
      title: 'How long a call holds the event loop at a stretch',
      columns: ['mean', '99% of calls, at most', 'longest', 'of the time in all'],
      rows: eventLoop === undefined ? [] : [[formatDuration(eventLoop.meanMs), formatDuration(eventLoop.p99Ms), formatDuration(eventLoop.longestMs), formatShare(eventLoop.blockedShare)]],
    },
    {
      title: 'What the code marks and measures itself',
      columns: ['name', 'place', 'times', 'per call'],
      rows: marks.map(({ name, file, line, perCall, msPerCall }) => [name, file === undefined || line === undefined ? '' : placeText({ file, line }), formatCount(perCall), msPerCall === undefined ? '' : formatDuration(msPerCall)]),
    },
  ].filter(({ rows }) => rows.length > 0).map((table) => ({ ...table, rows: table.rows.slice(0, mostRows) }))
}
