import path from 'node:path'
import { runGit } from './git.ts'

/** Where a working tree stands. */
export interface GitState {
  /** Full hash of HEAD. */
  readonly commit: string
  /** Whether a tracked file differs from it, staged or not, or the file that is asked about is none of these. Other new files do not count: code that was committed does not load them. */
  readonly isDirty: boolean
  /** Null for a detached HEAD. */
  readonly branch: string | null
}

/**
 * The state of the repository that a folder (absolute) lies in; null without git, a repository or a commit.
 * @param file whose code the commit is to tell: absolute
 */
export async function gitState(folder: string, file: string | null = null): Promise<GitState | null> {
  const [answer, isNew] = await Promise.all([
    runGit(folder, ['status', '--porcelain=v2', '--branch', '-z', '--untracked-files=no', '--ignore-submodules=dirty', '--no-renames']),
    file === null ? false : isUntracked(file),
  ])
  if (answer.kind === 'failed' || answer.code !== 0) return null
  const entries = answer.stdout.toString('utf8').split('\0').filter((entry) => entry !== '')
  const headers = new Map(entries.flatMap((entry) => {
    const [, key, value] = /^# (\S+) (.*)$/s.exec(entry) ?? []
    return key === undefined || value === undefined ? [] : [[key, value]]
  }))
  const commit = headers.get('branch.oid')
  const branch = headers.get('branch.head')
  if (commit === undefined || commit === '(initial)') return null
  return { commit, isDirty: isNew || entries.some((entry) => !entry.startsWith('#')), branch: branch === undefined || branch === '(detached)' ? null : branch }
}

/** Ignored files are too. */
async function isUntracked(file: string): Promise<boolean> {
  const answer = await runGit(path.dirname(file), ['--literal-pathspecs', 'ls-files', '-z', '--others', '--', path.basename(file)])
  return answer.kind === 'ended' && answer.code === 0 && answer.stdout.length > 0
}
