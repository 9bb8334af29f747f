import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { sourceLanguage } from '../core/source/sourceLanguage.ts'
import { packageFolder } from './packageFolder.ts'

/** Files of a package that are looked at. */
const mostFiles = 4_000

/** Characters of one: what is longer was not written by hand. */
const longestFile = 1_000_000

const others = /^(?:node_modules|dist|build|out|coverage|fixtures?|bench(?:marks?)?|examples?|docs?|tests?|specs?|__\w+__|\..*)$/u

/** The sources of a package beside a file: those of the same folder of the package, as in `src`. Tests are none, nor what is built, unless the file is. */
export function packageSources(file: string, overlays: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const folder = packageFolder(file) ?? path.dirname(file)
  const [top = ''] = path.relative(folder, file).split(path.sep)
  const start = top === path.basename(file) ? folder : path.join(folder, top)
  const texts = new Map<string, string>()
  const waiting = [start]
  for (let directory = waiting.pop(); directory !== undefined && texts.size < mostFiles; directory = waiting.pop()) {
    for (const entry of entriesOf(directory)) {
      const name = path.join(directory, entry.name)
      if (entry.isDirectory()) {
        if (!others.test(entry.name) || file.startsWith(name + path.sep)) waiting.push(name)
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
