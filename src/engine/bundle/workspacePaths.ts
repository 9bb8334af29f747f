import path from 'node:path'
import { realPath } from '../realPath.ts'

/**
 * The editor names files as the user opened them, Node and esbuild by their real paths. This translates between the
 * two, and knows which files are the user's.
 */
export class WorkspacePaths {
  readonly #root: string
  readonly #realRoot: string
  readonly #shown = new Map<string, string>()

  /** @param root The workspace folder, absolute, as the editor names it. */
  constructor(root: string) {
    this.#root = path.resolve(root)
    this.#realRoot = realPath(this.#root)
  }

  /** The real path of a file that the editor names; remembers the name, so that `shown` gives it back. */
  real(file: string): string {
    const real = realPath(file)
    this.#shown.set(real, path.resolve(file))
    return real
  }

  /** A real path as the editor names it. */
  shown(real: string): string {
    const known = this.#shown.get(real)
    if (known) return known
    return isBelow(real, this.#realRoot) ? path.join(this.#root, path.relative(this.#realRoot, real)) : real
  }

  /** A real path for people: relative to the workspace with `/`, absolute outside it. */
  display(real: string): string {
    const shown = this.shown(real)
    return isBelow(shown, this.#root) ? path.relative(this.#root, shown).replaceAll(path.sep, '/') : shown
  }

  get root(): string {
    return this.#root
  }

  get realRoot(): string {
    return this.#realRoot
  }

  /** In the workspace and not installed by a package manager. */
  isUsers(real: string): boolean {
    if (!isBelow(real, this.#realRoot)) return false
    return !path.relative(this.#realRoot, real).split(path.sep).includes('node_modules')
  }
}

/** Is `file` the folder or in it? */
function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file)
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative))
}
