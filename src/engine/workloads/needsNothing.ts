import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import { usesArguments } from '../../core/workloads/untypedCall.ts'
import { canRender } from '../inputs/canRender.ts'

/** Whether a call without arguments is all there is to a function: it has no parameters, looks at no arguments, and needs no receiver but `new Cart()`. */
export function needsNothing(file: string, text: string, fn: SourceFunction): boolean {
  const { parameters, bodyRange, kind, reach } = fn
  return parameters.length === 0 && kind !== 'setter' && (reach.kind !== 'instance' || reach.constructorRequires === 0)
    && !usesArguments(text.slice(bodyRange.start, bodyRange.end)) && !canRender(file, text, fn)
}
