import * as fc from 'fast-check'
import type { InputShape } from '../../core/workloads/inputShape.ts'
import { argumentTexts } from './shapeTexts.ts'
import type { TextSurroundings } from './shapeTexts.ts'

/** Arguments of one call, at most. */
const mostArguments = 3

/**
 * A function that calls a returned function with none, one and more arguments, and what that gives likewise: curried functions do
 * something else with each number of them. Null where no function is returned.
 */
export function growingDrive(returns: InputShape, at: TextSurroundings, seed: number): string | null {
  if (returns.kind !== 'function') return null
  const parameters = Array.from({ length: mostArguments }, (_, index) => ({ ...(returns.parameters[index] ?? returns.parameters.at(-1) ?? { name: 'value', shape: { kind: 'any' as const } }), isOptional: false, isRest: false }))
  const texts = argumentTexts(parameters, at)
  const args = texts === null ? undefined : fc.sample(texts, { seed, numRuns: 1 })[0]
  if (args === undefined) return null
  const counts = Array.from({ length: mostArguments + 1 }, (_, count) => `[${args.slice(0, count).join(', ')}]`)
  return `(r) => { const go = (f, depth) => { if (typeof f === 'function' && depth < 3) for (const args of [${counts.join(', ')}]) go(f(...args), depth + 1) }; go(r, 0); return r }`
}
