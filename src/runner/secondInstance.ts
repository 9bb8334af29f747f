import * as nodeModule from 'node:module'
import { fileURLToPath } from 'node:url'
import { send } from './channel.ts'

/**
 * Says when Node loads a file of its own that is in the bundle already: an external package imports the user's module
 * back and gets a second instance, with state and costs of its own.
 * @param bundledFiles absolute paths
 */
export function watchForSecondInstances(bundledFiles: readonly string[]): void {
  // Node 22.15 and later; older ones go without this warning.
  if (typeof nodeModule.registerHooks !== 'function') return
  const own = new Set(bundledFiles)
  nodeModule.registerHooks({
    load(url, context, nextLoad) {
      if (url.startsWith('file:')) {
        const path = fileURLToPath(url)
        if (own.delete(path)) send({ kind: 'warning', message: `${path} was loaded a second time by a package that imports it: that instance has its own state, and is not the one profiled.` })
      }
      return nextLoad(url, context)
    },
  })
}
