import type { Lines } from './computingShare.ts'
import type { MeasuredRun } from './findInsights.ts'

/** Of a call's time, what lines take themselves, with what the language does for them; what they call is left out. */
export function ownShare({ attribution, waitingShare }: Pick<MeasuredRun, 'attribution' | 'waitingShare'>, { file, first, last }: Lines): number {
  const lines = (attribution?.lines ?? []).filter((each) => each.file === file && each.line >= first && each.line <= last)
  return (1 - (waitingShare ?? 0)) * Math.min(1, lines.reduce((sum, { self }) => sum + self.share, 0))
}
