import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import { takesThis, usesArguments } from '../../core/source/ownText.ts'

/** A function without parameters that looks at no arguments and is called on nothing, whose receiver needs none either: a call without arguments is all there is to it. */
export function needsNothing(file: string, text: string, fn: SourceFunction): boolean {
  const { parameters, kind, reach } = fn
  return parameters.length === 0 && kind !== 'setter' && reach.kind !== 'nested' && (reach.kind !== 'instance' || reach.constructorRequires === 0)
    && !usesArguments(text, file, fn) && !takesThis(text, file, fn)
}
