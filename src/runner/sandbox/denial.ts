import type { SandboxAction } from '../../core/sandboxAction.ts'

/** What the sandbox refused. */
export interface DeniedAction {
  /** What the user may allow it by; null for what stays shut in every sandbox. */
  readonly permission: SandboxAction | null
  /** Completes "it wanted to ...": `write`, `start the process`. */
  readonly action: string
  /** What the action was about: a path, an address, a command; empty where `action` says it all. */
  readonly target: string
  /** Of the code that asked, generated positions. */
  readonly stack: string
}

/** An action that is not allowed unless the user has allowed its kind. */
export type Attempt = Omit<DeniedAction, 'stack'>

/**
 * Lets an attempt pass that the user allowed; else reports it and throws what Node's permission model throws. `above` and what it
 * called are left out of the stack.
 */
export type Deny = (attempt: Attempt, above: (...parameters: never[]) => unknown) => void

/** A stack of ten frames can end inside a library, before it comes to the user's line. */
const frames = 200

/** Characters: a made-up path can be as long as a text. */
const longestTarget = 200

export function makeDeny(allowed: readonly SandboxAction[], report: (denied: DeniedAction) => void): Deny {
  const permissions: ReadonlySet<SandboxAction | null> = new Set(allowed)
  return (attempt, above) => {
    if (permissions.has(attempt.permission)) return
    const target = attempt.target.length > longestTarget ? `${attempt.target.slice(0, longestTarget)}...` : attempt.target
    report({ ...attempt, target, stack: captureStack(above) })
    const error = new Error(`Access to this API has been restricted. Heatline refused to ${attempt.action} ${target}`.trimEnd())
    throw Object.assign(error, { code: 'ERR_ACCESS_DENIED', resource: target })
  }
}

const captureStackTrace = Error.captureStackTrace.bind(Error)

/** The caller's stack as V8 writes it, whatever the user's code made of `Error.prepareStackTrace` and the limit. */
function captureStack(above: (...parameters: never[]) => unknown): string {
  const { stackTraceLimit } = Error
  const prepareStackTrace: unknown = Reflect.get(Error, 'prepareStackTrace')
  Error.stackTraceLimit = frames
  Reflect.set(Error, 'prepareStackTrace', undefined)
  try {
    const holder: { stack?: string } = {}
    captureStackTrace(holder, above)
    return holder.stack ?? ''
  } finally {
    Error.stackTraceLimit = stackTraceLimit
    Reflect.set(Error, 'prepareStackTrace', prepareStackTrace)
  }
}
