import { types } from 'node:util'
import { copyValue } from '../inputs/copyValue.ts'
import { canVary, repeatValues } from './repeatValues.ts'
import type { RepeatMode } from './repeatValues.ts'

/** A value that has a length, and others of its kind with another length. */
export interface Sizeable {
  /** For people: `an array of 3`. */
  readonly what: string
  readonly length: number
  /** Values beyond the given ones can be others than those. */
  readonly varies: boolean
  /** Cut, or repeated from its beginning: repeated objects are copies, repeated keys get names of their own. */
  readonly resized: (length: number, mode: RepeatMode) => unknown
}

/** The collection that a value is; null for anything else, and where there is nothing to repeat. */
export function sizeableCollection(value: unknown): Sizeable | null {
  if (typeof value !== 'object' || value === null) return null
  if (Array.isArray(value)) {
    const elements: readonly unknown[] = value
    if (elements.length === 0 || Object.getPrototypeOf(value) !== Array.prototype) return null
    return { what: `an array of ${elements.length}`, length: elements.length, varies: canVary(elements), resized: (length, mode) => repeatValues(elements, length, mode) }
  }
  if (types.isMap(value)) {
    const keys = repeatableKeys([...value.keys()])
    const values = [...value.values()]
    if (keys === null) return null
    return { what: `a Map of ${values.length}`, length: values.length, varies: canVary(values), resized: (length, mode) => new Map(repeatValues(values, length, mode).map((each, index) => [keys(index), each])) }
  }
  if (types.isSet(value)) {
    const keys = repeatableKeys([...value])
    if (keys === null) return null
    return { what: `a Set of ${value.size}`, length: value.size, varies: false, resized: (length) => new Set(Array.from({ length }, (_, index) => keys(index))) }
  }
  if (types.isTypedArray(value) && value.length > 0) return sizeableNumbers(value)
  return null
}

/** A string with something to repeat. One character is a separator, and stays. */
export function sizeableString(value: unknown): Sizeable | null {
  if (typeof value !== 'string' || value.length < 2) return null
  return { what: `a string of ${value.length}`, length: value.length, varies: false, resized: (length) => flat(value.repeat(Math.ceil(length / value.length)).slice(0, length)) }
}

function sizeableNumbers(value: NodeJS.TypedArray): Sizeable | null {
  const name = Buffer.isBuffer(value) ? 'Buffer' : value[Symbol.toStringTag]
  return {
    what: `a ${name} of ${value.length}`,
    length: value.length,
    varies: false,
    resized(length) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      const target = Buffer.alloc(length * value.BYTES_PER_ELEMENT, bytes)
      if (Buffer.isBuffer(value)) return target
      // Memory of its own: a Buffer's begins anywhere in a larger one.
      const memory = target.buffer.slice(target.byteOffset, target.byteOffset + target.byteLength)
      return Reflect.construct(value.constructor, [memory]) as unknown
    },
  }
}

function copyOf(element: unknown): unknown {
  return copyValue(element).value
}

/** As many different keys as are wanted, the given ones first; null where their kind has no more, or there is none. */
function repeatableKeys(keys: readonly unknown[]): ((index: number) => unknown) | null {
  const count = keys.length
  if (count === 0) return null
  const round = (index: number): number => Math.floor(index / count)
  if (keys.every((key) => typeof key === 'number')) {
    const [first = 0] = keys
    const step = keys.reduce((most, key) => Math.max(most, key), first) - keys.reduce((least, key) => Math.min(least, key), first) + 1
    return (index) => (keys[index % count] ?? 0) + round(index) * step
  }
  if (!keys.every((key) => typeof key === 'string' || (typeof key === 'object' && key !== null))) return null
  return (index) => {
    const key = keys[index % count]
    if (index < count) return key
    return typeof key === 'string' ? `${key} ${round(index)}` : copyOf(key)
  }
}

/** V8 keeps a repeated string as a tree of its parts, and makes it one piece of memory when it is first looked at; that belongs to no call. */
function flat(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
