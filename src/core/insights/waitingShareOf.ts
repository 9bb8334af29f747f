import type { Lines } from './computingShare.ts'
import type { MeasuredRun } from './findInsights.ts'

/**
 * Of a call's time, what lines wait for. Those that wait one after the other wait together for no more than the call does; where it is not known which
 * lines wait, it may be these of the profiled function.
 */
export function waitingShareOf({ waitingShare: all, evidence, function: { file: own, startLine, endLine } }: MeasuredRun, { file, first, last }: Lines): number {
  if (evidence?.awaits === undefined) return file === own && first >= startLine && last <= endLine ? all ?? 0 : 0
  const sum = evidence.awaits.filter((each) => each.file === file && each.line >= first && each.line <= last).reduce((total, { share }) => total + share, 0)
  return Math.min(sum, all ?? 1)
}
