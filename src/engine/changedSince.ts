import { readFileSync } from 'node:fs'
import path from 'node:path'
import { moduleRequests } from '../core/source/moduleRequests.ts'
import { differencesFrom } from './git/differences.ts'
import type { FileDifference } from './git/differences.ts'
import { readBlobs } from './git/readBlobs.ts'
import { reachedCode } from './reachedCode.ts'
import { realPath } from './realPath.ts'
import { ImportResolver } from './tests/importResolver.ts'

/** A function of a file, which is absolute. */
export interface FunctionReference {
  readonly file: string
  readonly functionName: string
}

/** A function that may run other code than at a commit. */
export interface ChangedFunction extends FunctionReference {
  /** The file, absolute, in which its code or what that reaches changed; the first that was come across. */
  readonly changedIn: string
}

/** Those of the functions that changed, or why that cannot be told, for people. */
export type ChangedSince = { readonly kind: 'known'; readonly functions: readonly ChangedFunction[] } | { readonly kind: 'unknown'; readonly reason: string }

/**
 * Which functions may run other code than they did at a commit: by what their own module's statements mention, and from there by imports. What is
 * installed does not count, nor do package.json and tsconfig: a commit's code is run with today's. In a module that did not change every import
 * still means the same file, unless one appeared or went away, which changes count too; so the imports of now tell for both sides.
 * @param root absolute
 * @param commit full hash
 */
export async function changedSince(root: string, commit: string, functions: readonly FunctionReference[], signal: AbortSignal): Promise<ChangedSince> {
  const differences = await differencesFrom(root, commit)
  if (differences.kind === 'unknown') return differences
  const changed = new Map(differences.files.map((each) => [realPath(each.file), each]))
  const own = [...new Set(functions.map(({ file }) => realPath(file)))].flatMap((file) => changed.get(file) ?? [])
  const read = await readBlobs(differences.repository, own.flatMap(({ blob, path: name }) => (blob === null ? [] : [{ blob, path: name }])), commit)
  if (read.kind === 'failed') return { kind: 'unknown', reason: read.reason }

  const modules = new Modules(changed)
  const found: ChangedFunction[] = []
  for (const { file, functionName } of functions) {
    signal.throwIfAborted()
    const real = realPath(file)
    const difference = changed.get(real)
    const text = modules.textOf(real)
    const now = reachedCode(text, real, functionName)
    const then = difference === undefined ? now : reachedCode(read.texts.get(difference.path) ?? '', real, functionName)
    // Not told apart: it is new, or the text does not parse.
    const isSame = now !== null && then !== null && isEqual(now.statements, then.statements)
    const changedIn = isSame ? modules.firstChange(real, now.specifiers) : file
    if (changedIn !== null) found.push({ file, functionName, changedIn })
  }
  return { kind: 'known', functions: found }
}

/** Modules as they are now, each read once. Real paths. */
class Modules {
  readonly #changed: ReadonlyMap<string, FileDifference>
  /** Files that are gone, without their extensions. */
  readonly #gone: ReadonlySet<string>
  readonly #resolver = new ImportResolver()
  readonly #texts = new Map<string, string>()
  readonly #requests = new Map<string, readonly string[]>()

  constructor(changed: ReadonlyMap<string, FileDifference>) {
    this.#changed = changed
    this.#gone = new Set([...changed].flatMap(([file, { isGone }]) => (isGone ? [withoutExtension(file)] : [])))
  }

  textOf(file: string): string {
    const known = this.#texts.get(file)
    if (known !== undefined) return known
    const text = textIn(file)
    this.#texts.set(file, text)
    return text
  }

  /** The nearest file that changed, among those that specifiers of a module lead to; null where none did. */
  firstChange(importer: string, specifiers: readonly string[]): string | null {
    const seen = new Set([importer])
    const waiting = specifiers.map((specifier) => ({ specifier, from: importer }))
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { specifier, from } = next
      const named = path.resolve(path.dirname(from), specifier)
      if (specifier.startsWith('.') && (this.#gone.has(named) || this.#gone.has(withoutExtension(named)) || this.#gone.has(path.join(named, 'index')))) return named
      const file = this.#resolver.resolve(specifier, from)
      if (file === null || seen.has(file)) continue
      const difference = this.#changed.get(file)
      if (difference !== undefined) return difference.file
      seen.add(file)
      waiting.push(...this.#requestsOf(file).map((each) => ({ specifier: each, from: file })))
    }
    return null
  }

  #requestsOf(file: string): readonly string[] {
    const known = this.#requests.get(file)
    if (known !== undefined) return known
    const requests = moduleRequests(this.textOf(file), file)
    this.#requests.set(file, requests)
    return requests
  }
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index])
}

function withoutExtension(file: string): string {
  return file.slice(0, file.length - path.extname(file).length)
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    return ''
  }
}
