import nodeModule from 'node:module'

interface Loader {
  _load(request: string, ...rest: unknown[]): unknown
}

/** Puts something else in place of what CommonJS modules with such specifiers export. `replace` is called once for each. */
export function replaceOnLoad(request: RegExp, replace: (loaded: unknown) => unknown): void {
  const loader = nodeModule as unknown as Loader
  const load = loader._load
  const replaced = new Map<unknown, unknown>()
  loader._load = function loadReplaced(this: unknown, specifier: string, ...rest: unknown[]) {
    const loaded = load.call(this as never, specifier, ...rest)
    if (!request.test(specifier)) return loaded
    if (!replaced.has(loaded)) replaced.set(loaded, replace(loaded))
    return replaced.get(loaded)
  }
}
