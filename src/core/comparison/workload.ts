import type { GeneratedInputs } from '../workloads/generatedInputs.ts'

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

/** Whether Heatline made the inputs up, or replays them: code that nobody asked to run with them, so it runs in the sandbox. */
export function isSandboxed(workload: Workload): boolean {
  return workload.kind !== 'call'
}
