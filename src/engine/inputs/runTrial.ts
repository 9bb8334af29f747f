import type { RowSource } from '../../protocol/runnerTask.ts'
import type { RunnerMessage } from '../../protocol/runnerMessage.ts'
import type { PassEnd } from '../child/passEnd.ts'
import { runSandboxedPass } from '../child/runSandboxedPass.ts'
import type { SandboxSetting } from '../child/runSandboxedPass.ts'

type Tried = Extract<RunnerMessage, { readonly kind: 'triedRow' }>

/** What came of a call with one row; `denied`: the sandbox refused what it wanted to do. */
export interface TriedRow extends Omit<Tried, 'kind' | 'row' | 'end'> {
  readonly end: Tried['end'] | 'denied'
}

/** A call that takes longer is ended: inputs with which a function takes so long are not worth having. */
const longestCallMs = 1_500

/** Milliseconds that a promise may stay pending. */
const pendingMs = 40

/** A row that ends the process, or does not end, costs a new process: so many are had, unless the setting says otherwise. */
const usualProcesses = 6

/** What a trial works with. */
export interface TrialSetting extends SandboxSetting {
  readonly onLog: (line: string) => void
  /** No process is begun from then on, by `performance.now()`: rows that are left then stay untried. */
  readonly endsAt: number
  readonly mostProcesses?: number
}

/** How long inputs are tried altogether, in milliseconds. Most functions take some hundred. */
export const trialBudgetMs = 12_000

/**
 * Calls a function once with each row, in the sandbox, and tells what came of it; null for rows that were not reached. Code
 * that ends its process, or never ends, loses its row only.
 * @throws the signal's reason when it is aborted
 */
export async function runTrial(rows: Extract<RowSource, { readonly kind: 'expressions' }>, setting: TrialSetting, signal: AbortSignal): Promise<readonly (TriedRow | null)[]> {
  const { onLog, endsAt, mostProcesses = usualProcesses } = setting
  const tried: (TriedRow | null)[] = rows.rows.map(() => null)
  let from = 0
  for (let processes = 0; processes < mostProcesses && from < rows.rows.length && performance.now() < endsAt; processes++) {
    let under = from
    // Loading is silent too, and may take longer.
    const limits = { silenceMs: processes === 0 ? 4 * longestCallMs : longestCallMs, rowSilenceMs: longestCallMs, totalMs: 20_000 }
    const end = await runSandboxedPass({ rows, pass: { kind: 'trial', from, pendingMs } }, setting, limits, (message) => {
      if (message.kind === 'tryingRow') under = message.row
      else if (message.kind === 'triedRow') tried[message.row] = message
    }, signal)
    if (end.kind === 'finished') return tried
    const failure = describe(end)
    onLog(`Row ${under}: ${failure}`)
    if (end.kind === 'failed' && end.message.stage !== 'call') {
      tried[from] ??= { end: 'unmade', ms: 0, statements: [], thrown: `while the module was loaded, ${failure}` }
      return tried
    }
    tried[under] ??= { end: end.kind === 'denied' ? 'denied' : 'threw', ms: 0, statements: [], thrown: failure }
    // What two rows come to before any returned, most come to: each would cost a process.
    if (processes > 0 && tried.every((each) => each?.end !== 'returned')) return tried
    from = under + 1
  }
  return tried
}

function describe(end: PassEnd): string {
  switch (end.kind) {
    case 'denied': return `denied: ${end.message.action} ${end.message.target}`
    case 'failed': return `${end.message.error.name}: ${end.message.error.message}`
    case 'timedOut': return 'did not end'
    default: return end.kind
  }
}
