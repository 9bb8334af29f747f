import type { CallExpression } from 'oxc-parser'
import { bare, isFunctionLike } from './syntaxNode.ts'
import type { FunctionLike } from './syntaxNode.ts'

/**
 * Calls that return "the same function, but ...". Only by their names can they be told from calls that take a callback
 * and return something else: `const f = debounce(() => ...)` binds a function, `const xs = ys.map(() => ...)` does not.
 */
const wrapperNames = new RegExp(
  '^(memo\\w*|forwardRef|observer|useCallback|useEvent|useEffectEvent|useMemoizedFn|' +
  'debounce\\w*|throttle\\w*|once|cache\\w*|unstable_cache|curry\\w*|promisify|callbackify|action|asyncHandler|catchAsync|' +
  'define\\w*Handler|define\\w*Middleware|eventHandler|with[A-Z]\\w*|wrap\\w*|server\\$?|component\\$|\\$)$')

/** A function inside the calls that wrap it. */
export interface WrappedFunction {
  readonly node: FunctionLike
  /** The outermost wrapper as written: `memo`, `React.forwardRef`. */
  readonly wrapper: string
  /** The wrapping calls, outermost first. */
  readonly calls: readonly CallExpression[]
}

/** The function that a call wraps, directly or through further wrappers; null where the call is no known wrapper. */
export function wrappedFunction(call: CallExpression, text: string): WrappedFunction | null {
  const calls: CallExpression[] = []
  let at = call
  for (;;) {
    if (!isWrapper(at)) return null
    calls.push(at)
    const [first] = at.arguments
    if (first === undefined || first.type === 'SpreadElement') return null
    const inner = bare(first)
    if (isFunctionLike(inner)) return { node: inner, wrapper: text.slice(call.callee.start, call.callee.end), calls }
    if (inner.type !== 'CallExpression') return null
    at = inner
  }
}

function isWrapper(call: CallExpression): boolean {
  const callee = bare(call.callee)
  if (callee.type === 'Identifier') return wrapperNames.test(callee.name)
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || callee.computed) return false
  // `_.debounce`, `React.memo`: a method of something that was itself called or built is another matter.
  return bare(callee.object).type === 'Identifier' && wrapperNames.test(callee.property.name)
}
