import { types } from 'node:util'

/** How an object is made again: as which of the language's kinds, as an instance of which class; or why it cannot be. */
export type ObjectDescription =
  | {
    readonly kind: string
    /** Null for the kind's own class. */
    readonly maker: Maker | null
    /** State of its class that no other code can reach, in words. */
    readonly hides: string | null
  }
  | { readonly obstacle: string }

export type Maker = (...values: never[]) => unknown

/** Classes whose instances hold nothing but what their own kind says. */
const errorNames = new Set(['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'AggregateError'])

/** State that no other code can read: private names, or the weak maps that compilers make of them. */
const hiddenState = /[.\s;{(]#[\p{ID_Start}_$]|[cC]lassPrivate(?:Field|Method)|_private\w*\.(?:get|set)\(/u

/** Whether the text of a class has hidden state; texts are long and classes few. */
const hiding = new WeakMap<object, boolean>()

/** What was found out about objects with a prototype, where it says all; prototypes are few. */
const byPrototype = new WeakMap<object, ObjectDescription>()

const plain: ObjectDescription = { kind: 'object', maker: null, hides: null }

/** Says what an object is. Objects of another realm, as jest makes them, are told by their names. */
export function describeObject(object: object): ObjectDescription {
  if (types.isProxy(object)) return { obstacle: 'a proxy' }
  const prototype: object | null = Object.getPrototypeOf(object) as object | null
  if (prototype === Object.prototype && !types.isArgumentsObject(object) && !Array.isArray(object)) return plain
  const known = prototype === null || Array.isArray(object) ? undefined : byPrototype.get(prototype)
  if (known !== undefined) return known
  const description = describe(object, prototype)
  if (prototype !== null && 'kind' in description && description.kind === 'object' && prototype !== Object.prototype) byPrototype.set(prototype, description)
  return description
}

function describe(object: object, prototype: object | null): ObjectDescription {
  const kind = kindOf(object)
  if (kind === null) return { obstacle: obstacleOf(object) }
  if (prototype === URL.prototype) return { kind: 'url', maker: null, hides: null }
  if (prototype === null) return { kind: kind === 'object' ? 'nullObject' : kind, maker: null, hides: null }
  if (typeof prototype !== 'object' || types.isProxy(prototype)) return { obstacle: 'an object whose prototype is a proxy or a function' }
  const maker = makerOf(prototype)
  if (maker === null) return { obstacle: 'an object with a prototype that has no class' }
  if (isBuiltIn(maker, kind)) {
    // Errors of one kind differ by their class alone.
    return { kind: kind === 'error' ? `error:${maker.name}` : maker.name === 'Buffer' ? 'Buffer' : kind, maker: null, hides: null }
  }
  let hides: string | null = null
  for (let at: object | null = prototype; at !== null && !types.isProxy(at); at = Object.getPrototypeOf(at) as object | null) {
    const each = makerOf(at)
    if (each !== null && !isNative(each) && hidesState(each)) hides ??= `the private state of ${each.name}`
  }
  return { kind, maker, hides }
}

function kindOf(object: object): string | null {
  if (Array.isArray(object)) return 'array'
  if (types.isMap(object)) return 'map'
  if (types.isSet(object)) return 'set'
  if (types.isDate(object)) return 'date'
  if (types.isRegExp(object)) return 'regExp'
  if (types.isNativeError(object)) return 'error'
  if (types.isBoxedPrimitive(object)) return 'boxed'
  if (types.isTypedArray(object)) return Object.prototype.toString.call(object).slice(8, -1)
  if (types.isDataView(object)) return 'dataView'
  if (types.isArrayBuffer(object)) return 'arrayBuffer'
  if (types.isArgumentsObject(object) || types.isSharedArrayBuffer(object) || types.isPromise(object) || types.isWeakMap(object) || types.isWeakSet(object)) return null
  if (types.isGeneratorObject(object) || types.isMapIterator(object) || types.isSetIterator(object) || types.isExternal(object) || types.isModuleNamespaceObject(object)) return null
  return 'object'
}

function obstacleOf(object: object): string {
  if (types.isPromise(object)) return 'a promise'
  if (types.isWeakMap(object) || types.isWeakSet(object)) return 'a weak collection'
  if (types.isGeneratorObject(object) || types.isMapIterator(object) || types.isSetIterator(object)) return 'an iterator'
  if (types.isModuleNamespaceObject(object)) return 'a module'
  return types.isArgumentsObject(object) ? 'an arguments object' : 'memory outside JavaScript'
}

/** The class whose prototype this is; none of the program's code runs. */
function makerOf(prototype: object): Maker | null {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, 'constructor')
  const maker: unknown = descriptor?.value
  return typeof maker === 'function' && !types.isProxy(maker) && Object.getOwnPropertyDescriptor(maker, 'prototype')?.value === prototype ? maker as Maker : null
}

function isBuiltIn(maker: Maker, kind: string): boolean {
  if (!isNative(maker) && maker !== (Buffer as unknown)) return false
  switch (kind) {
    case 'array': return maker.name === 'Array'
    case 'map': return maker.name === 'Map'
    case 'set': return maker.name === 'Set'
    case 'date': return maker.name === 'Date'
    case 'regExp': return maker.name === 'RegExp'
    case 'error': return errorNames.has(maker.name)
    case 'boxed': return /^(?:String|Number|Boolean|Symbol|BigInt)$/.test(maker.name)
    case 'dataView': return maker.name === 'DataView'
    case 'arrayBuffer': return maker.name === 'ArrayBuffer'
    case 'object': return maker.name === 'Object'
    default: return maker.name === kind || (kind === 'Uint8Array' && maker.name === 'Buffer')
  }
}

function isNative(maker: Maker): boolean {
  return maker === (Buffer as unknown) || Function.prototype.toString.call(maker).endsWith('{ [native code] }')
}

function hidesState(maker: Maker): boolean {
  const known = hiding.get(maker)
  if (known !== undefined) return known
  const hides = hiddenState.test(Function.prototype.toString.call(maker))
  hiding.set(maker, hides)
  return hides
}
