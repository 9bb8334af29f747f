import nodeModule from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Instrument } from './instrument.ts'

/** How Node compiles a CommonJS module; compilers of other languages hand it what they made. */
type Compile = (this: unknown, text: string, file: string, ...rest: unknown[]) => unknown

const compileName = '_compile'

/**
 * For what Node loads itself, node:test and mocha: ES modules through its load hook, CommonJS where it is compiled, which is
 * behind ts-node and its like.
 */
export function hookNode(instrument: Instrument): void {
  const { prototype } = nodeModule
  const compile = Reflect.get(prototype, compileName) as Compile
  const compileRecorded: Compile = function compileRecorded(text, file, ...rest) {
    return compile.call(this, instrument.transform(file, text) ?? text, file, ...rest)
  }
  Reflect.set(prototype, compileName, compileRecorded)
  nodeModule.registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      // CommonJS comes by above, compiled.
      if (!url.startsWith('file:') || !/^module(?:-typescript)?$/.test(loaded.format ?? '')) return loaded
      const source = loaded.source
      if (source === undefined || source === null) return loaded
      const text = typeof source === 'string' ? source : new TextDecoder().decode(source)
      const made = instrument.transform(fileURLToPath(url), text)
      return made === null ? loaded : { ...loaded, source: made }
    },
  })
}
