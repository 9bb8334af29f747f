import { trendOf } from '../core/comparison/trend.ts'
import { trendDocument } from '../core/presentation/trendDocument.ts'
import { followMoved } from '../engine/store/followMoved.ts'
import { openStore } from '../engine/store/openStore.ts'
import type { TrendCommand } from './command.ts'
import { exitCodes } from './exitCodeOf.ts'
import { functionOfTarget } from './functionOfTarget.ts'
import { nameFromHere } from './nameFromHere.ts'
import { terminalStyle, wantsColours } from './text/terminalStyle.ts'
import { trendText } from './text/trendText.ts'
import { writeOut } from './writeOut.ts'

/** Comparisons that a trend goes back. */
const mostComparisons = 200

/**
 * `heatline trend`: how a function's time went over its versions; returns the exit code.
 * @throws HeatlineError when the target or the history are not as they must be
 */
export async function trendOfTarget({ target, json }: TrendCommand): Promise<number> {
  const { root, file, name, text } = functionOfTarget(target)
  const store = openStore(root)
  try {
    followMoved(store, { root, file, functionName: name, text, overlays: new Map() })
    const trend = trendOf(store.comparisonsOf(file, name, mostComparisons))
    for (const notice of store.notices) await writeOut(process.stderr, `heatline: ${notice}\n`)
    if (json) await writeOut(process.stdout, `${JSON.stringify(trendDocument(trend, { file, name }), null, 2)}\n`)
    else await writeOut(process.stdout, trendText(trend, name, `${nameFromHere(root, file)}#${name}`, { style: terminalStyle(wantsColours(process.stdout, process.env)), width: process.stdout.columns || null }))
    return exitCodes.done
  } finally {
    store.close()
  }
}
