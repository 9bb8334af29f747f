import path from 'node:path'
import { gitComplaint, runGit } from './git.ts'
import { findRepository, shownPath } from './repository.ts'
import type { Repository } from './repository.ts'

/** A file whose content is not that of a commit. */
export interface FileDifference {
  /** Absolute, below the root as the user names it. */
  readonly file: string
  /** Relative to the repository, with `/`. */
  readonly path: string
  /** The commit's blob; null where the file is new since, or was no plain file. */
  readonly blob: string | null
  /** Nothing is there on disk now. */
  readonly isGone: boolean
}

/** How a working tree differs from a commit, or why that cannot be told. */
export type Differences =
  | { readonly kind: 'known'; readonly repository: Repository; readonly files: readonly FileDifference[] }
  | { readonly kind: 'unknown'; readonly reason: string }

/**
 * Compares the working tree of the repository that a folder lies in with a commit: staged or not, untracked files included. What git ignores, as what
 * is installed and built, is as it is today; so are submodules and other repositories inside. Absolute paths.
 * @param root what the files are named by
 */
export async function differencesFrom(commit: string, folderInside: string, root = folderInside): Promise<Differences> {
  const found = await findRepository(folderInside, root)
  if (found.kind === 'none') return { kind: 'unknown', reason: found.reason }
  const { repository } = found
  const { folder } = repository
  const [tracked, untracked] = await Promise.all([
    // Its refreshing writes the index, whatever GIT_OPTIONAL_LOCKS says; without it a file that was only touched counts.
    runGit(folder, ['-c', 'diff.autoRefreshIndex=false', 'diff', '--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all', commit, '--']),
    // A folder of packages that git was not told to ignore is not looked into.
    runGit(folder, ['ls-files', '-z', '--others', '--exclude-standard', '--exclude=node_modules/']),
  ])
  for (const answer of [tracked, untracked]) {
    if (answer.kind === 'failed') return { kind: 'unknown', reason: answer.reason }
    if (answer.code !== 0) return { kind: 'unknown', reason: `git does not tell what changed since ${commit.slice(0, 7)}: ${gitComplaint(answer.stderr)}.` }
  }
  const changes = tracked.kind === 'ended' ? await withoutTouched(repository, readRaw(tracked.stdout.toString('utf8'))) : []
  const added = untracked.kind === 'ended' ? untracked.stdout.toString('utf8').split('\0') : []
  const known = new Set(changes.map((change) => change.path))
  return {
    kind: 'known',
    repository,
    files: [
      ...changes,
      // Another repository's folder ends in a slash.
      ...added.filter((name) => name !== '' && !name.endsWith('/') && !known.has(name)).map((name) => ({ path: name, blob: null, isGone: false })),
    ].map((change) => ({ ...change, file: shownPath(repository, path.join(folder, ...change.path.split('/'))) })),
  }
}

/**
 * The files that differ from a commit, untracked ones included. Absolute, below the root as it is named.
 * @returns null where that cannot be told: no repository, no such commit
 */
export async function changedFiles(root: string, commit: string): Promise<readonly string[] | null> {
  const differences = await differencesFrom(commit, root)
  return differences.kind === 'known' ? differences.files.map(({ file }) => file) : null
}

/** Those whose content is another one, as git would commit it. */
async function withoutTouched({ folder }: Repository, changes: readonly RawDifference[]): Promise<readonly RawDifference[]> {
  const asked = changes.filter(({ blob, isGone, path: name }) => blob !== null && !isGone && !name.includes('\n'))
  if (asked.length === 0) return changes
  const answer = await runGit(folder, ['hash-object', '--stdin-paths'], asked.map(({ path: name }) => `${name}\n`).join(''))
  // One that is gone by now ends it.
  if (answer.kind === 'failed' || answer.code !== 0) return changes
  const hashes = answer.stdout.toString('utf8').split('\n')
  const touched = new Set(asked.filter(({ blob }, index) => blob === hashes[index]))
  return changes.filter((each) => !touched.has(each))
}

type RawDifference = Omit<FileDifference, 'file'>

/** git's raw format: `:100644 100644 <blob> <blob> M`, a zero byte, the path, a zero byte. */
function readRaw(text: string): readonly RawDifference[] {
  const parts = text.split('\0')
  const changes: RawDifference[] = []
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [, oldMode = '', mode = '', blob = '', status = ''] = /^:(\d+) (\d+) ([0-9a-f]+) [0-9a-f]+ ([A-Z])/.exec(parts[index] ?? '') ?? []
    // A link is a link, wherever it led.
    if (oldMode === mode && !mode.startsWith('100')) continue
    const wasFile = oldMode.startsWith('100')
    changes.push({ path: parts[index + 1] ?? '', blob: wasFile ? blob : null, isGone: status === 'D' })
  }
  return changes
}
