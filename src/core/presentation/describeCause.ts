import type { Cause } from '../comparison/comparison.ts'
import { toOneBased } from '../position.ts'
import { formatBytes } from './formatBytes.ts'
import { formatDuration } from './formatDuration.ts'
import { placeText } from './placeText.ts'

/** A cause in a line: `+34.0 µs/call, +1.20 kB/call in parseHeader, src/parse.ts:42, new`. */
export function describeCause(cause: Cause): string {
  return [`${costOf(cause).join(', ')} in ${cause.functionName}`, placeText(cause), ...detailsOf(cause)].join(', ')
}

/** What there is to know of a cause's line: that it is new or gone, which line it slows, that it runs more often. */
export function detailsOf(cause: Pick<Cause, 'file' | 'change' | 'feltAt' | 'runsPerCall'>): readonly string[] {
  const { file, feltAt, runsPerCall } = cause
  return [
    describeChange(cause),
    feltAt === undefined ? null : `felt at ${feltAt.file === file ? `line ${toOneBased(feltAt.line)}` : placeText(feltAt)}`,
    runsPerCall === undefined ? null : `runs ${timesText(runsPerCall.current)}, before ${timesText(runsPerCall.base)}`,
  ].filter((part) => part !== null)
}

/** What a cause adds to a call, in time, then in bytes: `+34.0 µs/call`. One of several lines that the call waits for has no figure of its own: `waits`. */
export function costOf({ differenceMsPerCall, differenceBytesPerCall }: Pick<Cause, 'differenceMsPerCall' | 'differenceBytesPerCall'>): readonly string[] {
  if (differenceMsPerCall === null && differenceBytesPerCall === null) return ['waits']
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

/** `400 times a call`, `0.3 times a call`. */
function timesText(runs: number): string {
  const shown = runs >= 10 ? Math.round(runs).toLocaleString('en') : Number(runs.toPrecision(2)).toString()
  return shown === '1' ? 'once a call' : shown === '0' ? 'never' : `${shown} times a call`
}

function signOf(difference: number): string {
  return difference < 0 ? '−' : difference > 0 ? '+' : ''
}
