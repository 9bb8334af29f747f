import type { Run } from '../../core/comparison/run.ts'
import { toOneBased } from '../../core/position.ts'
import { describeOutcome } from '../../core/presentation/describeRun.ts'
import { describeSandboxAction } from '../../core/presentation/describeSandboxAction.ts'
import { printable } from './displayWidth.ts'
import type { RunTextOptions } from './runTextOptions.ts'
import { shellQuoted } from './shellQuoted.ts'
import type { TerminalStyle } from './terminalStyle.ts'

/** What tells how a measurement ended. */
type Ended = Pick<Run, 'outcome' | 'message' | 'messageAt' | 'deniedAction' | 'function' | 'workload'>

/** How a run ended, where, and what to do about it; empty for one that completed. */
export function outcomeText(run: Ended, { style, linesOf, nameOf }: Omit<RunTextOptions, 'width'>): string {
  if (run.outcome === 'completed') return ''
  const message = withPlace(run, nameOf).split('\n').map(printable).join('\n')
  const outcome = describeOutcome(run.outcome)
  const told = message === '' || run.outcome === 'cancelled' ? style('hot', outcome) : withOutcome(message, outcome, style)
  return [told, ...excerptOf(run, style, linesOf), ...(run.outcome === 'denied' ? allowances(run) : [])].join('\n')
}

/** The message, its place called as elsewhere in the text. */
function withPlace({ message, messageAt }: Ended, nameOf: RunTextOptions['nameOf']): string {
  if (message === null || !messageAt) return message ?? ''
  const line = toOneBased(messageAt.line)
  return message.replace(`${messageAt.file}:${line}`, () => `${nameOf(messageAt.file)}:${line}`)
}

/** Many messages name the outcome themselves: "`total` failed: ...". */
function withOutcome(message: string, outcome: string, style: TerminalStyle): string {
  const at = message.indexOf(`${outcome}:`)
  if (at === -1) return `${style('hot', outcome)}: ${message}`
  const end = at + outcome.length + 1
  return message.slice(0, at) + style('hot', message.slice(at, end)) + message.slice(end)
}

/** The line that the message speaks of. */
function excerptOf({ messageAt }: Ended, style: TerminalStyle, linesOf: RunTextOptions['linesOf']): readonly string[] {
  const line = messageAt ? linesOf(messageAt.file)?.[messageAt.line] : undefined
  return messageAt && line !== undefined && line.trim() !== '' ? [`${style('dim', `${String(toOneBased(messageAt.line)).padStart(6)}  `)}${printable(line.trim())}`] : []
}

/** Heatline made the call up, so it ran in the sandbox; one that the user writes is run as it is. */
function allowances({ deniedAction, workload, function: { name } }: Ended): readonly string[] {
  const asWritten = workload.kind === 'none' ? `To run it as written, outside of the sandbox: --call ${shellQuoted(workload.expression)}` : `To run a call of your own, outside of the sandbox: --call ${shellQuoted(`${name}(…)`)}`
  return [
    ...(deniedAction ? [`To let it ${describeSandboxAction(deniedAction)}, at every one of many made-up calls: --allow ${deniedAction}`] : []),
    asWritten,
  ]
}
