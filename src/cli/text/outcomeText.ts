import type { Run } from '../../core/comparison/run.ts'
import { describeOutcome } from '../../core/presentation/describeRun.ts'
import { printable } from './displayWidth.ts'
import type { TerminalStyle } from './terminalStyle.ts'

/** How a run ended and what to do about it; empty for one that completed. */
export function outcomeText(run: Run, style: TerminalStyle): string {
  if (run.outcome === 'completed') return ''
  const lines = (run.message ?? '').split('\n').map(printable)
  const text = `${style('hot', describeOutcome(run.outcome))}${run.message === null ? '' : `: ${lines.join('\n')}`}`
  return run.outcome === 'denied' ? `${text}\n${allowance(run)}` : text
}

/** Heatline made the call up, so it ran in the sandbox; one that the user writes is run as it is. */
function allowance(run: Run): string {
  return `To run it as written, outside of the sandbox: --call ${quoted(run.workload.expression)}`
}

/** For a POSIX shell; `"` is right for cmd.exe too, and safe unless `$`, a backtick, a backslash or `!` are in it. */
function quoted(text: string): string {
  if (!/["$`\\!]/.test(text)) return `"${text}"`
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
