/**
 * Lines and columns are 0-based everywhere inside Heatline. People, V8's tick lines, source maps' lines and stack
 * traces count from 1; this file and the adapters of those formats are the only places that convert.
 */

/** The line a person would name for a 0-based line. */
export function toOneBased(line: number): number {
  return line + 1
}

/** The 0-based line for one that a person or V8 named. */
export function toZeroBased(line: number): number {
  return line - 1
}
