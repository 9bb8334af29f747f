/**
 * What went wrong in words for the user: what, where, and what to do about it. Its message is shown as it is; any
 * other error is a bug and is shown as "Internal error".
 */
export class HeatlineError extends Error {
  override readonly name = 'HeatlineError'
}
