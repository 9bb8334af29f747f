import ts from 'typescript-classic'
import type { SourceFunction } from '../../../../src/core/source/sourceFunction.ts'
import type { ListedFunction } from './listFunctions.ts'

/** The product's function that is this one: they end alike, and so do their bodies begin. Null where it gets no lens. */
export function matchLens({ node, body }: ListedFunction, functions: readonly SourceFunction[]): SourceFunction | null {
  const bodyStart = bare(body).getStart()
  const [best] = functions
    .filter(({ functionRange, bodyRange }) => functionRange.end === node.end || bodyRange.end === body.end)
    .toSorted((a, b) => Math.abs(a.bodyRange.start - bodyStart) - Math.abs(b.bodyRange.start - bodyStart))
  return best?.bodyRange.start === bodyStart ? best : null
}

/** Brackets around an arrow's expression belong to the body in one tree, and not in the other. */
function bare(body: ts.Node): ts.Node {
  let at = body
  while (ts.isParenthesizedExpression(at)) at = at.expression
  return at
}
