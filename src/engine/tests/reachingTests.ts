import path from 'node:path'
import { moduleRequests } from '../../core/source/moduleRequests.ts'
import type { ImportResolver } from './importResolver.ts'
import type { SourceTexts } from './sourceTexts.ts'

/** A file of tests that loads the function's module. */
export interface ReachingTest {
  /** Absolute, symbolic links resolved. */
  readonly file: string
  /** Imports between the test and the module: 1 for a test that imports it itself, 0 for a module that holds its own tests. */
  readonly distance: number
  /** The function's name stands in the test. */
  readonly namesFunction: boolean
}

/** Through how many modules a test may reach another. */
const mostDistance = 8

/** Once tests are found that do not name the function, so much further is looked for ones that do. */
const furtherForName = 2

/**
 * The tests that reach a module, by going from importer to importer; the nearest that name the function end the search. A
 * text that does not even hold a module's name is not parsed.
 * @param folder absolute: paths are judged relative to it
 * @param files absolute, real
 * @param target absolute, real
 * @param name what code calls the function: its name's last member
 * @param holds whether a file holds what is looked for
 */
export async function reachingTests(
  folder: string, files: readonly string[], target: string, name: string, texts: SourceTexts, resolver: ImportResolver, holds: (relativePath: string, text: string) => boolean, signal: AbortSignal,
): Promise<readonly ReachingTest[]> {
  await texts.read(files, signal)
  const word = new RegExp(String.raw`(?<![\w$])${name.replace(/[^\w$]/g, String.raw`\$&`)}(?![\w$])`)
  const requests = new Map<string, readonly string[]>()
  const found: ReachingTest[] = []
  const seen = new Set([target])
  let frontier = [target]
  const add = (file: string, distance: number): void => {
    found.push({ file, distance, namesFunction: word.test(texts.of(file)) })
  }
  const relative = (file: string): string => path.relative(folder, file).split(path.sep).join('/')
  if (holds(relative(target), texts.of(target))) add(target, 0)

  for (let distance = 1; distance <= mostDistance && frontier.length > 0; distance++) {
    signal.throwIfAborted()
    const targets = new Set(frontier)
    const mention = mentionOf(frontier)
    const next: string[] = []
    for (const file of files) {
      if (seen.has(file)) continue
      const text = texts.of(file)
      if (!mention.test(text)) continue
      const asked = requests.get(file) ?? moduleRequests(text, file)
      requests.set(file, asked)
      if (!asked.some((specifier) => targets.has(resolver.resolve(specifier, file) ?? ''))) continue
      seen.add(file)
      if (holds(relative(file), text)) add(file, distance)
      else next.push(file)
    }
    const nearest = found[0]?.distance ?? Infinity
    if (found.some(({ namesFunction }) => namesFunction) || distance >= nearest + furtherForName) break
    frontier = next
  }
  return rank(found, target)
}

/** Matches every text that may import one of the files: their names, or for an `index` its folder's, `.`, or a bare package. */
function mentionOf(files: readonly string[]): RegExp {
  const names = new Set<string>()
  for (const file of files) {
    const stem = path.basename(file).replace(/\.[cm]?[jt]sx?$/, '')
    if (stem !== 'index') names.add(stem)
    // Also a package's entry, which may have any name: its importers name the package.
    if (stem === 'index' || files.length === 1) for (const folder of [path.dirname(file), path.dirname(path.dirname(file))]) names.add(path.basename(folder))
  }
  const escaped = [...names].filter((each) => each !== '').map((each) => each.replace(/[^\w]/g, String.raw`\$&`))
  return new RegExp([...escaped, String.raw`['"]\.{1,2}(?:/\.\.)*/?['"]`].join('|'))
}

/** What names the function first, then what is nearer, then what is named after the module. */
function rank(found: readonly ReachingTest[], target: string): readonly ReachingTest[] {
  const stem = path.basename(target).replace(/\..*$/, '')
  const score = ({ file, distance, namesFunction }: ReachingTest): number => (
    (namesFunction ? 0 : 100) + distance * 10 + (path.basename(file).startsWith(`${stem}.`) || path.basename(file).startsWith(`${stem}-`) ? 0 : 5)
  )
  return found.toSorted((a, b) => score(a) - score(b) || (a.file < b.file ? -1 : 1))
}
