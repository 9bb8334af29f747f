import type { RowSource, TrialPass } from '../../protocol/runnerTask.ts'
import type { TrialEnd } from '../../protocol/runnerMessage.ts'
import type { PreparedTarget, PreparedWorkload } from '../../protocol/workloadHook.ts'
import { invoke } from '../calls/invoke.ts'
import type { Call } from '../calls/invoke.ts'
import { resultKindOf, withConsumer } from '../calls/resultKind.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import { rowMaker } from '../rows/evaluateRows.ts'
import { drivenCall } from '../rows/rowSet.ts'
import { describeThrown } from '../thrownValue.ts'

/** Characters of what was thrown that are told. */
const longestMessage = 200

/**
 * Calls each row once and tells what came of it. Which row is under way is told before, so that whoever ends a call that
 * does not end knows which it was.
 */
export async function tryRows(prepared: PreparedWorkload | PreparedTarget, source: RowSource | null, pass: TrialPass, onPrepared: () => void): Promise<void> {
  if (!('scope' in prepared) || source?.kind !== 'expressions') throw new Error('Internal error: a trial needs rows and a target')
  const call = drivenCall(prepared, source)
  onPrepared()
  // What a call left behind may fail after it returned: that is the call's failure, not the end of the trial.
  let late: string | null = null
  const onLate = (error: unknown): void => { late ??= told(error) }
  process.on('unhandledRejection', onLate)
  process.on('uncaughtException', onLate)
  const startedAt = now()
  let thrown = 0
  for (let row = pass.from; row < source.rows.length; row++) {
    send({ kind: 'tryingRow', row })
    late = null
    const tried = await tryRow(source.rows[row] ?? '[]', prepared, call, pass.pendingMs)
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

async function tryRow(text: string, { scope, hits }: PreparedTarget, call: Call, pendingMs: number): Promise<Tried> {
  let inputs: readonly unknown[]
  try {
    inputs = rowMaker(text, scope)()
  } catch (error) {
    return { end: 'unmade', ms: 0, statements: [], thrown: told(error) }
  }
  hits?.fill(0)
  const startedAt = now()
  const { end, thrown } = await callOnce(call, inputs, pendingMs)
  const ms = now() - startedAt
  const statements = hits === null ? [] : [...hits.entries()].flatMap(([index, hit]) => (hit === 0 ? [] : [index]))
  return { end, ms, statements, thrown }
}

async function callOnce(call: Call, inputs: readonly unknown[], pendingMs: number): Promise<Pick<Tried, 'end' | 'thrown'>> {
  let timer: NodeJS.Timeout | undefined
  try {
    const result: unknown = invoke(call, inputs)
    const kind = resultKindOf(result)
    if (kind === 'value') return { end: 'returned', thrown: null }
    const done = kind === 'promise' ? result : withConsumer(() => result, kind)([])
    const pending = new Promise<'pending'>((resolve) => {
      timer = setTimeout(() => resolve('pending'), pendingMs)
    })
    const settled = await Promise.race([Promise.resolve(done).then(() => 'returned' as const), pending])
    return { end: settled, thrown: null }
  } catch (error) {
    return { end: 'threw', thrown: told(error) }
  } finally {
    clearTimeout(timer)
  }
}

function told(error: unknown): string {
  const { name, message } = describeThrown(error)
  return `${name}: ${message}`.slice(0, longestMessage)
}
