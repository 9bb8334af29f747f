import type { ReplayPass, RowSource } from '../../protocol/runnerTask.ts'
import type { RecordedOutcome } from '../../protocol/recordingLog.ts'
import type { PreparedTarget, PreparedWorkload } from '../../protocol/workloadHook.ts'
import { invoke } from '../calls/invoke.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import { digestOf, digestOfThrown } from '../recording/digestOf.ts'
import { recordedRows } from '../rows/recordedRows.ts'
import { describeThrown } from '../thrownValue.ts'

/** Characters of a difference that are told. */
const longestDifference = 300

/** How a call ended now, and in words. */
interface ReplayedOutcome extends RecordedOutcome {
  readonly told: string
}

/**
 * Calls each recorded row once and holds what comes of it against what came of it in the test: with mocks, fake timers or state
 * that the test made before, it is another call that would be measured.
 */
export async function replayRows(prepared: PreparedWorkload | PreparedTarget, source: RowSource | null, pass: ReplayPass, onPrepared: () => void): Promise<void> {
  if (!('scope' in prepared) || source?.kind !== 'recording') throw new Error('Internal error: a replay needs a recording and a target')
  const rows = recordedRows(prepared.scope)
  onPrepared()
  const startedAt = now()
  let calls = 0
  let thrown = 0
  let differing = 0
  let firstDifference: string | null = null
  for (const { make, outcome } of rows) {
    if (calls > 0 && now() - startedAt > pass.mostMs) break
    calls++
    const replayed = await outcomeOf(() => invoke(prepared.call, make()))
    if (replayed.end === 'threw' || replayed.end === 'rejected') thrown++
    if (outcome === null || isSame(outcome, replayed)) continue
    differing++
    firstDifference ??= describe(outcome, replayed)
  }
  send({ kind: 'replay', measuringMs: now() - startedAt, calls, thrown, differing, firstDifference })
}

async function outcomeOf(call: () => unknown): Promise<ReplayedOutcome> {
  let isAsync = false
  try {
    const result = call()
    isAsync = result instanceof Promise
    const value: unknown = isAsync ? await result : result
    return { end: isAsync ? 'resolved' : 'returned', digest: digestOf(value), told: isAsync ? 'resolves with another value' : 'returns another value' }
  } catch (error) {
    const { name, message } = describeThrown(error)
    return { end: isAsync ? 'rejected' : 'threw', digest: digestOfThrown(error), told: `throws ${name}: ${message}` }
  }
}

function isSame(one: RecordedOutcome, other: RecordedOutcome): boolean {
  return one.end === other.end && (one.digest === null || other.digest === null || one.digest === other.digest)
}

/** Completes "where the test's call ..., the replayed one ...". */
function describe(recorded: RecordedOutcome, replayed: ReplayedOutcome): string {
  const words = { returned: 'returned', threw: 'threw', resolved: 'resolved', rejected: 'rejected' } as const
  return `where the call in the test ${words[recorded.end]}, the replayed one ${replayed.told}`.slice(0, longestDifference)
}
