import type { RunnerMessage } from '../../protocol/runnerMessage.ts'

type Message<Kind extends RunnerMessage['kind']> = Extract<RunnerMessage, { readonly kind: Kind }>

const resultKinds = ['timing', 'attribution', 'trial', 'replay', 'answers', 'paired', 'lineBytes', 'blockCounts', 'optimisationLog', 'collections', 'growth', 'keptBytes', 'awaits', 'blocking', 'loading'] as const satisfies readonly RunnerMessage['kind'][]

/** The message that a pass is made for. */
export type PassResult = Message<(typeof resultKinds)[number]>

export function isPassResult(message: RunnerMessage): message is PassResult {
  return resultKinds.some((kind) => kind === message.kind)
}

/** How far the pass had come: the last message before its end, null before the runner was up. */
export type PassProgress = RunnerMessage['kind'] | null

/** How a pass ended, with what its output left behind. */
export type PassEnd = PassOutcome & {
  /** Bytes that the user's code printed beyond the limit. */
  readonly droppedOutputBytes: number
}

export type PassOutcome =
  /** The result was delivered. */
  | { readonly kind: 'finished'; readonly result: PassResult }
  /** The user's code threw. */
  | { readonly kind: 'failed'; readonly message: Message<'failed'> }
  /** The sandbox refused an action, and the process was ended for it. */
  | { readonly kind: 'denied'; readonly message: Message<'denied'> }
  | { readonly kind: 'cancelled' }
  /** Nothing came from the runner for `limits.silenceMs`, or the pass took longer than `limits.totalMs`. */
  | { readonly kind: 'timedOut'; readonly limit: 'silence' | 'total'; readonly limitMs: number; readonly after: PassProgress }
  /** The heap limit was reached, or the process grew past `limits.residentBytes`. */
  | { readonly kind: 'outOfMemory'; readonly limit: 'heap' | 'resident'; readonly after: PassProgress }
  /** Logs in `limits.logs` grew longer than they may. */
  | { readonly kind: 'loggedTooMuch'; readonly limitBytes: number }
  /**
   * The process ended before its result: `process.exit` and an emptied event loop give a code, `process.abort` and a
   * native crash a signal. Code 13 is Node's for a top-level `await` that nothing can settle any more.
   */
  | { readonly kind: 'exited'; readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly stderrTail: string; readonly after: PassProgress }
