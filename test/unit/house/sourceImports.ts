import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'oxc-parser'
import { projectRoot } from '../../../scripts/cache.mjs'

/** One import of a file below `src/`. */
export interface SourceImport {
  /** The importing file, relative to `src/`, with `/`. */
  readonly from: string
  /** The imported file relative to `src/`, or a package's or built-in module's specifier. */
  readonly to: string
  /** `to` is a file. */
  readonly isFile: boolean
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean
  /** An `import()`: it loads when that is reached. */
  readonly isLate: boolean
}

/** The source files below `src/`, relative to it, with `/`. */
export function sourceFiles(): readonly string[] {
  return readdirSync(path.join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?tsx?$/.test(name))
    .map((name) => name.split(path.sep).join('/'))
    .toSorted()
}

/** The text of a file below `src/`. */
export function sourceText(file: string): string {
  return readFileSync(path.join(projectRoot, 'src', file), 'utf8')
}

/** Every import, re-export and `import()` of a text, as written in `file`. */
export function importsOf(file: string, text: string): readonly SourceImport[] {
  const { module, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message}`)
  const found = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
      isLate: false,
    })),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest, isType }) => (
      moduleRequest === null || moduleRequest === undefined ? [] : [{ specifier: moduleRequest.value, typeOnly: isType, isLate: false }]
    ))),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      specifier: literal(text.slice(moduleRequest.start, moduleRequest.end)),
      typeOnly: false,
      isLate: true,
    })),
  ]
  return found.map(({ specifier, typeOnly, isLate }) => {
    const isFile = specifier.startsWith('.')
    return { from: file, to: isFile ? path.posix.join(path.posix.dirname(file), specifier) : specifier, isFile, typeOnly, isLate }
  })
}

/** What `import('x')` names; a computed one cannot be checked and counts as a package named by its code. */
function literal(code: string): string {
  return /^(['"])(.*)\1$/.exec(code)?.[2] ?? code
}
