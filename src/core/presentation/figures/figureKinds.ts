import { allocationFigures } from './allocationFigures.ts'
import { awaitFigures } from './awaitFigures.ts'
import { countFigures } from './countFigures.ts'
import { deoptimisationFigures } from './deoptimisationFigures.ts'
import type { FigureKind } from './lineFigure.ts'

/** What lines can show beside their time, in the order in which it is offered. */
export const figureKinds = [countFigures, allocationFigures, awaitFigures, deoptimisationFigures] as const satisfies readonly FigureKind[]

export type FigureName = (typeof figureKinds)[number]['name']

const byName = new Map<FigureName, FigureKind>(figureKinds.map((kind) => [kind.name, kind]))

/** The kind of a name. */
export function figureKind(name: FigureName): FigureKind {
  const kind = byName.get(name)
  if (kind === undefined) throw new Error(`Internal error: no figure ${name}`)
  return kind
}
