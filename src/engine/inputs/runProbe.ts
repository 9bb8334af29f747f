import { probeName } from '../../core/workloads/anyMarks.ts'
import type { AnyMark } from '../../core/workloads/anyMarks.ts'
import type { SeenProbe } from '../../core/workloads/seenUse.ts'
import { runSandboxedPass } from '../child/runSandboxedPass.ts'
import type { TrialSetting } from './runTrial.ts'

/** A probing call that takes longer goes round in circles. */
const longestCallMs = 600

/** Loading takes longer than a call. */
const loadMs = 6_000

const pendingMs = 40

/** Calls with as many places to mix probes at: forms of the first three are all combined. */
const callsPerMark: readonly number[] = [9, 9, 24, 36]

/** A call that ends the process, or does not end, costs a new process: so many are had. */
const mostProcesses = 3

/**
 * Calls a function with probes, in the sandbox, and tells what it did with them.
 * @param rows texts of rows that name the marks
 * @throws the signal's reason when it is aborted
 */
export async function runProbe(rows: readonly string[], marks: readonly AnyMark[], setting: TrialSetting, signal: AbortSignal): Promise<readonly SeenProbe[]> {
  const calls = callsPerMark[Math.min(marks.length, callsPerMark.length - 1)] ?? 0
  const seen: SeenProbe[] = []
  let from = 0
  for (let processes = 0; processes < mostProcesses && from < calls; processes++) {
    let under = from
    const task = { rows: { kind: 'expressions', rows, drive: null }, pass: { kind: 'probe', from, calls, probeName, marks: marks.map(({ says }) => says), pendingMs } } as const
    const limits = { silenceMs: processes === 0 ? loadMs : loadMs / 4 + longestCallMs, totalMs: 10_000 }
    const end = await runSandboxedPass(task, setting, limits, (message) => {
      if (message.kind === 'tryingRow') under = message.row
      else if (message.kind === 'probed') seen.push(message.probe)
    }, signal)
    if (end.kind === 'finished') return seen
    setting.onLog(`Probing call ${under}: ${end.kind}`)
    if (end.kind === 'failed' && end.message.stage !== 'call') return seen
    from = under + 1
  }
  return seen
}
