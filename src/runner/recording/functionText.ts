const toString = Function.prototype.toString

/** Properties that every function has. */
const usual = new Set<PropertyKey>(['length', 'name', 'prototype', 'arguments', 'caller'])

/** Where built-in functions are found, by name; one that several places have is in none. */
const builtInPaths = new Map<string, string | null>()
for (const [prefix, owner] of Object.entries({ '': globalThis, Math, JSON, Object, Array, Number, String, Reflect })) {
  for (const key of Object.getOwnPropertyNames(owner)) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, key)
    const value: unknown = descriptor?.value
    // Other globals are read by accessors, and are loaded when they are.
    if (typeof value === 'function' && toString.call(value).endsWith('{ [native code] }')) builtInPaths.set(value.name, builtInPaths.has(value.name) && prefix !== '' ? null : prefix === '' ? key : `${prefix}.${key}`)
  }
}

/** `Math.max` for a function of the language, of whichever realm; null for all others. */
export function builtInPathOf(value: object): string | null {
  if (typeof value !== 'function' || !toString.call(value).endsWith('{ [native code] }')) return null
  return builtInPaths.get(value.name) ?? null
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
