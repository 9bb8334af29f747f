const toString = Function.prototype.toString

/** Properties that every function has. */
const usual = new Set<PropertyKey>(['length', 'name', 'prototype', 'arguments', 'caller'])

/** Only the language's own: merely to look at some of Node's globals makes Node load them. */
const globals = [
  'Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'BigInt', 'Symbol', 'Date', 'RegExp', 'Map', 'Set', 'Promise', 'Error', 'TypeError', 'RangeError', 'SyntaxError',
  'Uint8Array', 'Float64Array', 'parseInt', 'parseFloat', 'isNaN', 'isFinite', 'encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'decodeURI',
]
const owners = { Math, JSON, Object, Array, Number, String, Reflect }

/** Where built-in functions are found, by name; null for one that several places have. */
const builtInPaths = new Map<string, string | null>()
for (const [prefix, owner] of Object.entries(owners)) {
  for (const key of Object.getOwnPropertyNames(owner)) {
    const value: unknown = Object.getOwnPropertyDescriptor(owner, key)?.value
    if (typeof value === 'function') builtInPaths.set(value.name, builtInPaths.has(value.name) ? null : `${prefix}.${key}`)
  }
}
for (const name of globals) builtInPaths.set(name, name)

/** `Math.max` for a function of the language, of whichever realm; null for all others. */
export function builtInPathOf(value: object): string | null {
  if (typeof value !== 'function' || !toString.call(value).endsWith('{ [native code] }')) return null
  return builtInPaths.get(value.name) ?? null
}

export function isClass(value: object): boolean {
  return /^class\b/.test(toString.call(value))
}

/**
 * The text of a function that may need nothing from around it: no method, no class, without properties of its own. Whether names in it
 * are free, who reads the recording says. Null for others.
 */
export function expressionTextOf(value: object): string | null {
  if (Reflect.ownKeys(value).some((key) => !usual.has(key))) return null
  const text = toString.call(value)
  return /^(?:async\b\s*)?(?:function\b|\(|[\p{ID_Start}_$][\p{ID_Continue}$]*\s*=>)/u.test(text) && !text.endsWith('{ [native code] }') ? text : null
}
