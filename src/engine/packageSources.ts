import path from 'node:path'
import { packageFolder } from './packageFolder.ts'
import { sourcesBelow } from './sourcesBelow.ts'

/** Files of a package that are looked at. */
const mostFiles = 4_000

const others = /^(?:node_modules|dist|build|out|coverage|fixtures?|bench(?:marks?)?|examples?|docs?|tests?|specs?|__\w+__|\..*)$/u

/** The sources of a package beside a file: those of the same folder of the package, as in `src`. Tests are none, nor what is built, unless the file is. */
export function packageSources(file: string, overlays: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const folder = packageFolder(file) ?? path.dirname(file)
  const [top = ''] = path.relative(folder, file).split(path.sep)
  const start = top === path.basename(file) ? folder : path.join(folder, top)
  return sourcesBelow({ start, overlays, leavesOut: (name, below) => others.test(name) && !file.startsWith(below + path.sep), most: mostFiles })
}
