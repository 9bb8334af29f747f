import { assertNever } from '../../core/assertNever.ts'
import { formatBytes } from '../../core/presentation/formatBytes.ts'
import type { Outcome } from '../../core/outcome.ts'
import type { SandboxAction } from '../../core/sandboxAction.ts'
import type { ThrownValue } from '../../protocol/runnerMessage.ts'
import type { PassEnd } from '../child/passEnd.ts'
import { describeDenial } from './describeDenial.ts'
import type { EndedFunction } from './describeDenial.ts'
import type { MappedStack, SourcePosition } from './mapStack.ts'
import { shownPlace } from './shownPlace.ts'

/** How a pass that gave no result ended, for people. */
export interface EndDescription {
  readonly outcome: Outcome
  readonly message: string
  /** Where in the user's sources, absolute, or null. */
  readonly at: SourcePosition | null
  /** For `denied`: as in `Run`. */
  readonly deniedAction: SandboxAction | null
}

type UnfinishedEnd = Exclude<PassEnd, { readonly kind: 'finished' }>

/**
 * Says in words why a run ends without figures.
 * @param map from a stack in generated positions to the user's
 */
export function describeEnd(end: UnfinishedEnd, of: EndedFunction, map: (stack: string) => MappedStack): EndDescription {
  if (end.kind === 'denied') {
    const stack = map(end.message.stack)
    return { outcome: 'denied', message: describeDenial(end.message, of, stack), at: stack.top, deniedAction: end.message.permission }
  }
  return { ...describeFailure(end, of, map), deniedAction: null }
}

function describeFailure(end: Exclude<UnfinishedEnd, { readonly kind: 'denied' }>, { name, root }: EndedFunction, map: (stack: string) => MappedStack): Omit<EndDescription, 'deniedAction'> {
  switch (end.kind) {
    case 'cancelled': return { outcome: 'cancelled', message: 'Cancelled.', at: null }
    case 'timedOut': return { outcome: 'timedOut', message: describeTimeOut(end, name), at: null }
    case 'outOfMemory': return {
      outcome: 'failed',
      message: end.limit === 'heap' ? `\`${name}\` ran out of memory: V8's heap limit was reached.` : `\`${name}\` was ended because its process took most of the machine's memory.`,
      at: null,
    }
    case 'loggedTooMuch': return { outcome: 'failed', message: `V8 logged more than ${formatBytes(end.limitBytes)} in few calls of \`${name}\`.`, at: null }
    case 'exited': return { outcome: 'failed', message: describeExit(end, name), at: null }
    case 'failed': {
      const { error, stage } = end.message
      const { top } = map(error.stack ?? '')
      const where = top === null ? '' : ` (${shownPlace(top, root)})`
      const what = describeError(error)
      switch (stage) {
        case 'load': return { outcome: 'failed', message: `Loading the module failed: ${what}${where}`, at: top }
        case 'prepare': return { outcome: 'failed', message: `Evaluating the call's receiver and arguments failed: ${what}${where}${scopeAdvice(error, top)}`, at: top }
        case 'call': return { outcome: 'failed', message: `\`${name}\` failed: ${what}${where}${scopeAdvice(error, top)}`, at: top }
        case 'size':
        case 'record': return { outcome: 'failed', message: error.message, at: null }
        default: return assertNever(stage)
      }
    }
    default: return assertNever(end)
  }
}

/** What ended the code without an error of its own is a sentence; see the runner's `watchForEarlyEnd` and `describeThrown`. */
const sentences = new Set(['process.exit', 'process.abort', 'Never settled'])

function describeError({ name, message }: ThrownValue): string {
  if (name === 'Thrown value') return `${message} was thrown`
  // Which modules led to one that is missing: the place tells the last.
  const said = message.replace(/\nRequire stack:\n[^]*$/u, '')
  return sentences.has(name) ? said.replace(/\.$/, '') : `${name}: ${said}`
}

/** A name that only the call uses: one of a test file, perhaps. */
function scopeAdvice({ name }: ThrownValue, top: SourcePosition | null): string {
  return name === 'ReferenceError' && top === null ? '. In scope are the names of the function\'s own file and Node\'s modules, `fs` for one.' : ''
}

function describeTimeOut(end: Extract<UnfinishedEnd, { kind: 'timedOut' }>, name: string): string {
  const seconds = `${Number((end.limitMs / 1000).toPrecision(2))} s`
  switch (end.after) {
    case null: return `Node did not start within ${seconds}.`
    case 'started': return `The module was still loading after ${seconds}. Does it start something that never ends?`
    case 'prepared': return `The first call of \`${name}\` did not end within ${seconds}. Is it an endless loop, or a promise that never settles? For a slow function raise the time budget.`
    default: return `\`${name}\` was ended after ${seconds}: a later call took much longer than the first.`
  }
}

function describeExit(end: Extract<UnfinishedEnd, { kind: 'exited' }>, name: string): string {
  const how = end.signal === null ? `with exit code ${end.code ?? 'unknown'}` : `by ${end.signal}`
  const last = end.stderrTail.trim().split('\n').slice(-3).join('\n')
  const said = last === '' ? '' : ` It last printed: ${last}`
  if (end.after === null) return `Node ended ${how} before it loaded anything.${said}`
  return `The process that ran \`${name}\` ended ${how}.${said}`
}
