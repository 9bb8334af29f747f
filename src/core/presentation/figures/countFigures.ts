import { toOneBased } from '../../position.ts'
import { formatCount } from '../formatCount.ts'
import type { FigureKind, LineFigure } from './lineFigure.ts'

/** How often lines run, and blocks further right on them: `1,000× → 25×`. */
export const countFigures = {
  name: 'counts',
  title: 'how often lines run',
  icon: 'symbol-numeric',
  of: ({ counts }) => counts?.map(({ file, line, perCall, blocks }): LineFigure => ({
    file,
    line,
    text: [perCall, ...blocks.map((block) => block.perCall)].map(formatCount).join(' → '),
    detail: [`Runs ${formatCount(perCall)} a call`, ...blocks.map((block) => `from column ${toOneBased(block.column)} on ${formatCount(block.perCall)}`)].join(', '),
  })) ?? null,
} as const satisfies FigureKind
