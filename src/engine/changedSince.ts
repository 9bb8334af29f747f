import { ChangedModules } from './changedModules.ts'
import { differencesFrom } from './git/differences.ts'
import { readBlobs } from './git/readBlobs.ts'
import { isModuleFile } from './bundle/moduleFiles.ts'
import { realPath } from './realPath.ts'

/** A function of a file, which is absolute. */
export interface FunctionReference {
  readonly file: string
  readonly functionName: string
}

/** A function that may run other code than at a commit. */
export interface ChangedFunction extends FunctionReference {
  /** The file, absolute, in which its code or what that reaches changed; the first that was come across. */
  readonly changedIn: string
}

/** Those of the functions that changed, or why that cannot be told, for people. */
export type ChangedSince = { readonly kind: 'known'; readonly functions: readonly ChangedFunction[] } | { readonly kind: 'unknown'; readonly reason: string }

/**
 * Which functions may run other code than they did at a commit: by what the statements of their module mention, and by what these take from other
 * modules. What is installed does not count, nor do package.json and tsconfig: a commit's code is run with today's.
 * @param root absolute
 * @param commit full hash
 */
export async function changedSince(root: string, commit: string, functions: readonly FunctionReference[], signal: AbortSignal): Promise<ChangedSince> {
  const differences = await differencesFrom(commit, root)
  if (differences.kind === 'unknown') return differences
  signal.throwIfAborted()
  const blobs = differences.files.flatMap(({ blob, path }) => (blob === null || !isModuleFile(path) ? [] : [{ blob, path }]))
  const read = await readBlobs(differences.repository, blobs, commit)
  if (read.kind === 'failed') return { kind: 'unknown', reason: read.reason }

  const shown = new Map(differences.files.map((each) => [realPath(each.file), each.file]))
  const modules = new ChangedModules(new Map(differences.files.map((each) => [realPath(each.file), each])), read.texts)
  return {
    kind: 'known',
    functions: functions.flatMap(({ file, functionName }) => {
      signal.throwIfAborted()
      const change = modules.changeOf(realPath(file), functionName)
      return change === null ? [] : [{ file, functionName, changedIn: shown.get(change) ?? change }]
    }),
  }
}
