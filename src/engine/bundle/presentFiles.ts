import { readdirSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'

/** The order in which esbuild tries them where a specifier has none. */
export const resolvedExtensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.node']

/** What a specifier with the extension of what TypeScript is compiled to may mean. */
const sourceExtensions: Readonly<Record<string, readonly string[]>> = { '.js': ['.ts', '.tsx'], '.jsx': ['.ts', '.tsx'], '.mjs': ['.mts'], '.cjs': ['.cts'] }

/**
 * The files that there are for a bundle: those on disk, those that only have a text yet or no longer, and not those that are to be taken as not
 * there. All paths are real.
 */
export class PresentFiles {
  /** Files that are not on disk. */
  readonly #lost = new Set<string>()
  /** The folders of those. */
  readonly #lostFolders = new Set<string>()
  readonly #hidden: ReadonlySet<string>
  /** What specifiers that may mean one of these files come to: the path with and without extension, the folder of an index. */
  readonly #concerned = new Set<string>()

  constructor(texts: ReadonlyMap<string, string>, hidden: ReadonlySet<string>) {
    this.#hidden = hidden
    for (const file of texts.keys()) if (!hidden.has(file) && !isFile(file)) this.#lost.add(file)
    for (const file of this.#lost) for (let folder = path.dirname(file); !this.#lostFolders.has(folder) && folder !== path.dirname(folder); folder = path.dirname(folder)) this.#lostFolders.add(folder)
    for (const file of [...this.#lost, ...hidden]) {
      const stem = withoutExtension(file)
      this.#concerned.add(file).add(stem)
      if (path.basename(stem) === 'index') this.#concerned.add(path.dirname(file))
    }
  }

  /** They are those on disk. */
  get isPlain(): boolean {
    return this.#lost.size === 0 && this.#hidden.size === 0
  }

  has(file: string): boolean {
    return this.#lost.has(file) || (!this.#hidden.has(file) && isFile(file))
  }

  isHidden(file: string): boolean {
    return this.#hidden.has(file)
  }

  /** Whether a path as a specifier has it, with an extension or without, may mean one thing here and another on disk. */
  concerns(named: string): boolean {
    return this.#concerned.has(named) || this.#concerned.has(withoutExtension(named))
  }

  /** The file that such a path means; null where it means none, or only a package.json tells. @param isFolder it ends in a slash */
  fileOf(named: string, isFolder: boolean): string | null {
    const extension = path.extname(named)
    const files = isFolder ? [] : [
      named,
      ...resolvedExtensions.map((each) => named + each),
      ...(sourceExtensions[extension] ?? []).map((each) => named.slice(0, -extension.length) + each),
    ]
    const found = [...files, ...resolvedExtensions.map((each) => path.join(named, `index${each}`))].find((file) => this.has(file)) ?? null
    return found === null || this.#lost.has(found) ? found : realpathSync.native(found)
  }

  /** The nearest folder of a file that is on disk: from a lost one esbuild would find no package. */
  folderOf(file: string): string {
    let folder = path.dirname(file)
    while (this.#lostFolders.has(folder) && !isDirectory(folder)) folder = path.dirname(folder)
    return folder
  }

  /** The names of the files and folders in a folder; empty where it is none. */
  namesIn(folder: string): readonly string[] {
    const onDisk = entriesOf(folder)
    if (this.isPlain) return onDisk
    const lost = [...this.#lost, ...this.#lostFolders].filter((each) => path.dirname(each) === folder).map((each) => path.basename(each))
    return [...new Set([...onDisk.filter((name) => !this.#hidden.has(path.join(folder, name))), ...lost])]
  }

  isFolder(folder: string): boolean {
    return this.#lostFolders.has(folder) || isDirectory(folder)
  }
}

function withoutExtension(file: string): string {
  return file.slice(0, file.length - path.extname(file).length)
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
}

function isDirectory(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false
}
