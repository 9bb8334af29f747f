import { realpathSync } from 'node:fs'
import path from 'node:path'
import type { PackageScopes } from './packageScopes.ts'
import type { WorkspacePaths } from './workspacePaths.ts'

/** Packages looked at before giving up: the check must not cost more than the bundle. */
const mostPackages = 200

/**
 * Warns of installed packages that import one of the bundled packages back: they load a copy of their own from disk,
 * with state of its own, and its time is not the bundle's.
 *
 * Only a package of the workspace that is linked into some `node_modules` can be found by another one, which is seldom
 * so; then the dependencies that the packages state are followed. What they import without stating it, and modules
 * loaded by path, show only in the child process: a loaded script that is one of `Bundle.files`.
 */
export function secondInstances(files: Iterable<string>, externals: Iterable<string>, scopes: PackageScopes, paths: WorkspacePaths): readonly string[] {
  const bundled = new Map<string, string>()
  for (const file of files) {
    const scope = scopes.of(path.dirname(file))
    if (scope?.name) bundled.set(scope.name, scope.directory)
  }
  const installers = [...externals].flatMap((file) => scopes.of(path.dirname(file))?.directory ?? [])
  const isLinked = [...bundled.keys()].some((name) => [...bundled.values(), ...installers].some((folder) => scopes.installed(name, folder)))
  if (!isLinked) return []

  const warnings = new Set<string>()
  const reached = new Set(installers)
  for (const folder of reached) {
    const scope = scopes.of(folder)
    for (const name of scope?.needs ?? []) {
      const installed = scopes.installed(name, folder)
      const real = installed && realFolder(installed)
      if (!real) continue
      if (bundled.has(name) && paths.isUsers(real)) {
        warnings.add(`The installed package "${scope?.name ?? folder}" imports "${name}", which is profiled here: it loads a second copy of it, with state of its own, and the time spent in that copy is not shown.`)
      } else if (!paths.isUsers(real) && reached.size < mostPackages) {
        reached.add(real)
      }
    }
  }
  return [...warnings]
}

function realFolder(folder: string): string | null {
  try {
    return realpathSync.native(folder)
  } catch {
    return null
  }
}
