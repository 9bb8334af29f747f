import { gitComplaint, runGit } from './git.ts'
import { findRepository } from './repository.ts'
import type { Repository } from './repository.ts'

/** The commit that a function is compared with, or a sentence for people that says why there is none and what to do. */
export type ResolvedReference =
  | { readonly kind: 'commit'; /** Full hash. */ readonly commit: string; /** For people: `main`, `HEAD`, the reference as given. */ readonly label: string }
  | { readonly kind: 'none'; readonly reason: string }

/**
 * Finds a commit to compare with. Nothing is fetched.
 * @param folder absolute: the file's, for one whose repository is not that of the root
 * @param reference what git calls a commit: a branch, a tag, a hash; null for the merge base with the default branch, and HEAD on that branch
 */
export async function resolveReference(folder: string, reference: string | null): Promise<ResolvedReference> {
  const found = await findRepository(folder)
  if (found.kind === 'none') return found
  return reference === null ? await forkPoint(found.repository) : await named(found.repository, reference)
}

async function named(repository: Repository, reference: string): Promise<ResolvedReference> {
  // A machine that builds has branches only as those of `origin`.
  for (const name of [reference, `refs/remotes/origin/${reference}`]) {
    const commit = await commitOf(repository, name)
    if (commit !== null) return { kind: 'commit', commit, label: reference }
  }
  if (await commitOf(repository, 'HEAD') === null) return noCommit(repository)
  const missing = `\`${reference}\` is no branch, tag or commit that is known in ${repository.folder}.`
  const advice = repository.isShallow
    ? 'This is a shallow clone: fetch the rest with `git fetch --unshallow`, or the branch with `git fetch origin <branch>`.'
    : 'Look at `git branch --all` and `git tag`, or fetch it with `git fetch`.'
  return { kind: 'none', reason: `${missing} ${advice}` }
}

async function forkPoint(repository: Repository): Promise<ResolvedReference> {
  const head = await commitOf(repository, 'HEAD')
  if (head === null) return noCommit(repository)
  const base = await defaultBranch(repository)
  if (base === null) {
    const fetchIt = repository.isShallow ? 'This is a shallow clone: fetch the rest with `git fetch --unshallow origin` (in a GitHub workflow: `fetch-depth: 0`), or fetch a branch and' : 'Fetch it with `git fetch origin`, or'
    return { kind: 'none', reason: `There is no default branch in ${repository.folder}: neither origin/HEAD nor a branch main or master is known. ${fetchIt} name a --base.` }
  }
  if (base.isCheckedOut) return { kind: 'commit', commit: head, label: 'HEAD' }
  const answer = await runGit(repository.folder, ['merge-base', head, base.commit])
  if (answer.kind === 'failed') return { kind: 'none', reason: answer.reason }
  const [commit = ''] = answer.stdout.toString('utf8').trim().split('\n')
  if (answer.code === 0 && commit !== '') return { kind: 'commit', commit, label: base.label }
  if (answer.code > 1) return { kind: 'none', reason: `git does not tell where this branch left ${base.label}: ${gitComplaint(answer.stderr)}.` }
  return {
    kind: 'none',
    reason: repository.isShallow
      ? `Where this branch left ${base.label} is not known, for this is a shallow clone. Fetch the rest with \`git fetch --unshallow\`, or name a --base.`
      : `HEAD and ${base.label} have no commit in common. Name a --base that is to be compared with.`,
  }
}

interface DefaultBranch {
  readonly commit: string
  /** Without its remote: `main`. */
  readonly label: string
  readonly isCheckedOut: boolean
}

/**
 * `origin/HEAD`, else `main` or `master` there, else here, else what git names first branches on this machine, else the only branch that there is. A
 * shallow clone has only the one that is checked, as a pull request's on a machine that builds, where it is `refs/remotes/pull/1/merge`.
 */
async function defaultBranch({ folder, isShallow }: Repository): Promise<DefaultBranch | null> {
  const configured = await outputOf(folder, ['config', '--get', 'init.defaultBranch'])
  const names = ['refs/remotes/origin/HEAD', 'refs/remotes/origin/main', 'refs/remotes/origin/master', 'refs/heads/main', 'refs/heads/master', ...(configured === null ? [] : [`refs/heads/${configured}`])]
  const known = await branchesOf(folder, names)
  const all = known.size > 0 || isShallow ? [] : [...(await branchesOf(folder, ['refs/heads', 'refs/remotes/origin'])).values()]
  const found = names.map((name) => known.get(name)).find((each) => each !== undefined) ?? (all.length === 1 ? all[0] : undefined)
  if (found === undefined) return null
  const label = found.name.replace(/^refs\/(?:remotes\/[^/]+|heads)\//, '')
  return { commit: found.commit, label, isCheckedOut: await outputOf(folder, ['symbolic-ref', '--quiet', 'HEAD']) === `refs/heads/${label}` }
}

/** By full name; a symbolic one as what it stands for. */
async function branchesOf(folder: string, patterns: readonly string[]): Promise<ReadonlyMap<string, { readonly name: string; readonly commit: string }>> {
  const listed = await outputOf(folder, ['for-each-ref', '--format=%(refname) %(objectname) %(symref)', ...patterns])
  return new Map((listed ?? '').split('\n').flatMap((line) => {
    const [name = '', commit = '', target = ''] = line.split(' ')
    return commit === '' ? [] : [[name, { commit, name: target === '' ? name : target }] as const]
  }))
}

function noCommit({ folder }: Repository): ResolvedReference {
  return { kind: 'none', reason: `The repository ${folder} has no commit yet. Commit once: what changes later is compared with that.` }
}

async function commitOf({ folder }: Repository, name: string): Promise<string | null> {
  return await outputOf(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`])
}

/** What git prints, without the line's end; null where it fails or prints nothing. */
async function outputOf(folder: string, parameters: readonly string[]): Promise<string | null> {
  const answer = await runGit(folder, parameters)
  const text = answer.kind === 'ended' && answer.code === 0 ? answer.stdout.toString('utf8').trim() : ''
  return text === '' ? null : text
}
