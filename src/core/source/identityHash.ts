import { hashText } from './bodyHash.ts'
import type { SourceFunction } from './sourceFunction.ts'

/** The keyword and the name before a function's parameters. */
const beforeParameters = /^(?:async\b\s*)?(?:function\b\s*\*?\s*(?:[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*)?\s*)?/u

/**
 * The hash of a function's parameters and body without its name: by it a function is known again that was moved or renamed. One that calls itself
 * by its name is not, when that changes. Line endings do not count.
 */
export function identityHash(text: string, { functionRange, bodyRange, isAsync, isGenerator }: Pick<SourceFunction, 'functionRange' | 'bodyRange' | 'isAsync' | 'isGenerator'>): string {
  const parameters = text.slice(functionRange.start, bodyRange.start).replace(beforeParameters, '').trim()
  return hashText(`${isAsync ? 'async' : ''}${isGenerator ? '*' : ''}\n${parameters}\n${text.slice(bodyRange.start, functionRange.end)}`)
}
