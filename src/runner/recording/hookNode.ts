import nodeModule from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Instrument } from './instrument.ts'

/** Node's own module class, as far as hooks of compilers use it. */
interface ModuleClass {
  readonly prototype: { _compile(text: string, file: string, ...rest: unknown[]): unknown }
}

/**
 * For what Node loads itself, node:test and mocha: ES modules through its load hook, CommonJS where it is compiled, which is
 * behind ts-node and its like.
 */
export function hookNode(instrument: Instrument): void {
  const prototype = (nodeModule as unknown as ModuleClass).prototype
  const compile = prototype._compile
  prototype._compile = function compileRecorded(this: unknown, text: string, file: string, ...rest: unknown[]) {
    return compile.call(this as never, instrument.transform(file, text) ?? text, file, ...rest)
  }
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
