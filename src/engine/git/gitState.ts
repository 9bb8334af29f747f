import { runGit } from './git.ts'

/** Where a working tree stands. */
export interface GitState {
  /** Full hash of HEAD. */
  readonly commit: string
  /** Whether a tracked file differs from it, staged or not. New files do not count: code that was committed does not load them. */
  readonly isDirty: boolean
  /** Null for a detached HEAD. */
  readonly branch: string | null
}

/** The state of the repository that a folder (absolute) lies in; null without git, a repository or a commit. */
export async function gitState(root: string): Promise<GitState | null> {
  const answer = await runGit(root, ['status', '--porcelain=v2', '--branch', '-z', '--untracked-files=no', '--ignore-submodules=dirty', '--no-renames'])
  if (answer.kind === 'failed' || answer.code !== 0) return null
  const entries = answer.stdout.toString('utf8').split('\0').filter((entry) => entry !== '')
  const headers = new Map(entries.flatMap((entry) => {
    const [, key, value] = /^# (\S+) (.*)$/s.exec(entry) ?? []
    return key === undefined || value === undefined ? [] : [[key, value]]
  }))
  const commit = headers.get('branch.oid')
  const branch = headers.get('branch.head')
  if (commit === undefined || commit === '(initial)') return null
  return { commit, isDirty: entries.some((entry) => !entry.startsWith('#')), branch: branch === undefined || branch === '(detached)' ? null : branch }
}
