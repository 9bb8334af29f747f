import path from 'node:path'
import { calledName } from '../../core/source/calledName.ts'
import { changedFunctions } from '../../core/source/changedFunctions.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import { realPath } from '../realPath.ts'
import type { FoundTest } from '../tests/findTests.ts'
import { textBefore } from './changedSources.ts'
import type { ChangedSources } from './changedSources.ts'
import type { ProbedFile } from './runTestFile.ts'
import type { TrialSources } from './trialCopy.ts'

/** What is copied, with the change and without, and what tests have to run. Paths are real. */
export interface TrialPlan {
  readonly root: string
  readonly changed: TrialSources
  readonly unchanged: TrialSources
  readonly probed: readonly ProbedFile[]
}

/** Plans the copies in which a change is tested. @param request the code as it is */
export async function planTrial(request: ProfileRequest, change: ChangedSources, tests: readonly FoundTest[]): Promise<TrialPlan> {
  const root = realPath(request.root)
  const before = new Map([[realPath(request.file), request.text], ...[...request.overlays].map(([file, text]) => [realPath(file), text] as const)])
  const after = new Map([...change.texts].map(([file, text]) => [realPath(file), text]))
  const unchanged: TrialSources = {
    root,
    needed: [path.dirname(realPath(request.file)), ...[...after.keys()].map((file) => path.dirname(file)), ...tests.flatMap(({ file, runner }) => [path.dirname(file), runner.cwd])],
    texts: before,
    hidden: new Set([...request.hidden ?? []].map(realPath)),
  }
  const probed = await Promise.all([...change.texts].map(async ([file, text]): Promise<readonly ProbedFile[]> => {
    const earlier = await textBefore(request, file)
    // A new file is reached through those that changed.
    if (earlier === null) return []
    return [{ file: realPath(file), functions: new Set(changedFunctions(earlier, text, file).map(({ name }) => calledName(name))) }]
  }))
  return {
    root,
    unchanged,
    changed: { ...unchanged, texts: new Map([...before, ...after]), hidden: new Set([...[...unchanged.hidden].filter((file) => !after.has(file)), ...[...change.hidden].map(realPath)]) },
    probed: probed.flat(),
  }
}
