/** A package that the profiled modules load. */
export interface LoadedPackage {
  /** As it is imported: `typescript`, `@scope/name`. */
  readonly name: string
  /** Milliseconds until it and all that it loads were there, in a process that had loaded those before it in the list. */
  readonly ms: number
}

/** Modules of packages and how long each took to load, in their order. */
export type LoadedModules = readonly { /** Absolute, as Node resolves it. */ readonly path: string; readonly ms: number }[]

/** By package, that which takes longest first. Modules that lie in none are left out. */
export function packagesOf(modules: LoadedModules): readonly LoadedPackage[] {
  const all = new Map<string, number>()
  for (const { path, ms } of modules) {
    const name = packageNameOf(path)
    if (name !== null) all.set(name, (all.get(name) ?? 0) + ms)
  }
  return Array.from(all, ([name, ms]) => ({ name, ms })).toSorted((a, b) => b.ms - a.ms)
}

/** `typescript` of `/x/node_modules/typescript/lib/typescript.js` */
function packageNameOf(path: string): string | null {
  return /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/u.exec(path)?.[1]?.replaceAll('\\', '/') ?? null
}
