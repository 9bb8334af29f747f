import { formatCount } from '../formatCount.ts'
import { formatDuration } from '../formatDuration.ts'
import { formatShare } from '../formatShare.ts'
import type { FigureKind, LineFigure } from './lineFigure.ts'

/** What lines await in a call: `12.0 ms awaited, 8 at once`. */
export const awaitFigures = {
  name: 'awaits',
  title: 'what lines await',
  icon: 'watch',
  of: ({ awaits }) => awaits?.map(({ file, line, perCall, coveredMsPerCall, share, longestMs, atOnce }): LineFigure => ({
    file,
    line,
    text: `${formatDuration(coveredMsPerCall)} awaited${atOnce > 1 ? `, ${atOnce} at once` : ''}`,
    detail: `Awaits ${formatCount(perCall)} a call, which waits here for ${formatDuration(coveredMsPerCall)}, ${formatShare(share)} of its time: ${formatDuration(longestMs)} at most at a time, ${atOnce} at once at most.`,
  })) ?? null,
} as const satisfies FigureKind
