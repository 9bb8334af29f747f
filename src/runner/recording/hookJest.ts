import type { Instrument } from './instrument.ts'
import { replaceOnLoad } from './replaceOnLoad.ts'

/** What jest's transformer gives back, as far as it concerns us. */
interface Transformed {
  readonly code: string
}

/** One of jest's transformers, or what they have in common. Up to 26 they only work synchronously. */
interface ScriptTransformer {
  transform: (file: string, ...rest: unknown[]) => Transformed
  transformAsync?: (file: string, ...rest: unknown[]) => Promise<Transformed>
}

type CreateScriptTransformer = (...parameters: unknown[]) => Promise<ScriptTransformer>

/** Instruments what the user's transform has made, in every process that runs tests: before it, ts-jest would check the types. */
export function hookJest(instrument: Instrument): void {
  replaceOnLoad(/^@jest\/transform$/, (loaded) => {
    if (typeof loaded !== 'object' || loaded === null) return loaded
    if ('ScriptTransformer' in loaded && typeof loaded.ScriptTransformer === 'function') wrapTransformer(loaded.ScriptTransformer.prototype as ScriptTransformer, instrument)
    if (!('createScriptTransformer' in loaded)) return loaded
    const create = loaded.createScriptTransformer as CreateScriptTransformer
    // Its exports cannot be assigned to.
    return Object.create(loaded, {
      createScriptTransformer: {
        enumerable: true,
        value: async (...parameters: unknown[]) => {
          const transformer = await create(...parameters)
          wrapTransformer(transformer, instrument)
          return transformer
        },
      },
    }) as unknown
  })
}

function wrapTransformer(transformer: ScriptTransformer, instrument: Instrument): void {
  const { transform, transformAsync } = transformer
  const instrumented = (file: string, made: Transformed): Transformed => {
    const code = instrument.transform(file, made.code)
    return code === null ? made : { ...made, code }
  }
  transformer.transform = function transformRecorded(this: unknown, file, ...rest) {
    return instrumented(file, transform.call(this as never, file, ...rest))
  }
  if (transformAsync === undefined) return
  transformer.transformAsync = async function transformAsyncRecorded(this: unknown, file, ...rest) {
    return instrumented(file, await transformAsync.call(this as never, file, ...rest))
  }
}
