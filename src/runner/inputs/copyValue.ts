import { types } from 'node:util'
import { isSimple, obstacleTo } from './copyable.ts'

/** A copy, and what it had to share with the original because it cannot be copied, in words. */
export interface ValueCopy<T> {
  readonly value: T
  readonly shared: readonly string[]
}

/**
 * Copies a value with everything it refers to: prototypes, cycles, accessors, property attributes and the kinds of
 * arrays stay, so that a copy is as fast to work on as its original. Functions are shared. So are objects with state
 * that no other code can reach (private fields, promises, weak maps, what Node implements natively): `shared` names
 * them. Property values of a graph without accessors only are read, never user code run.
 *
 * Our own because the libraries at hand lose what matters here: `structuredClone` prototypes and functions, es-toolkit's
 * `cloneDeep` (1.53) a `Buffer`'s independence, a subclass of `Array` or `Map`, holes and accessors.
 * @param simple arrays and plain objects that are known to be plainly assigned; those of the copy are added. With the set of
 * the copy that it copies, a second copy looks at nothing twice.
 */
export function copyValue<T>(value: T, simple: Set<object> = new Set()): ValueCopy<T> {
  const copies = new Map<object, object>()
  const shared = new Set<string>()
  // Lists instead of recursion: a long linked list must not overflow the stack.
  const simpleOnes: object[] = []
  const others: object[] = []
  const copied = copy(value)
  for (let found = true; found;) {
    const plain = simpleOnes.pop()
    if (plain !== undefined) fillSimple(copies.get(plain) ?? plain, plain)
    const other = plain === undefined ? others.pop() : undefined
    if (other !== undefined) fill(copies.get(other) ?? other, other)
    found = plain !== undefined || other !== undefined
  }
  return { value: copied as T, shared: [...shared] }

  function copy(original: unknown): unknown {
    if (typeof original !== 'object' || original === null) return original
    const known = copies.get(original)
    if (known !== undefined) return known
    const made = simple.has(original) ? copySimple(original) : copyUnknown(original)
    copies.set(original, made)
    return made
  }

  function copyUnknown(original: object): object {
    const obstacle = obstacleTo(original)
    if (obstacle !== null) {
      shared.add(obstacle)
      return original
    }
    if (isSimple(original)) {
      const made = copySimple(original)
      simple.add(made)
      return made
    }
    others.push(original)
    return emptyCopy(original)
  }

  function copySimple(original: object): object {
    simpleOnes.push(original)
    // `slice` and spreading keep the kind of the elements and the shape.
    return Array.isArray(original) ? Array.prototype.slice.call(original) : { ...original }
  }

  /** `target` has the primitive items already. */
  function fillSimple(target: object, original: object): void {
    if (Array.isArray(original)) {
      for (let index = 0; index < original.length; index++) copyItem(target, index, original[index])
    } else {
      for (const key of Reflect.ownKeys(original)) copyItem(target, key, Reflect.get(original, key))
    }
  }

  function copyItem(target: object, key: PropertyKey, item: unknown): void {
    if (typeof item === 'object' && item !== null) Reflect.set(target, key, copy(item))
  }

  function fill(target: object, original: object): void {
    if (types.isMap(original)) {
      for (const [key, item] of Map.prototype.entries.call(original)) Map.prototype.set.call(target, copy(key), copy(item))
    } else if (types.isSet(original)) {
      for (const item of Set.prototype.values.call(original)) Set.prototype.add.call(target, copy(item))
    }
    if (!types.isTypedArray(original)) copyProperties(target, original)
    if (Object.isFrozen(original)) Object.freeze(target)
    else if (Object.isSealed(original)) Object.seal(target)
    else if (!Object.isExtensible(original)) Object.preventExtensions(target)
  }

  function copyProperties(target: object, original: object): void {
    for (const key of Reflect.ownKeys(original)) {
      const descriptor = Object.getOwnPropertyDescriptor(original, key)
      if (descriptor === undefined) continue
      if (!('value' in descriptor)) {
        Object.defineProperty(target, key, descriptor)
        continue
      }
      const item: unknown = copy(descriptor.value)
      const present = Object.getOwnPropertyDescriptor(target, key)
      if (present !== undefined && Object.is(present.value, item)) continue
      // Plain assignment keeps V8's fast shapes; `defineProperty` only where it says something else.
      const plain = descriptor.writable === true && descriptor.enumerable === true && descriptor.configurable === true
      if (plain && (present !== undefined || !(key in target))) Reflect.set(target, key, item)
      else Object.defineProperty(target, key, { ...descriptor, value: item })
    }
  }
}

/** A new object of the same kind, without its properties. */
function emptyCopy(original: object): object {
  const prototype: unknown = Object.getPrototypeOf(original)
  if (Array.isArray(original)) return withPrototype(withLength(original.length), prototype)
  if (types.isMap(original)) return withPrototype(new Map(), prototype)
  if (types.isSet(original)) return withPrototype(new Set(), prototype)
  if (types.isDate(original)) return withPrototype(new Date(Date.prototype.getTime.call(original)), prototype)
  if (types.isRegExp(original)) return withPrototype(new RegExp(original.source, original.flags), prototype)
  if (Buffer.isBuffer(original)) return withPrototype(Buffer.from(original), prototype)
  if (types.isTypedArray(original)) return withPrototype(original.slice(), prototype)
  if (types.isArrayBuffer(original)) return withPrototype(original.slice(0), prototype)
  if (types.isDataView(original)) return withPrototype(new DataView(original.buffer.slice(0), original.byteOffset, original.byteLength), prototype)
  if (types.isNativeError(original)) return withPrototype(new Error(), prototype)
  if (types.isBoxedPrimitive(original)) return withPrototype(Object(original.valueOf()) as object, prototype)
  return Object.create(prototype as object | null) as object
}

function withLength(length: number): unknown[] {
  const array: unknown[] = []
  array.length = length
  return array
}

function withPrototype(object: object, prototype: unknown): object {
  if (Object.getPrototypeOf(object) !== prototype) Object.setPrototypeOf(object, prototype as object | null)
  return object
}
