import { HeatlineError } from './heatlineError.ts'

const leastMs = 100
const mostMs = 10 * 60_000

/**
 * Milliseconds of `500ms`, `2s` or `1.5s`.
 * @throws HeatlineError naming the option or setting when it is none, or outside of 100 ms to 10 minutes.
 */
export function parseDuration(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?|\.\d+)\s*(ms|s)$/.exec(text.trim())
  if (match === null) throw new HeatlineError(`${option} must be a duration like 500ms or 2s but was ${JSON.stringify(text)}`)
  const ms = Number(match[1]) * (match[2] === 's' ? 1000 : 1)
  if (ms < leastMs || ms > mostMs) throw new HeatlineError(`${option} must be from 100ms to 600s but was ${text}`)
  return ms
}
