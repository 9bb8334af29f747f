/** What values a parameter takes, as far as its type tells. Serializable: it is found in one process and used in another. */
export type InputShape =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'bigint' | 'symbol' | 'object' | 'undefined' | 'null' }
  /** The type says nothing (`any`, `unknown`): every value is one of it. */
  | { readonly kind: 'any' }
  /** Nothing could be made of the type. */
  | { readonly kind: 'unknown' }
  /** A type parameter without a constraint, by its name: every value is one of it, and those of one call belong together. */
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  /** A text that is put together: `texts` has one more than there are parts, which stand between them. */
  | { readonly kind: 'template'; readonly texts: readonly string[]; readonly parts: readonly InputShape[] }
  /** An expression that is in scope in the function's file: `Color.Red`. */
  | { readonly kind: 'expression'; readonly text: string }
  | { readonly kind: 'union'; readonly members: readonly InputShape[] }
  | { readonly kind: 'array'; readonly element: InputShape }
  /** `rest` is of elements behind the others, as many as one likes; null where there are none. */
  | { readonly kind: 'tuple'; readonly elements: readonly InputShape[]; readonly rest: InputShape | null }
  | {
    readonly kind: 'record'
    readonly properties: readonly ShapeProperty[]
    /** Of keys beyond the properties; null where there are none. */
    readonly rest: InputShape | null
    /** Of a result: functions in scope that take it and no more. */
    readonly consumers?: readonly string[]
  }
  /** Built-in, by its global name. */
  | { readonly kind: 'builtIn'; readonly name: BuiltInName; readonly arguments: readonly InputShape[] }
  | { readonly kind: 'function'; readonly parameters: readonly ShapeProperty[]; readonly returns: InputShape; /** It says what it must be called on. */ readonly needsThis?: true }
  /** What a call of something that is in scope gives: `new Cart(...)`, `createStore(...)`. */
  | {
    readonly kind: 'made'
    readonly callee: string
    readonly isNew: boolean
    readonly arguments: readonly ShapeProperty[]
    /** What can be called of it before it is used. */
    readonly methods?: readonly ShapeProperty[]
  }

/** A property or parameter. */
export interface ShapeProperty {
  readonly name: string
  readonly shape: InputShape
  /** It may be left out. */
  readonly isOptional: boolean
  /** A parameter that takes all further arguments; `shape` is that of each. */
  readonly isRest?: boolean
  /** Of a callback's parameter that is an object: what can be called of it. */
  readonly methods?: readonly ShapeProperty[]
}

/** What a function is called with, and what it gives. */
export interface CallShape {
  /** One for each overload. */
  readonly overloads: readonly (readonly ShapeProperty[])[]
  /** What the function is called on; null where it needs nothing. */
  readonly receiver: InputShape | null
  readonly returns: InputShape
}

/** Global classes and interfaces that values are made of without looking at their members. */
export const builtInNames = [
  'Map', 'ReadonlyMap', 'Set', 'ReadonlySet', 'WeakMap', 'WeakSet', 'Date', 'RegExp', 'Error', 'URL', 'URLSearchParams', 'Promise', 'PromiseLike',
  'Iterable', 'Iterator', 'IterableIterator', 'Generator', 'AsyncIterable', 'AsyncIterableIterator', 'AsyncGenerator', 'ArrayLike', 'ArrayBuffer', 'ArrayBufferLike', 'DataView', 'Buffer',
  'Uint8Array', 'Uint8ClampedArray', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array',
  'AbortSignal', 'AbortController', 'Function', 'String', 'Number', 'Boolean', 'Object', 'Symbol', 'ReadableStream', 'TextEncoder', 'TextDecoder', 'Headers', 'Request', 'Response',
  'WeakRef', 'FormData', 'Blob', 'Event', 'EventTarget', 'TypeError', 'RangeError', 'SyntaxError', 'AggregateError',
] as const

export type BuiltInName = (typeof builtInNames)[number]
