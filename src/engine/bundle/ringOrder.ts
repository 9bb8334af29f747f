import type { Metafile } from 'esbuild'

/** Modules that a module imports when it is loaded. Absolute paths. */
export type LoadedBy = (file: string) => readonly string[]

/** Which modules of a bundle import which. @param absolute of the paths that esbuild writes */
export function loadedBy(inputs: Metafile['inputs'], absolute: (file: string) => string): LoadedBy {
  const all = new Map(Object.entries(inputs).map(([file, { imports }]) => [absolute(file), imports.flatMap((each) => (each.external === true || each.kind === 'dynamic-import' ? [] : [absolute(each.path)]))]))
  return (file) => all.get(file) ?? []
}

/** The modules that import a module and are imported by it, directly or through others, itself among them. */
export function ringOf(file: string, loads: LoadedBy): ReadonlySet<string> {
  const reached = reachedFrom(file, loads)
  const importers = new Map<string, string[]>()
  for (const from of reached) for (const to of loads(from)) importers.set(to, [...importers.get(to) ?? [], from])
  const reaching = reachedFrom(file, (each) => importers.get(each) ?? [])
  return new Set([file, ...[...reached].filter((each) => reaching.has(each))])
}

/**
 * Of a ring the module that the package's own program comes to first: a class of a ring cannot be extended before the module that declares
 * it has run, so that loading another one first fails where the program does not. Null where nothing outside of the ring imports it.
 * @param files the package's modules
 */
export function firstOfRing(ring: ReadonlySet<string>, files: readonly string[], loads: LoadedBy): string | null {
  const imported = new Set(files.flatMap((file) => loads(file)))
  // What nobody imports is where a program begins; a package's index before its scripts.
  const beginnings = files.filter((file) => !imported.has(file) && !ring.has(file)).toSorted((a, b) => Number(isIndex(b)) - Number(isIndex(a)) || a.length - b.length)
  for (const beginning of beginnings) {
    const first = firstReached(beginning, ring, loads)
    if (first !== null) return first
  }
  return null
}

function isIndex(file: string): boolean {
  return /[\\/](?:index|main)\.[cm]?[jt]sx?$/u.test(file)
}

/** In the order in which modules are entered. */
function firstReached(from: string, ring: ReadonlySet<string>, loads: LoadedBy): string | null {
  const seen = new Set<string>()
  const waiting = [from]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (ring.has(file)) return file
    if (seen.has(file)) continue
    seen.add(file)
    waiting.push(...loads(file).toReversed())
  }
  return null
}

function reachedFrom(file: string, loads: LoadedBy): ReadonlySet<string> {
  const seen = new Set<string>()
  const waiting = [...loads(file)]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    waiting.push(...loads(next))
  }
  return seen
}
