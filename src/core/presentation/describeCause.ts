import type { Cause } from '../comparison/comparison.ts'
import { formatBytes } from './formatBytes.ts'
import { formatDuration } from './formatDuration.ts'
import { placeText } from './placeText.ts'

/** A cause in a line: `+34.0 µs/call, +1.20 kB/call in parseHeader, src/parse.ts:42, new`. */
export function describeCause(cause: Cause): string {
  const change = describeChange(cause)
  return `${costOf(cause).join(', ')} in ${cause.functionName}, ${placeText(cause)}${change === null ? '' : `, ${change}`}`
}

/** What a cause adds to a call, in time, then in bytes: `+34.0 µs/call`. */
export function costOf({ differenceMsPerCall, differenceBytesPerCall }: Pick<Cause, 'differenceMsPerCall' | 'differenceBytesPerCall'>): readonly string[] {
  return [
    ...(differenceMsPerCall === null ? [] : [`${signOf(differenceMsPerCall)}${formatDuration(Math.abs(differenceMsPerCall))}/call`]),
    ...(differenceBytesPerCall === null ? [] : [`${signOf(differenceBytesPerCall)}${formatBytes(Math.abs(differenceBytesPerCall))}/call`]),
  ]
}

/** Whether the line is new or gone; null where it is neither. */
export function describeChange({ change }: Pick<Cause, 'change'>): 'new' | 'gone' | null {
  switch (change) {
    case 'added':
      return 'new'
    case 'removed':
      return 'gone'
    case 'same':
      return null
    default:
      return change satisfies never
  }
}

function signOf(difference: number): string {
  return difference < 0 ? '−' : difference > 0 ? '+' : ''
}
