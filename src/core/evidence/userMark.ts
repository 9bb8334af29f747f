/** What the code itself marks or measures, with `performance.mark` and `performance.measure`. */
export interface UserMark {
  readonly name: string
  readonly kind: 'mark' | 'measure'
  readonly perCall: number
  /** Milliseconds that measures of the name say, summed over a call; absent for marks. */
  readonly msPerCall?: number
  /** Where the first one was made: relative to the workspace root with `/`. Absent where a package made it. */
  readonly file?: string
  /** 0-based. */
  readonly line?: number
}
