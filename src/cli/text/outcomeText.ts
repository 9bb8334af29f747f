import { assertNever } from '../../core/assertNever.ts'
import type { Run } from '../../core/comparison/run.ts'
import { printable } from './displayWidth.ts'
import type { TerminalStyle } from './terminalStyle.ts'

/** How a run ended and what to do about it; empty for one that completed. */
export function outcomeText(run: Run, style: TerminalStyle): string {
  const word = wordOf(run)
  if (word === null) return ''
  const lines = (run.message ?? '').split('\n').map(printable)
  const text = `${style('hot', word)}${run.message === null ? '' : `: ${lines.join('\n')}`}`
  return run.outcome === 'denied' ? `${text}\n${allowance(run)}` : text
}

function wordOf(run: Run): string | null {
  switch (run.outcome) {
    case 'completed':
      return null
    case 'cancelled':
    case 'failed':
    case 'denied':
      return run.outcome
    case 'timedOut':
      return 'timed out'
    default:
      return assertNever(run.outcome)
  }
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
