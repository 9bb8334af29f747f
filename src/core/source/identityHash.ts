import { hashText } from './bodyHash.ts'
import type { SourceFunction } from './sourceFunction.ts'

/**
 * The hash of a function's parameters and body without its name, its own calls of itself included, and without indentation: equal
 * for a function that was moved or renamed, or made a method of a function, and is otherwise as it was.
 */
export function identityHash(text: string, { name, functionRange, bodyRange, isAsync, isGenerator }: Pick<SourceFunction, 'name' | 'functionRange' | 'bodyRange' | 'isAsync' | 'isGenerator'>): string {
  const head = text.slice(functionRange.start, bodyRange.start).replace(/^\s*(?:async\b\s*)?(?:function\b\s*)?(?:\*\s*)?[\w$\u0080-\uffff]*\s*(?=[(<])/u, '').replace(/=>\s*$/, '')
  const code = `${isAsync ? 'async' : ''}${isGenerator ? '*' : ''}${head.trim()}\n${text.slice(bodyRange.start, bodyRange.end)}`
  return hashText(withoutName(code, ownName(name)).replaceAll(/\n[ \t]+/g, '\n'))
}

/** `total` of `get Cart.total~2`. */
function ownName(name: string): string {
  return /([\w$\u0080-\uffff]+)(?:~\d+)?$/u.exec(name)?.[1] ?? ''
}

/** Only where it is called: a variable inside may well be called as the function is from now on. */
function withoutName(code: string, name: string): string {
  if (name === '') return code
  const escaped = name.replaceAll('$', String.raw`\$`)
  return code.replaceAll(new RegExp(`(?<![\\w$\\u0080-\\uffff])${escaped}(?=\\s*\\()`, 'gu'), '\u0000')
}
