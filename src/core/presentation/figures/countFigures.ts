import { toOneBased } from '../../position.ts'
import { formatCount } from '../formatCount.ts'
import type { FigureKind, LineFigure } from './lineFigure.ts'

/** How often lines run, and blocks further right on them: `×1,000 → ×25`. */
export const countFigures = {
  name: 'counts',
  title: 'how often lines run',
  icon: 'symbol-numeric',
  of: ({ counts }) => counts?.map(({ file, line, perCall, blocks }): LineFigure => ({
    file,
    line,
    text: [perCall, ...blocks.map((block) => block.perCall)].map((count) => `×${formatCount(count)}`).join(' → '),
    detail: [perCall === 0 ? 'Does not run.' : `Runs ${times(perCall)} a call.`, ...blocks.map((block) => `From column ${toOneBased(block.column)} on: ${times(block.perCall)}.`)].join(' '),
  })) ?? null,
} as const satisfies FigureKind

function times(count: number): string {
  return count === 0 ? 'never' : count === 1 ? 'once' : `${formatCount(count)} times`
}
