import type { RowSource } from '../../protocol/runnerTask.ts'
import type { RunnerMessage } from '../../protocol/runnerMessage.ts'
import { runSandboxedPass } from '../child/runSandboxedPass.ts'
import type { TrialSetting } from '../inputs/runTrial.ts'

/** What came of recording calls and making them again. */
export interface TriedCapture {
  /** All calls of the target, and those of the caller. */
  readonly seen: number
  readonly callerCalls: number
  readonly kept: number
  readonly different: number
  /** Numbers of kept calls that threw when they were made again, or did not end, though they had not; and those that threw both times. */
  readonly failed: readonly number[]
  readonly threw: readonly number[]
  /** Numbers of the statements that ran in calls that returned. */
  readonly statements: readonly number[]
  /** What was thrown, of the failed ones. */
  readonly errors: readonly string[]
}

const longestCallMs = 3_000

/** Milliseconds that a promise may stay pending. */
const pendingMs = 40

/** Runs the caller in the sandbox, records the calls it makes, and makes each again. Null where the process did not come to that. */
export async function tryCapturing(source: Extract<RowSource, { readonly kind: 'captured' }>, setting: Omit<TrialSetting, 'endsAt'>, signal: AbortSignal): Promise<TriedCapture | null> {
  let captured: Extract<RunnerMessage, { readonly kind: 'captured' }> | null = null
  const tried: Extract<RunnerMessage, { readonly kind: 'triedRow' }>[] = []
  const end = await runSandboxedPass({ rows: source, pass: { kind: 'trial', from: 0, pendingMs } }, setting, { silenceMs: 4 * longestCallMs, totalMs: 20_000 }, (message) => {
    if (message.kind === 'captured') captured = message
    else if (message.kind === 'triedRow') tried.push(message)
  }, signal)
  if (end.kind !== 'finished') setting.onLog(`Making recorded calls again: ${end.kind}${end.kind === 'failed' ? ` (${end.message.error.message})` : end.kind === 'denied' ? ` (${end.message.action} ${end.message.target})` : ''}`)
  return captured === null ? null : summarise(captured, tried, end.kind === 'finished')
}

function summarise({ seen, callerCalls, kept, different, threw }: Extract<RunnerMessage, { readonly kind: 'captured' }>, tried: readonly Extract<RunnerMessage, { readonly kind: 'triedRow' }>[], isWhole: boolean): TriedCapture {
  const hadThrown = new Set(threw)
  const failed = tried.filter(({ end, row }) => end !== 'returned' && !hadThrown.has(row))
  const returned = tried.filter(({ end }) => end === 'returned')
  return {
    seen, callerCalls, different,
    // What ended its process, and all that would have followed, is made no more.
    kept: isWhole ? kept : tried.length,
    failed: failed.map(({ row }) => row),
    threw,
    statements: [...new Set(returned.flatMap(({ statements }) => statements))],
    errors: failed.flatMap(({ thrown }) => (thrown === null ? [] : [thrown])),
  }
}
