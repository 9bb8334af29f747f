import { readFileSync } from 'node:fs'
import path from 'node:path'
import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import { isModuleFile } from '../bundle/moduleFiles.ts'
import { realPath } from '../realPath.ts'
import { baseFunction } from './baseFunction.ts'
import { differencesFrom } from './differences.ts'
import { runGit } from './git.ts'
import { readBlobs } from './readBlobs.ts'
import { renamedFrom } from './renamedFrom.ts'
import { pathInRepository, shownPath } from './repository.ts'
import type { Repository } from './repository.ts'

/** Which function, as it was at which commit. Paths are absolute. */
export interface SourceRequest {
  readonly root: string
  readonly file: string
  /** `SourceFunction.name`, as it is now. */
  readonly functionName: string
  /** The file's text now. */
  readonly text: string
  /** Full hash. */
  readonly commit: string
  /** What people call the commit, for the reason where there is nothing: `main`. */
  readonly label?: string
}

/** A function of a commit, to be bundled at the paths of the workspace. */
export interface CommittedSource {
  readonly kind: 'found'
  /** Where it stood: absolute, below the root as that is named. Nothing need be there now. */
  readonly file: string
  readonly functionName: string
  readonly text: string
  /** The commit's texts of files that differ now or are gone, by absolute path. */
  readonly overlays: ReadonlyMap<string, string>
  /** Files that came later: to be taken as not there. Absolute. */
  readonly hidden: ReadonlySet<string>
  /** All files that differ now, whatever is in them. Absolute. */
  readonly changed: readonly string[]
}

/** The same, or a sentence for people that says why there is nothing to compare with. */
export type SourceAt = CommittedSource | { readonly kind: 'none'; readonly reason: string }

/** What code imports besides modules: text that a bundle may hold, or its name. */
const asset = /\.(?:json|css|scss|sass|less|styl|pcss|svg|html|txt|md|graphql|gql|sql|ya?ml)$/i

/**
 * A function as it was at a commit, without checking anything out: the workspace's paths with the texts that differed then, so that `__dirname`,
 * data files and positions stay right. What git ignores, packages above all, is as it is today.
 *
 * It is looked for by its name in its file, or in the one that this file was renamed from, then by its parameters and body, there and in the files
 * that changed since. The repository is the file's own, which may be one inside of the root's, as a submodule.
 */
export async function sourceAt(request: SourceRequest): Promise<SourceAt> {
  const { root, file, functionName, text, commit } = request
  const differences = await differencesFrom(commit, path.dirname(realPath(file)), root)
  if (differences.kind === 'unknown') return none(differences.reason)
  const { repository } = differences
  const own = pathInRepository(repository, file)
  if (own === null) throw new Error('Internal error: a file lies outside of the repository of its folder')

  const files = differences.files.filter((each) => isLoaded(each.path))
  const unchangedBlob = differences.files.some((each) => each.path === own) ? null : await blobOf(repository, commit, own)
  const blobs = [...files, { path: own, blob: unchangedBlob }].flatMap(({ path: name, blob }) => (blob === null ? [] : [{ path: name, blob }]))
  const read = await readBlobs(repository, blobs, commit)
  if (read.kind === 'failed') return none(read.reason)

  const { texts } = read
  const fn = discoverFunctions(text, file).functions.find(({ name }) => name === functionName) ?? null
  const home = texts.has(own) ? own : renamedFrom(own, text, new Map(files.flatMap(({ path: name, isGone }) => (isGone ? [[name, texts.get(name) ?? '']] : []))))
  const found = baseFunction({ name: functionName, text, fn }, home, texts, (name) => {
    const now = files.find((each) => each.path === name)
    return name === own ? text : now === undefined || now.isGone ? null : readText(now.file)
  })
  if (found === null && fn === null) return none(`There is no function \`${functionName}\` in ${file}.`)
  if (found === null) return none(whyNotFound(request, home === null ? null : texts.get(home) ?? null, home !== null || differences.files.some((each) => each.path === own)))
  return {
    kind: 'found',
    file: shownPath(repository, path.join(repository.folder, ...found.path.split('/'))),
    functionName: found.functionName,
    text: texts.get(found.path) ?? '',
    overlays: new Map(files.flatMap(({ path: name, file: shown }) => {
      const content = texts.get(name)
      return content === undefined ? [] : [[shown, content]]
    })),
    hidden: new Set(files.flatMap(({ file: shown, blob, isGone }) => (blob === null && !isGone ? [shown] : []))),
    changed: differences.files.map((each) => each.file),
  }
}

/** Null where it cannot be read. @param file absolute */
function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** Whether code may load such a file, and a bundle would not leave it where it is. */
function isLoaded(name: string): boolean {
  return (isModuleFile(name) && path.posix.extname(name) !== '' || asset.test(name)) && !name.split('/').includes('node_modules')
}

async function blobOf({ folder }: Repository, commit: string, name: string): Promise<string | null> {
  const answer = await runGit(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}:${name}`])
  return answer.kind === 'ended' && answer.code === 0 ? answer.stdout.toString('utf8').trim() : null
}

/** @param isKnown the file is none that git ignores */
function whyNotFound({ file, functionName, commit, label }: SourceRequest, homeText: string | null, isKnown: boolean): string {
  const short = commit.slice(0, 7)
  const named = label === undefined || commit.startsWith(label) ? short : `${label} (${short})`
  const [error] = homeText === null ? [] : discoverFunctions(homeText, file).errors
  if (error !== undefined) return `${file} does not parse as it is in ${named}, line ${error.line + 1}: ${error.message}. Name another --base.`
  if (isKnown) return `\`${functionName}\` is not in ${named}: it is new, so there is nothing to compare with.`
  return `git does not keep ${file}, as its .gitignore says, so no commit has it. Set a baseline by hand instead.`
}

function none(reason: string): SourceAt {
  return { kind: 'none', reason }
}
