import type { FunctionRef } from '../profile/functionFinder.ts'
import type { LineRef } from '../profile/placedProfile.ts'
import type { CallPath, PlaceSamples } from '../profile/callPaths.ts'

/** What a version's text says about its lines, against the other version's. */
export interface VersionLines {
  /** Code of the user's whose text is known: it is never a cause that a line of a package is slow, but that it is called. */
  isUsers(file: string): boolean
  /** The diff has the line in this version only. */
  isChanged(line: LineRef): boolean
  /** The line stands in a function of which some line is changed, or was removed. */
  isInChangedFunction(line: LineRef): boolean
  /** A line that was changed calls the function, and what it took the place of did not. */
  isNewCall(line: LineRef, callee: FunctionRef): boolean
}

/** What a line answers for. */
export interface Credit {
  samples: number
  /** Of those, the ones that ended in the line itself. */
  ownSamples: number
  /** Of the samples, in samples squared, beyond that of counting them: how they came is known from some stacks only. */
  pathVariance: number
}

/**
 * Books samples on the lines that answer for them:
 * 1. the innermost line of the stack that is changed, be it the last, or one that calls what the line before it did not call: a
 *    new call of an unchanged function is the cause, not that function's lines;
 * 2. where there is none, the innermost line in a function that was changed otherwise: where it lost its cache it calls more;
 * 3. else the innermost line of the user's.
 */
export function creditLines(places: readonly PlaceSamples[], version: VersionLines, keyOf: (line: LineRef) => string): ReadonlyMap<string, Credit & { readonly line: LineRef }> {
  const credits = new Map<string, Credit & { readonly line: LineRef }>()
  for (const { line, samples, paths } of places) {
    const shares = new Map<string, { readonly line: LineRef; stacks: number }>()
    const all = paths.reduce((sum, { stacks }) => sum + stacks, 0)
    for (const path of paths) {
      const answering = answeringLine(line, path, version)
      if (answering === null) continue
      const key = keyOf(answering)
      const known = shares.get(key)
      if (known === undefined) shares.set(key, { line: answering, stacks: path.stacks })
      else known.stacks += path.stacks
    }
    const ownKey = line === null ? null : keyOf(line)
    for (const [key, share] of shares) {
      const credit = credits.get(key) ?? { line: share.line, samples: 0, ownSamples: 0, pathVariance: 0 }
      credits.set(key, credit)
      credit.samples += (samples * share.stacks) / all
      if (key === ownKey) credit.ownSamples += (samples * share.stacks) / all
      if (key === ownKey && shares.size === 1) continue
      // As `totalCallers` has it: two stacks more, one each way (Agresti and Coull, 1998).
      const part = (share.stacks + 1) / (all + 2)
      credit.pathVariance += (samples * samples * part * (1 - part)) / (all + 2)
    }
  }
  return credits
}

function answeringLine(place: LineRef | null, { calls }: CallPath, version: VersionLines): LineRef | null {
  let first: LineRef | null = null
  let inChanged: LineRef | null = null
  const frames = [...(place === null ? [] : [{ line: place, callee: null }]), ...calls]
  for (const { line, callee } of frames) {
    if (!version.isUsers(line.file)) continue
    if (version.isChanged(line) && (callee === null || version.isNewCall(line, callee))) return line
    first ??= line
    if (inChanged === null && version.isInChangedFunction(line)) inChanged = line
  }
  return inChanged ?? first
}
