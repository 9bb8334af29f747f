import path from 'node:path'

/** Which modules of a package import which. Absolute paths. */
export interface ImportGraph {
  /** Modules that import a module, or those that do, so many steps far; nearest first, the module itself not among them. */
  importersOf(file: string, steps: number): readonly string[]
  importedBy(file: string): readonly string[]
}

const specifiers = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/gu
const typeImports = /\b(?:import|export)\s+type\b[^'"]*?from\s*(['"])[^'"\n]+\1/gu
const extensions = ['', '.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.mts', '.cts', '/index.ts', '/index.tsx', '/index.js', '/index.mjs']

/** Reads the graph off the texts: imports of types are left out, aliases are guessed by the end of the path. */
export function importGraph(texts: ReadonlyMap<string, string>): ImportGraph {
  const imports = new Map<string, readonly string[]>()
  const importers = new Map<string, string[]>()
  const byEnd = new Map<string, string>()
  for (const file of texts.keys()) for (const end of endsOf(file)) byEnd.set(end, file)
  for (const [file, text] of texts) {
    const found = new Set<string>()
    for (const [, , specifier = ''] of text.replace(typeImports, '').matchAll(specifiers)) {
      const imported = resolve(file, specifier)
      if (imported !== null && imported !== file) found.add(imported)
    }
    imports.set(file, [...found])
    for (const imported of found) importers.set(imported, [...importers.get(imported) ?? [], file])
  }
  return {
    importedBy: (file) => imports.get(file) ?? [],
    importersOf(file, steps) {
      const seen = new Set([file])
      let edge = [file]
      for (let step = 0; step < steps; step++) {
        edge = edge.flatMap((each) => importers.get(each) ?? []).filter((each) => !seen.has(each))
        for (const each of edge) seen.add(each)
      }
      seen.delete(file)
      return [...seen]
    },
  }

  function resolve(from: string, specifier: string): string | null {
    if (!specifier.startsWith('.')) return byEnd.get(withoutExtension(specifier.replace(/^[^/]*\//u, ''))) ?? null
    const base = path.resolve(path.dirname(from), specifier)
    for (const stem of [base, base.replace(/\.[cm]?jsx?$/u, '')]) {
      const found = extensions.map((extension) => stem + extension).find((name) => texts.has(name))
      if (found !== undefined) return found
    }
    return null
  }
}

/** The last two parts of a path: enough to tell what an alias means. */
function endsOf(file: string): readonly string[] {
  const stem = withoutExtension(file).replace(/\/index$/u, '')
  return [stem.split(path.sep).slice(-2).join('/'), stem.split(path.sep).slice(-3).join('/')]
}

function withoutExtension(name: string): string {
  return name.replace(/\.[cm]?[jt]sx?$/u, '')
}
