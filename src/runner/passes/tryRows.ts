import type { RowSource, TrialPass } from '../../protocol/runnerTask.ts'
import type { TrialEnd } from '../../protocol/runnerMessage.ts'
import type { PreparedTarget, PreparedWorkload } from '../../protocol/workloadHook.ts'
import { callOnce, toldThrown } from '../calls/callOnce.ts'
import type { Call } from '../calls/invoke.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import { rowMaker } from '../rows/evaluateRows.ts'
import { drivenCall } from '../rows/rowSet.ts'
import type { CaptureControl } from '../rows/captureCalls.ts'

/**
 * Calls each row once and tells what came of it. Which row is under way is told before, so that whoever ends a call that
 * does not end knows which it was.
 */
export async function tryRows(prepared: PreparedWorkload | PreparedTarget, source: RowSource | null, pass: TrialPass, capture: Pick<CaptureControl, 'hits'>, onPrepared: () => void): Promise<void> {
  if (!('scope' in prepared) || source?.kind !== 'expressions') throw new Error('Internal error: a trial needs rows and a target')
  const call = drivenCall(prepared, source)
  // What is counted may be another function that the calls reach.
  const hits = capture.hits ?? prepared.hits
  onPrepared()
  // What a call left behind may fail after it returned: that is the call's failure, not the end of the trial.
  let late: string | null = null
  const onLate = (error: unknown): void => { late ??= toldThrown(error) }
  process.on('unhandledRejection', onLate)
  process.on('uncaughtException', onLate)
  const startedAt = now()
  let thrown = 0
  for (let row = pass.from; row < source.rows.length; row++) {
    send({ kind: 'tryingRow', row })
    late = null
    const tried = await tryRow(source.rows[row] ?? '[]', prepared, call, hits, pass.pendingMs)
    await new Promise((resolve) => { setImmediate(resolve) })
    const ended: Tried = late === null ? tried : { ...tried, end: 'threw', thrown: late }
    if (ended.end === 'threw') thrown++
    send({ kind: 'triedRow', row, ...ended })
  }
  send({ kind: 'trial', measuringMs: now() - startedAt, calls: source.rows.length - pass.from, thrown })
}

interface Tried {
  readonly end: TrialEnd
  readonly ms: number
  readonly statements: readonly number[]
  readonly thrown: string | null
}

async function tryRow(text: string, { scope }: PreparedTarget, call: Call, hits: Uint8Array | null, pendingMs: number): Promise<Tried> {
  let inputs: readonly unknown[]
  try {
    inputs = rowMaker(text, scope)()
  } catch (error) {
    return { end: 'unmade', ms: 0, statements: [], thrown: toldThrown(error) }
  }
  // What should have made a value made none: `Cart.cheapest()` of nothing.
  if (inputs.includes(undefined) && !/[[,]\s*undefined\b/u.test(text)) return { end: 'unmade', ms: 0, statements: [], thrown: null }
  hits?.fill(0)
  const startedAt = now()
  const { end, thrown } = await callOnce(call, inputs, pendingMs)
  const ms = now() - startedAt
  const statements = hits === null ? [] : [...hits.entries()].flatMap(([index, hit]) => (hit === 0 ? [] : [index]))
  return { end, ms, statements, thrown }
}
