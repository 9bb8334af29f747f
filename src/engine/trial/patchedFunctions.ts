import { changedFunctions } from '../../core/source/changedFunctions.ts'
import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import { functionsBroken } from '../../core/source/functionsBroken.ts'
import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import { moduleReach } from '../moduleReach.ts'
import type { ModuleReach } from '../moduleReach.ts'
import { holdsTests } from '../tests/isTestFile.ts'
import type { PatchedFile } from './readPatch.ts'

/** A function whose body a patch changes. */
export interface PatchedFunction {
  /** Absolute. */
  readonly file: string
  readonly name: string
}

/**
 * The functions whose bodies a patch changes, or breaks, and that code from outside can call; where it changes none in a file, those that run what it changes
 * at the file's top level, as a table or a pattern. Those of tests are left out.
 * @param shownOf relative, with `/`
 */
export function patchedFunctions(files: readonly PatchedFile[], shownOf: (file: string) => string): readonly PatchedFunction[] {
  return files.flatMap(({ file, before, after }) => {
    if (before === null || after === null || holdsTests(shownOf(file), after)) return []
    const inBody = [...changedFunctions(before, after, file), ...functionsBroken(before, after, file)]
    return (inBody.length > 0 ? inBody : functionsOver(before, after, file)).filter(({ reach }) => reach.kind !== 'nested').map(({ name }) => ({ file, name }))
  })
}

/** The functions of both texts that run other top-level statements in the later one. */
function functionsOver(before: string, after: string, file: string): readonly SourceFunction[] {
  const earlier = moduleReach(before, file)
  const later = moduleReach(after, file)
  return discoverFunctions(after, file).functions.filter(({ name }) => {
    const statements = statementsOf(earlier, name)
    return statements !== null && statements !== statementsOf(later, name)
  })
}

function statementsOf(reach: ModuleReach, name: string): string | null {
  return reach.ofFunction(name)?.statements.join('\n') ?? null
}
