/** What values a parameter takes, as far as its type tells. Serializable: it is found in one process and used in another. */
export type InputShape =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'bigint' | 'symbol' | 'object' | 'undefined' | 'null' }
  /** The type says nothing (`any`, `unknown`), or nothing could be made of it. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  /** An expression that is in scope in the function's file: `Color.Red`. */
  | { readonly kind: 'expression'; readonly text: string }
  | { readonly kind: 'union'; readonly members: readonly InputShape[] }
  | { readonly kind: 'array'; readonly element: InputShape }
  | { readonly kind: 'tuple'; readonly elements: readonly InputShape[] }
  | { readonly kind: 'record'; readonly properties: readonly ShapeProperty[]; /** Of keys beyond the properties; null where there are none. */ readonly rest: InputShape | null }
  /** Built-in, by its global name. */
  | { readonly kind: 'builtIn'; readonly name: BuiltInName; readonly arguments: readonly InputShape[] }
  | { readonly kind: 'function'; readonly returns: InputShape }
  /** A class that is in scope in the function's file. */
  | { readonly kind: 'instance'; readonly className: string; readonly arguments: readonly ShapeProperty[] }

/** A property or parameter. */
export interface ShapeProperty {
  readonly name: string
  readonly shape: InputShape
  /** It may be left out. */
  readonly isOptional: boolean
}

/** Global classes and interfaces that values are made of without looking at their members. */
export const builtInNames = [
  'Map', 'ReadonlyMap', 'Set', 'ReadonlySet', 'WeakMap', 'WeakSet', 'Date', 'RegExp', 'Error', 'URL', 'URLSearchParams', 'Promise', 'PromiseLike',
  'Iterable', 'Iterator', 'IterableIterator', 'Generator', 'ArrayLike', 'ArrayBuffer', 'ArrayBufferLike', 'DataView', 'Buffer', 'Uint8Array', 'Uint8ClampedArray', 'Int8Array',
  'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'AbortSignal',
] as const

export type BuiltInName = (typeof builtInNames)[number]
