import type { Argument, BindingPattern, CallExpression, TSType } from 'oxc-parser'
import { bare, isFunctionLike } from './syntaxNode.ts'
import type { FunctionLike } from './syntaxNode.ts'

/**
 * Calls that return "the same function, but ...". Only by their names can they be told from calls that take a callback
 * and return something else: `const f = debounce(() => ...)` binds a function, `const xs = ys.map(() => ...)` does not.
 */
const wrapperNames = new RegExp(
  '^(memo\\w*|forwardRef|observer|useCallback|useEvent|useEffectEvent|useMemoizedFn|' +
  'debounce\\w*|throttle\\w*|once|cache\\w*|unstable_cache|_?curry\\w*|promisify|callbackify|action|asyncHandler|catchAsync|' +
  'fn|fnUntraced|define\\w*Handler|define\\w*Middleware|eventHandler|with[A-Z]\\w*|wrap\\w*|server\\$?|component\\$|\\$)$')

/** A function inside the calls that wrap it. */
export interface WrappedFunction {
  readonly node: FunctionLike
  /** The outermost wrapper as written: `memo`, `React.forwardRef`. */
  readonly wrapper: string
  /** What the wrapping calls are given besides. */
  readonly others: readonly Argument[]
}

/** What speaks for a call's result being a function, where its name says nothing. */
export interface WrapperEvidence {
  /** What the result is bound to: `const add = anything(function add() {})` binds a function. */
  readonly access: string | null
  /** It is declared to be a function. */
  readonly isDeclared: boolean
}

/** The function that a call wraps, directly or through further wrappers; null where the call is no wrapper that one can tell. */
export function wrappedFunction(call: CallExpression, text: string, evidence: WrapperEvidence): WrappedFunction | null {
  const others: Argument[] = []
  let isKnown = true
  for (let at = call; ;) {
    isKnown &&= isWrapper(at)
    const argument = isKnown ? at.arguments[0] : at.arguments.findLast(isFunctionOrCall)
    if (argument === undefined || !isFunctionOrCall(argument)) return null
    others.push(...at.arguments.filter((each) => each !== argument))
    const inner = bare(argument)
    if (inner.type === 'CallExpression') at = inner
    else return isFunctionLike(inner) && (isKnown || isEvident(inner, at, evidence)) ? { node: inner, wrapper: text.slice(call.callee.start, call.callee.end), others } : null
  }
}

function isFunctionOrCall(argument: Argument): argument is Exclude<Argument, { type: 'SpreadElement' }> {
  if (argument.type === 'SpreadElement') return false
  const inner = bare(argument)
  return isFunctionLike(inner) || inner.type === 'CallExpression'
}

function isEvident({ id }: FunctionLike, { typeArguments }: CallExpression, { access, isDeclared }: WrapperEvidence): boolean {
  return access !== null && (isDeclared || (typeArguments?.params.some(isFunctionType) ?? false) || (id !== null && (access === id.name || access.endsWith(`.${id.name}`))))
}

/** Whether a variable's own type says that it holds a function. */
export function declaresFunction(pattern: BindingPattern): boolean {
  const type = pattern.type === 'Identifier' ? pattern.typeAnnotation?.typeAnnotation : undefined
  return type !== undefined && isFunctionType(type)
}

function isFunctionType(type: TSType): boolean {
  return type.type === 'TSFunctionType' || (type.type === 'TSTypeLiteral' && type.members.some((member) => member.type === 'TSCallSignatureDeclaration'))
}

function isWrapper(call: CallExpression): boolean {
  const called = bare(call.callee)
  // `Effect.fn('name')(function* () {})`
  const callee = called.type === 'CallExpression' ? bare(called.callee) : called
  if (callee.type === 'Identifier') return wrapperNames.test(callee.name)
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || callee.computed) return false
  // `_.debounce`, `React.memo`: a method of something that was itself called or built is another matter.
  return bare(callee.object).type === 'Identifier' && wrapperNames.test(callee.property.name)
}
