import { join } from 'node:path'
import { probeName } from '../../core/workloads/anyMarks.ts'
import type { AnyMark } from '../../core/workloads/anyMarks.ts'
import type { SeenProbe } from '../../core/workloads/seenUse.ts'
import { chooseMemoryLimits } from '../child/memory.ts'
import { runPass } from '../child/runPass.ts'
import { sandboxFlags } from '../child/sandboxFlags.ts'
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
  const { bundle, sandbox, directory, node, installation, onLog } = setting
  const calls = callsPerMark[Math.min(marks.length, callsPerMark.length - 1)] ?? 0
  const seen: SeenProbe[] = []
  let from = 0
  for (let processes = 0; processes < mostProcesses && from < calls; processes++) {
    let under = from
    const memory = chooseMemoryLimits(process.env.NODE_OPTIONS)
    const end = await runPass({
      bundlePath: bundle.path,
      bundledFiles: bundle.realFiles,
      sandbox,
      rows: { kind: 'expressions', rows, drive: null },
      pass: { kind: 'probe', from, calls, probeName, marks: marks.map(({ says }) => says), pendingMs },
    }, {
      node,
      runnerPath: join(installation.directory, 'runner.cjs'),
      guardianPath: join(installation.directory, 'guardian.cjs'),
      flags: [...memory.flags, ...sandboxFlags(sandbox.allowed, node.version)],
      cwd: bundle.packageRoot,
      taskDir: directory,
      limits: { silenceMs: processes === 0 ? loadMs : loadMs / 4 + longestCallMs, totalMs: 10_000, residentBytes: memory.residentBytes },
      outputLimitBytes: 0,
      onOutput: () => {},
      onMessage: (message) => {
        if (message.kind === 'tryingRow') under = message.row
        else if (message.kind === 'probed') seen.push(message.probe)
      },
    }, signal)
    signal.throwIfAborted()
    if (end.kind === 'finished') return seen
    onLog(`Probing call ${under}: ${end.kind}`)
    if (end.kind === 'failed' && end.message.stage !== 'call') return seen
    from = under + 1
  }
  return seen
}
