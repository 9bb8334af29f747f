import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { LoadingPass } from '../../protocol/runnerTask.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'

/** Loads modules one after the other, as the bundle would, and tells how long each took. One that throws is left out: the profile itself tells of it. */
export async function loadModules({ modules }: LoadingPass, bundlePath: string): Promise<void> {
  const began = now()
  const require = createRequire(bundlePath)
  const loaded: { readonly path: string; readonly ms: number }[] = []
  for (const path of modules) {
    const start = now()
    try {
      if (bundlePath.endsWith('.mjs')) await import(pathToFileURL(path).href)
      else require(path)
      loaded.push({ path, ms: now() - start })
    } catch {
      continue
    }
  }
  send({ kind: 'loading', modules: loaded, calls: 0, thrown: 0, measuringMs: now() - began })
}
