import { types } from 'node:util'

/** Whether an object is an array, or a plain object, with nothing but plainly assigned items: V8's own ways of copying will do. */
export function isSimple(object: object): boolean {
  if (!Object.isExtensible(object)) return false
  const prototype: unknown = Object.getPrototypeOf(object)
  if (Array.isArray(object)) {
    // Neither holes nor named properties, which would be the last keys; elements with accessors do not occur.
    const keys = prototype === Array.prototype ? Object.keys(object) : []
    return keys.length === object.length && (keys.at(-1) ?? '-1') === String(object.length - 1)
  }
  return prototype === Object.prototype && !types.isArgumentsObject(object) && hasOnlyPlainProperties(object)
}

/** Whether all of an object's own properties are what assignments make. */
export function hasOnlyPlainProperties(object: object): boolean {
  return Object.values(Object.getOwnPropertyDescriptors(object)).every((each) => 'value' in each && each.writable && each.enumerable && each.configurable)
}

/** What of an object cannot be copied, in words; null where all can. */
export function obstacleTo(object: object): string | null {
  if (types.isProxy(object)) return 'a proxy'
  const itsPrototype: unknown = Object.getPrototypeOf(object)
  if (itsPrototype === Object.prototype || itsPrototype === Array.prototype) return null
  if (types.isModuleNamespaceObject(object)) return 'a module'
  if (types.isPromise(object)) return 'a promise'
  if (types.isWeakMap(object) || types.isWeakSet(object)) return 'a weak collection'
  if (types.isGeneratorObject(object) || types.isMapIterator(object) || types.isSetIterator(object)) return 'an iterator'
  if (types.isExternal(object) || types.isSharedArrayBuffer(object)) return 'memory outside JavaScript'
  for (let prototype: unknown = Object.getPrototypeOf(object); typeof prototype === 'object' && prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    const maker: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value
    if (typeof maker !== 'function' || copyableMakers.has(maker)) continue
    const text = Function.prototype.toString.call(maker)
    if (text.includes('[native code]')) return `a native ${maker.name}`
    if (/\.#[\p{ID_Start}_$]/u.test(text)) return `the private fields of ${maker.name}`
  }
  return null
}

const typedArray: unknown = Object.getPrototypeOf(Uint8Array)
const copyableMakers = new Set<unknown>([
  Object, Array, Map, Set, Date, RegExp, ArrayBuffer, DataView, Buffer, typedArray,
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array,
  Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError,
  Number, String, Boolean, Symbol, BigInt,
])
