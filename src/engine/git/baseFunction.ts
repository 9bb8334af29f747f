import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import { identityHash } from '../../core/source/identityHash.ts'
import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import { sourceLanguage } from '../../core/source/sourceLanguage.ts'

/** A function as it stands in a text of now; null where that text lacks it. */
export interface WantedFunction {
  readonly name: string
  readonly text: string
  readonly fn: SourceFunction | null
}

/** A function of another version. */
export interface FunctionPlace {
  /** A key of the texts. */
  readonly path: string
  readonly functionName: string
}

/**
 * Finds the function in the texts of another version: by its name in its own file, else by its parameters and body there, else by these in another
 * file, where no more than one fits or one of them has its name. A twin that is still there now was copied, and is no earlier version.
 * @param home its file's path there; null where that file is new
 * @param textNow a file's text of now; null where it is gone
 */
export function baseFunction(wanted: WantedFunction, home: string | null, texts: ReadonlyMap<string, string>, textNow: (path: string) => string | null): FunctionPlace | null {
  const goneTwins = (path: string, text: string) => twinsIn(wanted, path, text).filter((twin) => !isThere(twin, textNow(path)))
  const homeText = home === null ? undefined : texts.get(home)
  if (home !== null && homeText !== undefined) {
    if (discoverFunctions(homeText, home).functions.some(({ name }) => name === wanted.name)) return { path: home, functionName: wanted.name }
    const renamed = only(goneTwins(home, homeText), wanted.name)
    if (renamed !== null) return renamed
  }
  return only([...texts].flatMap(([path, text]) => (path === home ? [] : goneTwins(path, text))), wanted.name)
}

function isThere({ path, functionName }: FunctionPlace, text: string | null): boolean {
  return text !== null && discoverFunctions(text, path).functions.some(({ name }) => name === functionName)
}

/** The functions of a text that are the same but for their names. */
export function twinsIn({ text: wantedText, fn }: Pick<WantedFunction, 'text' | 'fn'>, path: string, text: string): readonly FunctionPlace[] {
  if (fn === null || sourceLanguage(path) === null) return []
  // Most texts need not be parsed.
  if (!text.includes(tellingLine(wantedText, fn))) return []
  const identity = identityHash(wantedText, fn)
  return discoverFunctions(text, path).functions.filter((each) => identityHash(text, each) === identity).map(({ name }) => ({ path, functionName: name }))
}

function only(places: readonly FunctionPlace[], name: string): FunctionPlace | null {
  const namesakes = places.filter(({ functionName }) => functionName === name)
  const [first, second] = namesakes.length > 0 ? namesakes : places
  return second === undefined ? first ?? null : null
}

/** The longest line of a function's body that a twin must have too: its indentation and its name, which it may call itself by, can be others. */
function tellingLine(text: string, { bodyRange, name }: SourceFunction): string {
  const ownName = /[^.#\s]+$/u.exec(name.replace(/~\d+$/u, ''))?.[0] ?? name
  const lines = text.slice(bodyRange.start, bodyRange.end).split('\n').map((line) => line.trim()).filter((line) => !line.includes(ownName))
  return lines.toSorted((a, b) => b.length - a.length)[0] ?? ''
}
