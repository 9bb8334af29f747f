import { readFileSync } from 'node:fs'
import path from 'node:path'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import type { CommittedSource } from '../git/sourceAt.ts'

const lockFiles = new Set(['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'])

/**
 * What a commit's code is run with that is of today, where it was another then: sentences for people.
 * @param label what people call the commit
 */
export function changedSettings(root: string, { file, changed, overlays }: Pick<CommittedSource, 'file' | 'changed' | 'overlays'>, label: string): readonly string[] {
  const lockFile = changed.find((each) => lockFiles.has(path.basename(each)))
  const above = changed.filter((each) => file.startsWith(path.dirname(each) + path.sep))
  const config = above.find((each) => /^(?:ts|js)config(?:\..+)?\.json$/u.test(path.basename(each)))
  const packageFile = above.find((each) => path.basename(each) === 'package.json' && typeIn(overlays.get(each)) !== typeIn(textIn(each)))
  return [
    ...(lockFile === undefined ? [] : [`${relativeFile(root, lockFile)} differs from ${label}: both versions were run with what is installed now.`]),
    ...(packageFile === undefined ? [] : [`"type" in ${relativeFile(root, packageFile)} differs from ${label}: both versions were loaded as modules of the kind that it says now.`]),
    ...(config === undefined ? [] : [`${relativeFile(root, config)} differs from ${label}: both versions were compiled as it says now.`]),
  ]
}

/** The kind of module that a package.json makes of `.js` files. */
function typeIn(text: string | undefined): 'module' | 'commonjs' {
  try {
    const content: unknown = JSON.parse(text ?? '')
    return typeof content === 'object' && content !== null && 'type' in content && content.type === 'module' ? 'module' : 'commonjs'
  } catch {
    return 'commonjs'
  }
}

function textIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
