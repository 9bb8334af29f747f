import type { Run } from '../../core/comparison/run.ts'
import { describeOutcome } from '../../core/presentation/describeRun.ts'
import { printable } from './displayWidth.ts'
import { shellQuoted } from './shellQuoted.ts'
import type { TerminalStyle } from './terminalStyle.ts'

/** How a run ended and what to do about it; empty for one that completed. */
export function outcomeText(run: Run, style: TerminalStyle): string {
  if (run.outcome === 'completed') return ''
  const lines = (run.message ?? '').split('\n').map(printable)
  const why = run.message === null || run.outcome === 'cancelled' ? '' : `: ${lines.join('\n')}`
  const text = style('hot', describeOutcome(run.outcome)) + why
  return run.outcome === 'denied' ? `${text}\n${allowance(run)}` : text
}

/** Heatline made the call up, so it ran in the sandbox; one that the user writes is run as it is. */
function allowance(run: Run): string {
  return `To run it as written, outside of the sandbox: --call ${shellQuoted(run.workload.expression)}`
}
