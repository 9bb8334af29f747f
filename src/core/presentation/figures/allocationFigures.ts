import { formatBytes } from '../formatBytes.ts'
import type { FigureKind, LineFigure } from './lineFigure.ts'

/** What lines allocate in a call: `1.20 kB`. */
export const allocationFigures = {
  name: 'allocations',
  title: 'what lines allocate',
  icon: 'database',
  of: ({ allocations }) => allocations?.map(({ file, line, bytesPerCall }): LineFigure => ({
    file,
    line,
    text: formatBytes(bytesPerCall),
    detail: `Allocates ${formatBytes(bytesPerCall)} a call, what it calls on other lines not counted.`,
  })) ?? null,
} as const satisfies FigureKind
