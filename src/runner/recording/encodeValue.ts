import { types } from 'node:util'
import type { RecordedItem, RecordedPayload, RecordedReference, RecordedShape, RecordedValue } from '../../protocol/recordingLog.ts'
import { describeObject } from './describeObject.ts'
import type { ObjectDescription } from './describeObject.ts'
import { builtInPathOf, expressionTextOf, isClass } from './functionText.ts'
import { isSecretKey, placeholderOf } from './secrets.ts'

/** What encoding needs to know of the program. */
export interface EncodingOptions {
  /** The class or function of the workspace that a value is, if it is one. */
  readonly referenceOf: (value: object) => RecordedReference | null
  /** About so many bytes at most. */
  readonly mostBytes: number
  /** For a digest: what cannot be made again is told by its kind instead of being an obstacle, and secrets are left in. */
  readonly isLoose: boolean
  /** Per item of the root, an array, whether it is a secret. */
  readonly secret?: readonly boolean[]
}

/** A value that was encoded, or why it cannot be made again: completes "because of ...". */
export type Encoded =
  | { readonly kind: 'encoded'; readonly value: RecordedValue; readonly bytes: number; readonly redacted: boolean }
  | { readonly kind: 'obstacle'; readonly reason: string }

/** An object that is waiting to be looked into, below how many secret keys. */
interface Waiting {
  readonly object: object
  readonly index: number
  readonly isSecret: boolean
}

const { getOwnPropertyDescriptor } = Object

/** Rough sizes, in bytes. */
const nodeBytes = 32
const itemBytes = 8

type Node = RecordedValue['nodes'][number]

const noKeys: readonly string[] = []
const noItems: readonly RecordedItem[] = []

class Obstacle extends Error {}

/**
 * Takes a value apart with everything that it refers to: cycles, classes of the workspace, functions that stand in a module or
 * need nothing from around them. None of the program's code runs: neither accessors nor a proxy's traps. With a list instead of
 * recursion, for a long linked list must not overflow the stack of the test.
 */
export function encodeValue(root: unknown, options: EncodingOptions): Encoded {
  try {
    return new Encoder(options).encode(root)
  } catch (error) {
    if (error instanceof Obstacle) return { kind: 'obstacle', reason: error.message }
    // A revoked proxy in a prototype chain, or whatever else an exotic object does when it is merely looked at.
    return { kind: 'obstacle', reason: 'an object that cannot be looked at' }
  }
}

class Encoder {
  readonly #options: EncodingOptions
  readonly #indices = new Map<unknown, number>()
  readonly #nodes: Node[] = []
  readonly #shapes: RecordedShape[] = []
  readonly #shapeIndices = new Map<string, number>()
  readonly #references: RecordedReference[] = []
  readonly #referenceIndices = new Map<string, number>()
  readonly #waiting: Waiting[] = []
  readonly #makers = new Map<object, number>()
  #lastShape = 0
  #root: unknown = null
  #bytes = 0
  #redacted = false

  constructor(options: EncodingOptions) {
    this.#options = options
  }

  encode(value: unknown): Encoded {
    this.#root = value
    const root = this.#item(value, false)
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) this.#nodes[next.index] = this.#node(next)
    return { kind: 'encoded', value: { root, shapes: this.#shapes, nodes: this.#nodes, references: this.#references }, bytes: this.#bytes, redacted: this.#redacted }
  }

  #item(value: unknown, isSecret: boolean): RecordedItem {
    switch (typeof value) {
      case 'string':
        this.#count(value.length)
        if (!isSecret || this.#options.isLoose) return value
        this.#redacted = true
        return placeholderOf(value)
      case 'object':
        if (value === null) return null
        break
      case 'function':
      case 'symbol':
        break
      default:
        this.#bytes += itemBytes
        return value as Exclude<RecordedItem, readonly [number]>
    }
    const known = this.#indices.get(value)
    if (known !== undefined) return [known]
    const index = this.#nodes.length
    this.#indices.set(value, index)
    this.#count(nodeBytes)
    if (typeof value === 'object') {
      this.#nodes.push([0, null, noItems])
      this.#waiting.push({ object: value, index, isSecret })
    } else {
      this.#nodes.push(typeof value === 'symbol' ? this.#symbol(value) : this.#function(value))
    }
    return [index]
  }

  #count(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes > this.#options.mostBytes) throw new Obstacle(`inputs of more than ${Math.round(this.#options.mostBytes / 1_000_000)} MB`)
  }

