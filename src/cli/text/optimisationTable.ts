import type { Evidence } from '../../core/evidence/evidence.ts'
import { toOneBased } from '../../core/position.ts'
import { countOf } from '../../core/presentation/describeRun.ts'
import { deoptimisationFigures } from '../../core/presentation/figures/deoptimisationFigures.ts'
import { printable } from './displayWidth.ts'
import type { RunTextOptions } from './runTextOptions.ts'

const mostLines = 5

/** The lines that V8 cannot optimise, the weightiest first; what it learned while calls warmed up is left out. */
export function optimisationTable({ deoptimisations = [], megamorphic = [] }: Evidence, { style, nameOf }: Pick<RunTextOptions, 'style' | 'nameOf'>): string {
  const figures = deoptimisationFigures.of({ deoptimisations: deoptimisations.filter(({ count }) => count > 0), megamorphic }) ?? []
  if (figures.length === 0) return ''
  const shown = figures.slice(0, mostLines).map(({ file, line, text }) => ({ place: `${nameOf(file)}:${toOneBased(line)}`, text }))
  const width = Math.max(...shown.map(({ place }) => place.length))
  return [
    style('dim', 'V8 cannot optimise'),
    ...shown.map(({ place, text }) => `  ${place.padEnd(width)}  ${printable(text)}`),
    ...(figures.length > shown.length ? [style('dim', `and ${countOf(figures.length - shown.length, 'more line')}`)] : []),
  ].join('\n')
}
