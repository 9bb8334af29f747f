/** What the parameters of a function are called, in their order, as far as its text tells: an empty name where one is taken apart. */
export function parameterNames(fn: object): readonly string[] {
  const text = Function.prototype.toString.call(fn)
  const list = /^(?:async\b\s*)?(?:function\b\s*)?\*?\s*[\w$]*\s*\(([^()]*)\)/u.exec(text)?.[1] ?? /^(?:async\s+)?([\w$]+)\s*=>/u.exec(text)?.[1] ?? ''
  return list.trim() === '' ? [] : list.replace(/\{[^{}]*\}|\[[^[\]]*\]/gu, '{}').split(',').map((each) => /^\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)/u.exec(each)?.[1] ?? '')
}
