import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import { usesArguments } from '../../core/workloads/untypedCall.ts'

/** A function without parameters that looks at no arguments, whose receiver needs none either: a call without arguments is all there is to it. */
export function needsNothing(text: string, { parameters, bodyRange, kind, reach }: SourceFunction): boolean {
  return parameters.length === 0 && kind !== 'setter' && reach.kind !== 'nested' && (reach.kind !== 'instance' || reach.constructorRequires === 0)
    && !usesArguments(text.slice(bodyRange.start, bodyRange.end))
}
