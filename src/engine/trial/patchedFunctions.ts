import { changedFunctions } from '../../core/source/changedFunctions.ts'
import { functionsBroken } from '../../core/source/functionsBroken.ts'
import { holdsTests } from '../tests/isTestFile.ts'
import type { PatchedFile } from './readPatch.ts'

/** A function whose body a patch changes. */
export interface PatchedFunction {
  /** Absolute. */
  readonly file: string
  readonly name: string
}

/** The functions whose bodies a patch changes, or breaks, and that code from outside can call; those of tests are left out. @param shownOf relative, with `/` */
export function patchedFunctions(files: readonly PatchedFile[], shownOf: (file: string) => string): readonly PatchedFunction[] {
  return files.flatMap(({ file, before, after }) => {
    if (before === null || after === null || holdsTests(shownOf(file), after)) return []
    return [...changedFunctions(before, after, file), ...functionsBroken(before, after, file)].filter(({ reach }) => reach.kind !== 'nested').map(({ name }) => ({ file, name }))
  })
}
