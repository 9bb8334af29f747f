import nodeModule from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Instrument } from './instrument.ts'
import { addPlugin } from './vitePlugin.ts'

/** Marks the address of a module that stands before vite's own. */
const query = 'heatline-shadow'

/** Under which the shadow finds what adds the plugin. */
const adderSymbol = 'heatline.addPlugin'

/**
 * Gives every vite server and configuration that vitest makes one more plugin: vitest imports vite's `createServer` and `resolveConfig`,
 * and gets them from a module in between. Configuration on the command line would lose the projects of a workspace.
 */
export function hookVite(instrument: Instrument): void {
  Reflect.set(globalThis, Symbol.for(adderSymbol), (config: unknown) => addPlugin(config, instrument))
  nodeModule.registerHooks({
    resolve(specifier, context, nextResolve) {
      const resolved = nextResolve(specifier, context)
      if (specifier !== 'vite' || context.parentURL === undefined || !/[\\/]vitest[\\/]/.test(context.parentURL)) return resolved
      return { ...resolved, url: `${resolved.url}?${query}`, format: 'module' }
    },
    load(url, context, nextLoad) {
      if (!url.endsWith(`?${query}`)) return nextLoad(url, context)
      return { format: 'module', shortCircuit: true, source: shadowOf(url.slice(0, -query.length - 1)) }
    },
  })
}

/** vite's module with two of its functions replaced: what a module exports itself stands before what it passes on. */
function shadowOf(url: string): string {
  const vite = JSON.stringify(url.startsWith('file:') ? url : pathToFileURL(url).href)
  return `export * from ${vite}
import * as vite from ${vite}
const add = globalThis[Symbol.for(${JSON.stringify(adderSymbol)})]
export const createServer = (config) => vite.createServer(add(config))
export const resolveConfig = (config, ...rest) => vite.resolveConfig(add(config), ...rest)
`
}
