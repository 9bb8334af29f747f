import type { Instrument } from './instrument.ts'
import { replaceOnLoad } from './replaceOnLoad.ts'

/** What jest's transformer gives back, as far as it concerns us. */
interface Transformed {
  readonly code: string
}

type Transform = (file: string, ...rest: unknown[]) => Transformed
type TransformAsync = (file: string, ...rest: unknown[]) => Promise<Transformed>

interface ScriptTransformer {
  transform: Transform
  transformAsync: TransformAsync
}

type CreateScriptTransformer = (...parameters: unknown[]) => Promise<ScriptTransformer>

/** Instruments what the user's transform has made, in every process that runs tests: before it, ts-jest would check the types. */
export function hookJest(instrument: Instrument): void {
  replaceOnLoad(/^@jest\/transform$/, (loaded) => {
    if (typeof loaded !== 'object' || loaded === null || !('createScriptTransformer' in loaded)) return loaded
    const create = loaded.createScriptTransformer as CreateScriptTransformer
    // Its exports cannot be assigned to.
    return Object.create(loaded, {
      createScriptTransformer: {
        enumerable: true,
        value: async (...parameters: unknown[]) => wrapTransformer(await create(...parameters), instrument),
      },
    }) as unknown
  })
}

function wrapTransformer(transformer: ScriptTransformer, instrument: Instrument): ScriptTransformer {
  const transform = transformer.transform.bind(transformer)
  const transformAsync = transformer.transformAsync.bind(transformer)
  const instrumented = (file: string, made: Transformed): Transformed => {
    const code = instrument.transform(file, made.code)
    return code === null ? made : { ...made, code }
  }
  transformer.transform = (file, ...rest) => instrumented(file, transform(file, ...rest))
  transformer.transformAsync = async (file, ...rest) => instrumented(file, await transformAsync(file, ...rest))
  return transformer
}
