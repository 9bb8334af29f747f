import { HeatlineError } from '../core/heatlineError.ts'
import { toZeroBased } from '../core/position.ts'

/** Which function of which file: by its name in ids, by a 0-based line in it, or not said. */
export type Target =
  | { readonly file: string; readonly by: 'name'; readonly name: string }
  | { readonly file: string; readonly by: 'line'; readonly line: number }
  | { readonly file: string; readonly by: 'nothing' }

/** What the file system says about a path. */
export interface Paths {
  kindOf(path: string): 'file' | 'folder' | null
  /** A file whose name is like that of one which is not there; null where there is none. */
  nearest(path: string): string | null
}

/**
 * Reads `src/cart.ts#Cart.total` and `src/cart.ts:12`. A `#` can be part of the path and of a private method's name, and
 * a `:` part of a Windows path, so the file system has the last word.
 * @throws HeatlineError when it names no file.
 */
export function readTarget(target: string, paths: Paths): Target {
  const isFile = (path: string) => paths.kindOf(path) === 'file'
  for (let hash = target.indexOf('#'); hash !== -1; hash = target.indexOf('#', hash + 1)) {
    const file = target.slice(0, hash)
    const name = target.slice(hash + 1)
    if (name !== '' && isFile(file)) return { file, by: 'name', name }
  }
  // The column that editors and stack traces add says nothing more about the function.
  const byLine = /^(.+?):(\d+)(?::\d+)?$/.exec(target)
  const [, file, line] = byLine ?? []
  if (file !== undefined && isFile(file)) {
    if (Number(line) < 1) throw new HeatlineError(`the line in ${target} must be 1 or more but was ${line}`)
    return { file, by: 'line', line: toZeroBased(Number(line)) }
  }
  const bare = target.replace(/[#:]$/, '')
  if (isFile(bare)) return { file: bare, by: 'nothing' }
  const path = file ?? target.split('#')[0] ?? target
  if (paths.kindOf(path) === 'folder') throw new HeatlineError(`${path} is a folder: name a file in it, as <file>#<function> or <file>:<line>`)
  const near = path === '' ? null : paths.nearest(path)
  const suggestion = near === null ? '' : `; did you mean ${near}?`
  if (path === target && near === null) throw new HeatlineError(`the target must be <file>#<function> or <file>:<line> but was ${JSON.stringify(target)}`)
  throw new HeatlineError(`there is no file ${path === '' ? JSON.stringify(target) : path}${suggestion}`)
}
