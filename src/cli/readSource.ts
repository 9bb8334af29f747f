import { readFileSync } from 'node:fs'
import { HeatlineError } from '../core/heatlineError.ts'
import { toOneBased } from '../core/position.ts'
import { discoverFunctions } from '../core/source/discoverFunctions.ts'
import type { SourceFunction } from '../core/source/sourceFunction.ts'
import { sourceLanguage } from '../core/source/sourceLanguage.ts'

/** A file's text and the functions in it. */
export interface ReadSource {
  readonly text: string
  readonly functions: readonly SourceFunction[]
}

/**
 * Reads a source file.
 * @param shownFile the file as the user named it
 * @throws HeatlineError when it is no JavaScript or TypeScript, cannot be read, or does not parse
 */
export function readSource(file: string, shownFile: string): ReadSource {
  const language = sourceLanguage(file)
  if (language === null) throw new HeatlineError(`${shownFile} must be JavaScript or TypeScript: .ts .tsx .mts .cts .js .jsx .mjs .cjs`)
  if (language.lang === 'dts') throw new HeatlineError(`${shownFile} only declares types: profile the file that holds the code`)
  const text = readText(file, shownFile)
  if (text.includes('\0')) throw new HeatlineError(`${shownFile} is not a text file`)
  const { functions, errors } = discoverFunctions(text, file)
  const [error] = errors
  if (error !== undefined && functions.length === 0) throw new HeatlineError(`${shownFile}:${toOneBased(error.line)} does not parse: ${error.message}`)
  return { text, functions }
}

/** As an editor would show it: without a byte order mark, which would shift every position on the first line. */
function readText(file: string, shownFile: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    throw new HeatlineError(`${shownFile} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Lines of the files that a run names, as they are now; null for one that cannot be read. */
export function lineReader(pathOf: (file: string) => string, known: ReadonlyMap<string, string>): (file: string) => readonly string[] | null {
  const read = new Map<string, readonly string[] | null>()
  return (file) => {
    const before = read.get(file)
    if (before !== undefined) return before
    const lines = (known.get(file) ?? tryRead(pathOf(file)))?.split(/\r\n|\n|\r/) ?? null
    read.set(file, lines)
    return lines
  }
}

function tryRead(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
