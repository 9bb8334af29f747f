import path from 'node:path'
import { realPath } from '../realPath.ts'
import { gitComplaint, runGit } from './git.ts'

/** The git repository that a folder lies in. */
export interface Repository {
  /** Its working tree, absolute, symbolic links resolved. */
  readonly folder: string
  readonly isShallow: boolean
  /** The workspace's folder as the user names it, and its real path. */
  readonly root: string
  readonly realRoot: string
}

/** A repository, or a sentence for people that says why there is none. */
export type FoundRepository = { readonly kind: 'found'; readonly repository: Repository } | { readonly kind: 'none'; readonly reason: string }

/**
 * Finds the repository that a folder lies in. Absolute paths.
 * @param root what paths are named by: it may lie in another repository, or in none
 */
export async function findRepository(folder: string, root = folder): Promise<FoundRepository> {
  const answer = await runGit(folder, ['rev-parse', '--show-toplevel', '--is-shallow-repository'])
  if (answer.kind === 'failed') return { kind: 'none', reason: answer.reason }
  if (answer.code !== 0) return { kind: 'none', reason: whyNone(folder, answer.stderr) }
  const said = answer.stdout.toString('utf8').replace(/\n$/, '')
  // A folder's name may hold a line break.
  const end = said.lastIndexOf('\n')
  return { kind: 'found', repository: { folder: realPath(said.slice(0, end)), isShallow: said.slice(end + 1) === 'true', root: path.resolve(root), realRoot: realPath(root) } }
}

/** An absolute path as the user names it: below the root as it was opened, whatever links lead there. @param real a real path */
export function shownPath({ root, realRoot }: Repository, real: string): string {
  const relative = path.relative(realRoot, real)
  return relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative) ? real : path.join(root, relative)
}

/** A path of the repository, with `/`, of an absolute one; null where it lies outside. */
export function pathInRepository({ folder }: Repository, file: string): string | null {
  const relative = path.relative(folder, realPath(file))
  return relative === '' || relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative) ? null : relative.split(path.sep).join('/')
}

function whyNone(root: string, stderr: string): string {
  if (/not a git repository/.test(stderr)) return `${root} is not in a git repository, so there is no commit to compare with. Set a baseline by hand instead.`
  if (/must be run in a work tree/.test(stderr)) return `${root} is in a git repository without a working tree. Open a checkout of it.`
  if (/dubious ownership/.test(stderr)) return `git does not trust the repository of ${root}, for it belongs to another user. If you do, run \`git config --global --add safe.directory ${root}\`.`
  return `git does not read the repository of ${root}: ${gitComplaint(stderr)}.`
}
