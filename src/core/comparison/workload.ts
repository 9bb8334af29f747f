/** Where a call expression came from. */
export type CallOrigin = 'tag' | 'remembered' | 'asked' | 'option'

/** What makes a function run. Each kind has one resolver, a file in `engine/workloads`. */
export type Workload =
  /** Heatline's own call without arguments: an input it made up, so it runs in the sandbox. */
  | { readonly kind: 'none'; readonly expression: string }
  /** A call expression that the user wrote: it runs as written. */
  | { readonly kind: 'call'; readonly expression: string; readonly origin: CallOrigin }
