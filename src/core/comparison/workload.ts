import type { CallerInputs, CapturedCalls } from '../workloads/callerInputs.ts'
import type { GeneratedInputs } from '../workloads/generatedInputs.ts'
import type { RecordedInputs } from '../workloads/recordedInputs.ts'

/** Where a call expression came from. */
export type CallOrigin = 'tag' | 'remembered' | 'asked' | 'option'

/** What makes a function run. Each kind has one resolver, a file in `engine/workloads`. `expression` is what people are shown. */
export type Workload =
  /** Heatline's own call without arguments: an input it made up, so it runs in the sandbox. */
  | { readonly kind: 'none'; readonly expression: string }
  /** A call expression that the user wrote: it runs as written. */
  | { readonly kind: 'call'; readonly expression: string; readonly origin: CallOrigin }
  /** Calls with inputs made of the parameters' types, in the sandbox. */
  | { readonly kind: 'generated'; readonly expression: string; readonly inputs: GeneratedInputs }
  /** Calls that tests made, replayed in the sandbox. */
  | { readonly kind: 'recorded'; readonly expression: string; readonly inputs: RecordedInputs }
  /** Calls that another function made when it was run with generated inputs, made again. The expression is that function's call. */
  | { readonly kind: 'captured'; readonly expression: string; readonly captured: CapturedCalls }
  /** Calls of a function that runs this one, with generated inputs: they are what is timed. The expression is that function's call. */
  | { readonly kind: 'within'; readonly expression: string; readonly caller: CallerInputs }
  /** Tests of the user's, run by their own runner. */
  | { readonly kind: 'test'; readonly expression: string; readonly tests: TestSelection }
  /** A command of the user's, run as they would run it. */
  | { readonly kind: 'program'; readonly expression: string }

/** Tests of one file. */
export interface TestSelection {
  /** Relative to the run's root with `/`. */
  readonly file: string
  /** A regular expression's text that their full names match; null for all of the file. */
  readonly namePattern: string | null
}

/** Whether Heatline made the inputs up, or replays them: code that nobody asked to run with them, so it runs in the sandbox. */
export function isSandboxed(workload: Workload): boolean {
  return workload.kind !== 'call' && workload.kind !== 'test' && workload.kind !== 'program'
}