  #refuse(reason: string): Node {
    if (!this.#options.isLoose) throw new Obstacle(reason)
    return this.#leaf('other', null)
  }

  #symbol(value: symbol): Node {
    const registered = Symbol.keyFor(value)
    if (registered !== undefined) return this.#leaf('registeredSymbol', registered)
    const name = /^Symbol\(Symbol\.(\w+)\)$/.exec(value.toString())?.[1]
    if (name !== undefined && Reflect.get(Symbol, name) === value) return this.#leaf('wellKnownSymbol', name)
    return this.#refuse(`the symbol ${value.toString()}`)
  }

  #function(value: object): Node {
    const reference = this.#options.isLoose ? null : this.#options.referenceOf(value)
    if (reference !== null) return this.#leaf('reference', null, this.#reference(reference))
    if (this.#options.isLoose) return this.#leaf('function', null)
    if (types.isProxy(value) || typeof value !== 'function') return this.#refuse('a proxy of a function')
    const builtIn = builtInPathOf(value)
    if (builtIn !== null) return this.#leaf('builtIn', builtIn)
    const text = expressionTextOf(value)
    if (text !== null) {
      this.#count(text.length)
      return this.#leaf('functionText', text)
    }
    const name = value.name === '' ? '' : ` \`${value.name}\``
    return this.#refuse(isClass(value) ? `the class${name}, which no module of the workspace declares` : `the function${name}, which has properties of its own, as mocks have`)
  }

  #reference(reference: RecordedReference): number {
    const key = `${reference.file}\0${reference.name}`
    const known = this.#referenceIndices.get(key)
    if (known !== undefined) return known
    const index = this.#references.length
    this.#references.push(reference)
    this.#referenceIndices.set(key, index)
    return index
  }

  #node({ object, isSecret }: Waiting): Node {
    const described = describeObject(object)
    if ('obstacle' in described) return this.#refuse(described.obstacle)
    const reference = this.#classOf(described)
    const isPacked = described.kind === 'array' && Array.isArray(object) && this.#isPacked(object)
    const kind = isPacked ? 'packed' : described.kind
    const payload = kind === 'object' ? null : this.#payload(object, kind, isSecret)
    const keys: (string | readonly [number])[] = []
    const values: RecordedItem[] = []
    const attributes: number[] = []
    let arePlain = true
    for (const key of ownKeys(object, kind)) {
      const descriptor = getOwnPropertyDescriptor(object, key)
      if (descriptor === undefined) continue
      if (!('value' in descriptor)) {
        this.#refuse(`a getter (\`${String(key)}\`)`)
        continue
      }
      keys.push(this.#key(key))
      values.push(this.#item(descriptor.value, isSecret || isSecretKey(key, descriptor.value)))
      const flags = (descriptor.writable === true ? 1 : 0) | (descriptor.enumerable === true ? 2 : 0) | (descriptor.configurable === true ? 4 : 0)
      if (flags !== 7) arePlain = false
      attributes.push(flags)
    }
    return [this.#shape({
      kind, keys,
      reference,
      attributes: arePlain ? null : attributes,
      state: Object.isExtensible(object) ? 'extensible' : Object.isFrozen(object) ? 'frozen' : Object.isSealed(object) ? 'sealed' : 'closed',
    }), payload, values]
  }

  /** The number of an instance's class; a digest goes without, for bundlers rename classes. */
  #classOf({ maker, hides }: Extract<ObjectDescription, { readonly kind: string }>): number | null {
    if (maker === null || this.#options.isLoose) return null
    if (hides !== null) throw new Obstacle(hides)
    const known = this.#makers.get(maker)
    if (known !== undefined) return known
    const reference = this.#options.referenceOf(maker)
    if (reference === null) throw new Obstacle(`an instance of ${maker.name === '' ? 'a class without a name' : maker.name}, which is no class that a module of the workspace declares`)
    const index = this.#reference(reference)
    this.#makers.set(maker, index)
    return index
  }

  #shape(shape: RecordedShape): number {
    const { kind, reference, keys, attributes, state } = shape
    const last = this.#shapes[this.#lastShape]
    if (last !== undefined && attributes === null && last.attributes === null && last.kind === kind && last.reference === reference && last.state === state
      && last.keys.length === keys.length && keys.every((each, index) => each === last.keys[index])) return this.#lastShape
    const index = this.#newShape(shape)
    this.#lastShape = index
    return index
  }

  #newShape(shape: RecordedShape): number {
    const { kind, reference, keys, attributes, state } = shape
    const key = `${kind}\0${reference ?? ''}\0${state}\0${keys.join('\0')}\0${attributes?.join() ?? ''}`
    const known = this.#shapeIndices.get(key)
    if (known !== undefined) return known
    this.#shapeIndices.set(key, this.#shapes.length)
    return this.#shapes.push(shape) - 1
  }

  #leaf(kind: string, payload: RecordedPayload, reference: number | null = null): Node {
    return [this.#shape({ kind, reference, keys: noKeys, attributes: null, state: 'extensible' }), payload, noItems]
  }

  /** Neither holes nor named properties: the last key would be one. Elements with accessors do not occur. */
  #isPacked(array: readonly unknown[]): boolean {
    this.#count(array.length * itemBytes)
    const keys = Object.keys(array)
    return keys.length === array.length && (keys.at(-1) ?? '-1') === String(array.length - 1)
  }

  #key(key: string | symbol): string | readonly [number] {
    if (typeof key === 'string') {
      this.#count(itemBytes)
      return key
    }
    const item = this.#item(key, false)
    return Array.isArray(item) ? [item[0]] : ''
  }

  #payload(object: object, kind: string, isSecret: boolean): RecordedPayload {
    if (kind === 'map' && types.isMap(object)) {
      return [...Map.prototype.entries.call(object)].flatMap(([key, item]) => [this.#item(key, isSecret), this.#item(item, isSecret || isSecretKey(key, item))])
    }
    if (kind === 'set' && types.isSet(object)) return [...Set.prototype.values.call(object)].map((item) => this.#item(item, isSecret))
    if (kind === 'array' && Array.isArray(object)) return object.length
    if (kind === 'packed' && Array.isArray(object)) {
      // Not `map`: that makes an instance of a subclass by its constructor.
      const isSecretAt = object === this.#root ? this.#options.secret : undefined
      const items: RecordedItem[] = []
      for (let index = 0; index < object.length; index++) items.push(this.#item(object[index], isSecret || isSecretAt?.[index] === true || (index === 1 && isSecretPair(object))))
      return items
    }
    if (kind === 'date' && types.isDate(object)) return Date.prototype.getTime.call(object)
    if (kind === 'regExp') return `/${Reflect.get(RegExp.prototype, 'source', object)}/${Reflect.get(RegExp.prototype, 'flags', object)}`
    if (kind === 'url') return Reflect.get(URL.prototype, 'href', object)
    if (types.isBoxedPrimitive(object)) return [this.#item(primitiveOf(object), isSecret)]
    if (types.isDataView(object)) return this.#buffer(object.buffer, object.byteOffset, object.byteLength, isSecret)
    if (types.isAnyArrayBuffer(object)) return this.#buffer(object, 0, object.byteLength, isSecret)
    if (types.isTypedArray(object)) return this.#buffer(object.buffer, object.byteOffset, object.byteLength, isSecret)
    return null
  }

  /** A copy: what is recorded must not change with the program. */
  #buffer(buffer: ArrayBufferLike, offset: number, length: number, isSecret: boolean): Uint8Array {
    this.#count(length)
    if (!isSecret || this.#options.isLoose) return new Uint8Array(buffer, offset, length).slice()
    this.#redacted = true
    return new Uint8Array(length)
  }
}

/** As in a list of headers: `['authorization', 'Bearer ...']`. */
function isSecretPair(array: readonly unknown[]): boolean {
  return array.length === 2 && isSecretKey(array[0], array[1])
}

function primitiveOf(boxed: object): unknown {
  if (types.isStringObject(boxed)) return String.prototype.valueOf.call(boxed)
  if (types.isNumberObject(boxed)) return Number.prototype.valueOf.call(boxed)
  if (types.isBooleanObject(boxed)) return Boolean.prototype.valueOf.call(boxed)
  return types.isBigIntObject(boxed) ? BigInt.prototype.valueOf.call(boxed) : Symbol.prototype.valueOf.call(boxed)
}

/** The keys of a typed array are its items. */
function ownKeys(object: object, kind: string): readonly (string | symbol)[] {
  if (kind !== 'object' && types.isTypedArray(object)) return noKeys
  if (kind === 'url' || kind === 'packed') return noKeys
  const keys = Reflect.ownKeys(object)
  if (kind === 'object') return keys
  if (kind === 'array') return keys.filter((key) => key !== 'length')
  if (kind.startsWith('error')) return keys.filter((key) => key !== 'stack')
  return types.isBoxedPrimitive(object) ? keys.filter((key) => typeof key === 'symbol' || !/^(?:\d+|length)$/.test(key)) : keys
}
