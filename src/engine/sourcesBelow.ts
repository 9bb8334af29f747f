import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { sourceLanguage } from '../core/source/sourceLanguage.ts'

/** Characters of a file: what is longer was not written by hand. */
const longestFile = 1_000_000

/** Which sources are read. */
export interface SourcesRequest {
  /** Where it begins. Absolute. */
  readonly start: string
  /** Unsaved texts, by absolute path. */
  readonly overlays: ReadonlyMap<string, string>
  /** Folders that are left out, by name and absolute path. */
  readonly leavesOut: (name: string, folder: string) => boolean
  /** Files at most. */
  readonly most: number
}

/** The texts of the JavaScript and TypeScript sources in a folder and below, by absolute path; no tests, no declarations, nothing that cannot be read. */
export function sourcesBelow({ start, overlays, leavesOut, most }: SourcesRequest): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  const waiting = [start]
  for (let directory = waiting.pop(); directory !== undefined && texts.size < most; directory = waiting.pop()) {
    for (const entry of entriesOf(directory)) {
      const name = path.join(directory, entry.name)
      if (entry.isDirectory()) {
        if (!leavesOut(entry.name, name)) waiting.push(name)
      } else if (entry.isFile() && isSource(entry.name)) {
        const text = overlays.get(name) ?? read(name)
        if (text !== null && text.length <= longestFile) texts.set(name, text)
      }
    }
  }
  return texts
}

function isSource(name: string): boolean {
  const language = sourceLanguage(name)
  return language !== null && language.lang !== 'dts' && !/\.(?:tests?|specs?|bench|stories|config)\.\w+$/u.test(name)
}

function entriesOf(directory: string): ReturnType<typeof readDirectory> {
  try {
    return readDirectory(directory)
  } catch {
    return []
  }
}

function readDirectory(directory: string) {
  return readdirSync(directory, { withFileTypes: true })
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
