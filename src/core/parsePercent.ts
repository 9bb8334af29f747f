import { HeatlineError } from './heatlineError.ts'

/**
 * Reads a percentage that a person wrote, `15%`, as a ratio.
 * @param name what it is of, for the message
 * @throws HeatlineError where it is none, or none above zero
 */
export function parsePercent(name: string, text: string): number {
  const match = /^\s*(\d+(?:\.\d+)?|\.\d+)\s*%\s*$/.exec(text)
  const percent = Number(match?.[1])
  if (!(percent > 0)) throw new HeatlineError(`${name} is \`${text}\`: write a percentage above zero like 15%.`)
  return percent / 100
}
