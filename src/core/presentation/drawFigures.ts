import type { LineFigure } from './figures/lineFigure.ts'
import type { DrawnLine } from './lineHeat.ts'
import type { PlacedLine } from './placedLine.ts'

/**
 * Hot lines with figures instead of their times, and the lines that have a figure only, top to bottom.
 * @param figures of the file
 */
export function drawFigures(hot: readonly DrawnLine[], placed: readonly PlacedLine[], figures: readonly LineFigure[]): readonly DrawnLine[] {
  const byLine = new Map(figures.map((figure) => [figure.line, figure]))
  const drawn = new Map<number, DrawnLine>(hot.map((each) => [each.line, { ...each, text: '' }]))
  for (const { line, position, isStale } of placed) {
    const figure = byLine.get(line)
    if (position === null || figure === undefined) continue
    const known = drawn.get(position.line) ?? { line: position.line, level: 0, isStale, share: 0, heat: null }
    drawn.set(position.line, { ...known, text: isStale ? `stale · ${figure.text}` : figure.text, figureDetail: figure.detail })
  }
  return [...drawn.values()].toSorted((a, b) => a.line - b.line)
}
