import type { SourceFunction } from '../../../../src/core/source/sourceFunction.ts'
import type { ListedFunction } from './listFunctions.ts'

/** The product's function that is this one: they end alike, and so do their bodies begin. Null where it gets no lens. */
export function matchLens({ node, body }: ListedFunction, functions: readonly SourceFunction[]): SourceFunction | null {
  const bodyStart = body.getStart()
  const [best] = functions
    .filter(({ functionRange, bodyRange }) => functionRange.end === node.end || bodyRange.end === body.end)
    .toSorted((a, b) => Math.abs(a.bodyRange.start - bodyStart) - Math.abs(b.bodyRange.start - bodyStart))
  // Brackets around an arrow's expression belong to the body or not.
  return best !== undefined && Math.abs(best.bodyRange.start - bodyStart) <= 2 ? best : null
}
