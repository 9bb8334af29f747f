import type { MeasuredRun } from './findInsights.ts'

/** Lines of a text, 0-based and inclusive. */
export interface Lines {
  readonly file: string
  readonly first: number
  readonly last: number
}

/** Of a call's time, what lines compute themselves, and what they call outside of them. */
export function computingShare({ attribution, waitingShare }: Pick<MeasuredRun, 'attribution' | 'waitingShare'>, { file, first, last }: Lines): number {
  const lines = (attribution?.lines ?? []).filter((each) => each.file === file && each.line >= first && each.line <= last)
  const sum = lines.reduce((total, { self, total: whole, callees }) => {
    const samples = self.share === 0 ? 0 : self.samples / self.share
    const inner = callees.filter((callee) => callee.file === file && callee.line !== null && callee.line >= first && callee.line <= last).reduce((all, callee) => all + callee.samples, 0)
    return total + Math.max(self.share, (whole?.share ?? self.share) - (samples === 0 ? 0 : inner / samples))
  }, 0)
  return (1 - (waitingShare ?? 0)) * Math.min(1, sum)
}
