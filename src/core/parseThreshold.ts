import { HeatlineError } from './heatlineError.ts'

/** Ten times as much: what is beyond it was meant as percent. */
const largest = 10

/**
 * A threshold as a ratio: `15%` and `0.15` are both 0.15.
 * @param name what it was given for, to name it in the message
 * @throws HeatlineError when it is none
 */
export function parseThreshold(name: string, text: string): number {
  const [, digits, percent] = /^\s*\+?(\d+(?:\.\d+)?|\.\d+)\s*(%?)\s*$/.exec(text) ?? []
  if (digits === undefined) throw new HeatlineError(`${name} must be a share like 15% or 0.15 but was ${JSON.stringify(text)}`)
  const ratio = Number(digits) / (percent === '%' ? 100 : 1)
  if (ratio > largest && percent !== '%') throw new HeatlineError(`${name} must be a share like 15% or 0.15 but was ${JSON.stringify(text)}; did you mean ${digits}%?`)
  if (ratio <= 0 || ratio > largest) throw new HeatlineError(`${name} must be above 0% and at most ${100 * largest}% but was ${JSON.stringify(text)}`)
  return ratio
}
