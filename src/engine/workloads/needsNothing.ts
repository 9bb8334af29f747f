import type { SourceFunction } from '../../core/source/sourceFunction.ts'

/** A function without parameters, whose receiver needs none either: a call without arguments is all there is to it. */
export function needsNothing({ parameters, kind, reach }: SourceFunction): boolean {
  return parameters.length === 0 && kind !== 'setter' && reach.kind !== 'nested' && (reach.kind !== 'instance' || reach.constructorRequires === 0)
}
