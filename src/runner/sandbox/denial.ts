/** What the sandbox refused. */
export interface DeniedAction {
  /** Completes "it wanted to ...": `write`, `connect to`. */
  readonly action: string
  /** What the action was about: a path, an address, a command. */
  readonly target: string
  /** Of the code that asked, generated positions. */
  readonly stack: string
}

/** An action that is not allowed. */
export type Attempt = Omit<DeniedAction, 'stack'>

/** Reports an attempt, then throws what Node's permission model throws. `above` and what it called are left out of the stack. */
export type Deny = (attempt: Attempt, above: (...parameters: never[]) => unknown) => never

/** A stack of ten frames can end inside a library, before it comes to the user's line. */
const frames = 200

export function makeDeny(report: (denied: DeniedAction) => void): Deny {
  return (attempt, above) => {
    report({ ...attempt, stack: captureStack(above) })
    const error = new Error(`Access to this API has been restricted. Heatline refused to ${attempt.action} ${attempt.target}`)
    throw Object.assign(error, { code: 'ERR_ACCESS_DENIED', resource: attempt.target })
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
