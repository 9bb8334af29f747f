import { inspect } from 'node:util'
import type { RowSource, TrialPass } from '../../protocol/runnerTask.ts'
import type { PreparedTarget, PreparedWorkload } from '../../protocol/workloadHook.ts'
import { callOnce } from '../calls/callOnce.ts'
import { withoutLateErrors } from '../calls/withoutLateErrors.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import type { CaptureControl } from '../rows/captureCalls.ts'
import { runCaller } from '../rows/runCaller.ts'

/** Captures calls, tells how many there were, makes each again and tells what came of it. */
export async function tryCaptured(prepared: PreparedWorkload | PreparedTarget, source: Extract<RowSource, { readonly kind: 'captured' }>, pass: TrialPass, capture: CaptureControl, onPrepared: () => void): Promise<void> {
  if (!('scope' in prepared)) throw new Error('Internal error: captured calls need a target')
  onPrepared()
  const startedAt = now()
  const { seen, calls } = await runCaller(prepared, source, capture)
  send({
    kind: 'captured', seen, callerCalls: source.rows.length,
    threw: calls.flatMap(({ threw }, index) => (threw ? [index] : [])),
    kept: calls.length,
    different: new Set(calls.map(({ row }) => shown(row.slice(1)))).size,
  })
  const { hits } = capture
  let thrown = 0
  await withoutLateErrors(async () => {
    for (let row = pass.from; row < calls.length; row++) {
      send({ kind: 'tryingRow', row })
      hits?.fill(0)
      const callStartedAt = now()
      const { end, thrown: what } = await callOnce(prepared.replay, calls[row]?.row ?? [], pass.pendingMs)
      const ms = now() - callStartedAt
      if (end === 'threw') thrown++
      send({ kind: 'triedRow', row, end, ms, statements: hits === null ? [] : [...hits.entries()].flatMap(([index, hit]) => (hit === 0 ? [] : [index])), thrown: what })
    }
  })
  send({ kind: 'trial', measuringMs: now() - startedAt, calls: calls.length - pass.from, thrown })
}

/** A text that differs where values do, roughly. */
function shown(values: readonly unknown[]): string {
  try {
    return inspect(values, { depth: 3, maxArrayLength: 20, maxStringLength: 200, breakLength: Infinity, customInspect: false }).slice(0, 4000)
  } catch {
    return ''
  }
}
