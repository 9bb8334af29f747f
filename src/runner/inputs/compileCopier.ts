import { isDeepStrictEqual, types } from 'node:util'
import { hasOnlyPlainProperties, isSimple, obstacleTo } from './copyable.ts'

const mostObjects = 300
const mostItems = 3000

/**
 * A function that copies a value as `copyValue` does, written for it: finding out anew what each object is costs 20 times as
 * much, and so many samples less are of the call that gets the copy. Null for a value that is large, or holds what needs
 * more care than plain data, instances of classes, maps and sets.
 * @param value does not change from now on
 */
export function compileCopier<T>(value: T): (() => T) | null {
  const graph = readGraph(value)
  if (graph === null) return null
  const { objects, made, links } = graph
  try {
    // oxlint-disable-next-line typescript/no-implied-eval -- The text holds names that this file writes, and property keys as JSON.
    const make = new Function('o', 'k', 'slice', 'freeze', 'Map', 'Set', `${made.join('\n')}\nreturn () => {\n${links.join('\n')}\nreturn a0\n}`) as Maker<T>
    const copy = make(objects, graph.keys, (array) => Array.prototype.slice.call(array), Object.freeze, Map, Set)
    return isDeepStrictEqual(copy(), value) ? copy : null
  } catch {
    // Code from text can be forbidden; and what a user's class does with its name is not ours to know.
    return null
  }
}

type Maker<T> = (objects: readonly object[], keys: readonly unknown[], slice: (array: readonly unknown[]) => unknown[], freeze: (object: object) => object, map: MapConstructor, set: SetConstructor) => () => T

/** A value's objects, and the statements that copy them. */
interface Graph {
  readonly objects: readonly object[]
  /** What the statements cannot spell: symbols, and the primitive items of maps and sets. */
  readonly keys: readonly unknown[]
  /** Run once. */
  readonly made: readonly string[]
  /** Run for each copy: first all objects, then what refers to one of them, then what is to be frozen. */
  readonly links: readonly string[]
}

function readGraph(value: unknown): Graph | null {
  if (typeof value !== 'object' || value === null) return null
  const objects: object[] = []
  const numbers = new Map<object, number>()
  const keys: unknown[] = []
  const made: string[] = []
  const creations: string[] = []
  const links: string[] = []
  const ends: string[] = []

  const spell = (key: unknown): string => {
    if (typeof key === 'string') return JSON.stringify(key)
    return `k[${keys.push(key) - 1}]`
  }
  /** The copy of an item, or the item itself where nothing of it is copied. */
  const copyOf = (item: unknown): string | null => {
    if (typeof item !== 'object' || item === null || obstacleTo(item) !== null) return null
    const known = numbers.get(item)
    if (known !== undefined) return `a${known}`
    numbers.set(item, objects.length)
    return `a${objects.push(item) - 1}`
  }

  if (copyOf(value) === null) return null
  // The list grows while it is read.
  for (let number = 0; number < objects.length; number++) {
    const object = objects[number]
    if (object === undefined || objects.length > mostObjects || links.length > mostItems) return null
    const creation = creationOf(object, number, made)
    if (creation === null) return null
    creations.push(`const a${number} = ${creation}`)
    if (Object.isFrozen(object)) ends.push(`freeze(a${number})`)
    if (types.isMap(object)) {
      for (const [key, item] of Map.prototype.entries.call(object)) links.push(`a${number}.set(${copyOf(key) ?? spell(key)}, ${copyOf(item) ?? spell(item)})`)
    } else if (types.isSet(object)) {
      for (const item of Set.prototype.values.call(object)) links.push(`a${number}.add(${copyOf(item) ?? spell(item)})`)
    }
    for (const key of Reflect.ownKeys(object)) {
      if (key === '__proto__') return null
      const item = copyOf(Reflect.get(object, key))
      if (item !== null) links.push(`a${number}[${spell(key)}] = ${item}`)
    }
  }
  return { objects, keys, made, links: [...creations, ...links, ...ends] }
}

/** An expression that makes a copy of one object, what it refers to not copied; null where that takes more. */
function creationOf(object: object, number: number, made: string[]): string | null {
  if (isSimple(object) || isFrozenSimple(object)) return Array.isArray(object) ? `slice(o[${number}])` : `{ ...o[${number}] }`
  const prototype: unknown = Object.getPrototypeOf(object)
  if (prototype === Map.prototype) return Reflect.ownKeys(object).length === 0 ? 'new Map()' : null
  if (prototype === Set.prototype) return Reflect.ownKeys(object).length === 0 ? 'new Set()' : null
  if (typeof prototype !== 'object' || prototype === null || !isPlainInstance(object, prototype)) return null
  // Objects of a constructor hold their properties inside, as the original does; those of `Object.create` only four.
  const fields = Object.keys(object).map((key) => `this[${JSON.stringify(key)}] = o[${number}][${JSON.stringify(key)}]`)
  made.push(`function C${number}() { ${fields.join('; ')} }`, `C${number}.prototype = Object.getPrototypeOf(o[${number}])`)
  return `new C${number}()`
}

/** A plain object, or an array without holes, that is simple but for being frozen; an empty one that may not grow counts. */
function isFrozenSimple(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object)
  if (!Object.isFrozen(object) || (prototype !== Object.prototype && prototype !== Array.prototype) || types.isArgumentsObject(object)) return false
  const { length: _length, ...items } = Object.getOwnPropertyDescriptors(object)
  const own = Array.isArray(object) ? Object.values(items) : Object.values(Object.getOwnPropertyDescriptors(object))
  return own.every((each) => 'value' in each && each.enumerable) && (!Array.isArray(object) || Object.keys(object).length === object.length)
}

/** An instance of a user's class that is no more than its properties, none of which its prototypes would hinder to set. */
function isPlainInstance(object: object, prototype: object): boolean {
  return Object.isExtensible(object) && !Array.isArray(object) && !types.isArgumentsObject(object) && !isBuiltIn(object)
    && hasOnlyPlainProperties(object) && Reflect.ownKeys(object).every((key) => typeof key === 'string' && !(key in prototype))
}

function isBuiltIn(object: object): boolean {
  return types.isMap(object) || types.isSet(object) || types.isDate(object) || types.isRegExp(object) || types.isNativeError(object)
    || types.isBoxedPrimitive(object) || types.isArrayBufferView(object) || types.isAnyArrayBuffer(object)
}
