import nodeModule from 'node:module'

/** What every `require` comes down to. */
type Load = (this: unknown, specifier: string, ...rest: unknown[]) => unknown

const loadName = '_load'

/** Puts something else in place of what CommonJS modules with such specifiers export. `replace` is called once for each. */
export function replaceOnLoad(request: RegExp, replace: (loaded: unknown) => unknown): void {
  const load = Reflect.get(nodeModule, loadName) as Load
  const replaced = new Map<unknown, unknown>()
  const loadReplaced: Load = function loadReplaced(specifier, ...rest) {
    const loaded = load.call(this, specifier, ...rest)
    if (!request.test(specifier)) return loaded
    if (!replaced.has(loaded)) replaced.set(loaded, replace(loaded))
    return replaced.get(loaded)
  }
  Reflect.set(nodeModule, loadName, loadReplaced)
}
