import type { Instrument } from './instrument.ts'

/** Of vite's and vitest's plugin interfaces, what is used here. */
interface Plugin {
  readonly name: string
  readonly enforce: 'pre'
  transform(code: string, id: string): { readonly code: string; readonly map: null } | null
  /** vitest 3.1 and later. */
  configureVitest(context: VitestContext): void
}

type KeyGenerator = (about: { readonly id: string }) => false | undefined

interface VitestContext {
  readonly defineCacheKeyGenerator?: (generator: KeyGenerator) => void
  readonly experimental_defineCacheKeyGenerator?: (generator: KeyGenerator) => void
}

/** An inline configuration of vite's with the plugin that instruments the modules of the workspace, before all others. */
export function addPlugin(config: unknown, instrument: Instrument): unknown {
  const given = typeof config === 'object' && config !== null ? config : {}
  const plugins: unknown = 'plugins' in given ? given.plugins : null
  return { ...given, plugins: [...(Array.isArray(plugins) ? plugins as unknown[] : []), makePlugin(instrument)] }
}

function makePlugin(instrument: Instrument): Plugin {
  return {
    // vitest 5 caches what plugins made, by their names.
    name: `heatline-recording ${instrument.version}`,
    // As it is written: nothing has to be parsed anew.
    enforce: 'pre',
    transform(code, id) {
      const file = fileOf(id)
      const made = /\.[cm]?[jt]sx?$/.test(file) && !id.includes('\0') ? instrument.transform(file, code) : null
      return made === null ? null : { code: made, map: null }
    },
    configureVitest(context) {
      // The function's own module is made anew: another one's calls were recorded the last time.
      const define = context.defineCacheKeyGenerator ?? context.experimental_defineCacheKeyGenerator
      define?.(({ id }) => (instrument.isTarget(fileOf(id)) ? false : undefined))
    },
  }
}

/** A module's id without its query. */
function fileOf(id: string): string {
  return id.replace(/[?#].*$/, '')
}
