import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun'

const lockFiles: readonly (readonly [string, PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'], ['yarn.lock', 'yarn'], ['bun.lock', 'bun'], ['bun.lockb', 'bun'], ['package-lock.json', 'npm'], ['npm-shrinkwrap.json', 'npm'],
]

/**
 * The command that runs a package's script, with the package manager that the package or its workspace names: by
 * `packageManager`, else by the nearest lock file; npm where nothing does.
 * @param folder absolute: the package's
 * @param root absolute: nothing is looked for above it
 */
export function scriptCommand(folder: string, root: string, script: string): readonly string[] {
  return [packageManager(folder, root), 'run', script]
}

function packageManager(folder: string, root: string): PackageManager {
  for (let at = folder; ; at = dirname(at)) {
    const found = named(join(at, 'package.json')) ?? lockFiles.find(([name]) => existsSync(join(at, name)))?.[1]
    if (found !== undefined) return found
    if (at === root || dirname(at) === at) return 'npm'
  }
}

function named(manifest: string): PackageManager | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(manifest, 'utf8'))
    const value = typeof content === 'object' && content !== null && 'packageManager' in content ? String(content.packageManager).split('@')[0] : undefined
    return value === 'npm' || value === 'pnpm' || value === 'yarn' || value === 'bun' ? value : undefined
  } catch {
    return undefined
  }
}
