import type { Lines } from './computingShare.ts'
import type { MeasuredRun } from './findInsights.ts'
import { waitingShareOf } from './waitingShareOf.ts'

/** Milliseconds: what is there sooner was asked of nobody. */
const leastMs = 0.05

/**
 * Of a call's time, what lines spend on answers. Some are computed on this thread while they are awaited, by a database or a server within the process: then
 * nothing waits, and yet the call goes on only when they are there.
 */
export function awaitedShareOf(run: MeasuredRun, lines: Lines): number {
  const { file, first, last } = lines
  const answers = (run.evidence?.awaits ?? []).filter((each) => each.file === file && each.line >= first && each.line <= last && each.msPerCall >= leastMs * each.perCall)
  return Math.max(waitingShareOf(run, lines), Math.min(1, answers.reduce((sum, { share }) => sum + share, 0)))
}
