/**
 * The bundle starts with this many newlines. V8 books a tick that it inlined from another script under the caller's
 * script with the callee's line number: below this number such a tick is recognised instead of landing on the user's
 * line of that number.
 */
export const harnessLineOffset = 200_000

/** What a line of the bundle stands for. */
export type GeneratedPosition =
  /** The user's code. `file` is absolute, `line` 0-based. */
  | { readonly kind: 'source'; readonly file: string; readonly line: number }
  /** The code that Heatline appended to the entry. */
  | { readonly kind: 'harness' }
  /** A number below `harnessLineOffset`, where the bundle holds nothing: a tick inlined from another script. */
  | { readonly kind: 'outside' }
  /** In the bundle, but of no source line: what the bundler itself put around the modules. */
  | { readonly kind: 'unmapped' }

/** A character of the user's code. */
export interface SourcePlace {
  /** Absolute. */
  readonly file: string
  /** 0-based. */
  readonly line: number
  /** 0-based. */
  readonly column: number
}
