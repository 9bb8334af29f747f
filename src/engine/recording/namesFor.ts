import { readFileSync, statSync } from 'node:fs'
import { exportedNames } from '../../core/source/exportedNames.ts'
import type { ImportedName } from '../../core/workloads/generatedInputs.ts'
import type { RecordedReference } from '../../protocol/recordingLog.ts'

/** How code at the end of a function's module gets hold of classes and functions. */
export interface ReferenceNames {
  /** Of the module itself. */
  readonly names: readonly string[]
  /** Of other modules, called `<file>#<name>`. */
  readonly imports: readonly ImportedName[]
  /** The first that cannot be got hold of. */
  readonly missing: RecordedReference | null
}

/** @param target the function's module, as references name it */
export function namesFor(references: readonly RecordedReference[], target: string): ReferenceNames {
  const names: string[] = []
  const imports: ImportedName[] = []
  let missing: RecordedReference | null = null
  for (const reference of references) {
    const { file, name } = reference
    if (file === target) {
      names.push(name)
      continue
    }
    const exported = exportsOf(file).get(name)
    if (exported === undefined) missing ??= reference
    else imports.push({ name: `${file}#${name}`, from: file, exported })
  }
  return { names, imports, missing }
}

/** By path and time of change. */
const known = new Map<string, { readonly changedAt: number; readonly names: ReadonlyMap<string, string> }>()

function exportsOf(file: string): ReadonlyMap<string, string> {
  const changedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const before = known.get(file)
  if (before?.changedAt === changedAt) return before.names
  const names = changedAt === 0 ? new Map<string, string>() : exportedNames(readFileSync(file, 'utf8'), file)
  known.set(file, { changedAt, names })
  return names
}
