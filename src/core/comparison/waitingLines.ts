import type { LineRef } from '../profile/placedProfile.ts'
import { wordsOf } from './definedNames.ts'
import type { CausesInput } from './findCauses.ts'
import { sourceOf } from './reasonOf.ts'
import type { MatchedVersions } from './versionTexts.ts'

/** A changed line for which a call waits longer, or waited. */
export interface WaitingLine {
  readonly side: 'base' | 'current'
  readonly line: LineRef
  /** Milliseconds per call more than in the base; null where several lines share it. */
  readonly ms: number | null
  /** The unchanged line that waits. */
  readonly felt?: LineRef
}

/** Waiting is the reason where it makes up this share of what a call takes more, or less. */
const mostlyWaiting = 0.5

/** Lines that wait, the surer first. */
const waits = [/\bawait\b/u, /\b(?:Promise|then|setTimeout|setImmediate|setInterval|nextTick)\b/u]

/**
 * Waiting has no samples. It is the changed lines that wait which answer for it; how long each does is known where it is one. Where none waits
 * it is the changed line that tells an unchanged one how long.
 */
export function waitingLines(input: CausesInput, matched: MatchedVersions, computingMs: number): readonly WaitingLine[] {
  const ms = input.current.waitingMsPerCall - input.base.waitingMsPerCall
  if (Math.sign(ms) * (ms + computingMs) <= 0 || Math.abs(ms) < mostlyWaiting * Math.abs(ms + computingMs)) return []
  const side = ms > 0 ? 'current' : 'base'
  const changed = matched.changedLines(side).filter(({ text }) => !/^\s*import\b/u.test(text))
  for (const pattern of waits) {
    const waiting = changed.filter(({ text }) => pattern.test(text))
    if (waiting.length > 0) return waiting.map(({ file, line }) => ({ side, line: { file, line }, ms: waiting.length === 1 ? ms : null }))
  }
  for (const [file, text] of input[side].texts) for (const [line, each] of text.split('\n').entries()) {
    if (!waits.some((pattern) => pattern.test(each))) continue
    const source = sourceOf(new Set(wordsOf(each)), { file, line }, input[side], changed)
    if (source === undefined) continue
    const felt = side === 'current' ? { file, line } : matched.counterpart('base', { file, line })
    return [{ side, line: { file: source.file, line: source.line }, ms, ...(felt === null ? {} : { felt }) }]
  }
  return []
}
