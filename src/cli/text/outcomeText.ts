import type { Run } from '../../core/comparison/run.ts'
import { toOneBased } from '../../core/position.ts'
import { describeOutcome } from '../../core/presentation/describeRun.ts'
import { printable } from './displayWidth.ts'
import { shellQuoted } from './shellQuoted.ts'
import type { TerminalStyle } from './terminalStyle.ts'

/** What an outcome is told with. */
export interface OutcomeTextOptions {
  readonly style: TerminalStyle
  /** The lines of a file by its name in the run; null where it is not to be shown, or cannot be read. */
  readonly linesOf: (file: string) => readonly string[] | null
}

/** How a run ended, where, and what to do about it; empty for one that completed. */
export function outcomeText(run: Run, { style, linesOf }: OutcomeTextOptions): string {
  if (run.outcome === 'completed') return ''
  const message = (run.message ?? '').split('\n').map(printable).join('\n')
  const outcome = describeOutcome(run.outcome)
  const told = message === '' || run.outcome === 'cancelled' ? style('hot', outcome) : withOutcome(message, outcome, style)
  return [told, ...excerptOf(run, style, linesOf), ...(run.outcome === 'denied' ? [allowance(run)] : [])].join('\n')
}

/** Many messages name the outcome themselves: "`total` failed: ...". */
function withOutcome(message: string, outcome: string, style: TerminalStyle): string {
  const at = message.indexOf(`${outcome}:`)
  if (at === -1) return `${style('hot', outcome)}: ${message}`
  const end = at + outcome.length + 1
  return message.slice(0, at) + style('hot', message.slice(at, end)) + message.slice(end)
}

/** The line that the message speaks of. */
function excerptOf({ messageAt }: Run, style: TerminalStyle, linesOf: OutcomeTextOptions['linesOf']): readonly string[] {
  const line = messageAt ? linesOf(messageAt.file)?.[messageAt.line] : undefined
  return messageAt && line !== undefined && line.trim() !== '' ? [`${style('dim', `${String(toOneBased(messageAt.line)).padStart(6)}  `)}${printable(line.trim())}`] : []
}

/** Heatline made the call up, so it ran in the sandbox; one that the user writes is run as it is. */
function allowance(run: Run): string {
  return `To run it as written, outside of the sandbox: --call ${shellQuoted(run.workload.expression)}`
}
