import type { RecordedNode } from '../../protocol/recordingLog.ts'

/**
 * Makes an object of a recorded kind without its properties and items, as an instance of `maker` where that is a class; or the
 * symbol or function that the kind stands for.
 */
export function makeEmpty(node: RecordedNode, maker: unknown): unknown {
  const { shape: { kind }, payload } = node
  switch (kind) {
    case 'registeredSymbol': return Symbol.for(String(payload))
    case 'wellKnownSymbol': return Reflect.get(Symbol, String(payload)) as unknown
    case 'builtIn': return String(payload).split('.').reduce<unknown>((owner, name) => Reflect.get(Object(owner) as object, name), globalThis)
    case 'functionText': return functionOf(String(payload))
    case 'nullObject': return Object.create(null) as object
    default: return asInstance(makeKind(node), maker)
  }
}

/** One function for each text: to V8 those of one place in a program are one, too. */
const functions = new Map<string, unknown>()

function functionOf(text: string): unknown {
  if (!functions.has(text)) {
    // oxlint-disable-next-line typescript/no-implied-eval -- of a function of the workspace that needs nothing from around it
    functions.set(text, (new Function(`return (${text})`) as () => unknown)())
  }
  return functions.get(text)
}

function makeKind({ shape: { kind }, payload }: RecordedNode): object {
  switch (kind) {
    case 'object': return {}
    case 'packed': return []
    case 'array': return withLength(Number(payload))
    case 'map': return new Map()
    case 'set': return new Set()
    case 'date': return new Date(Number(payload))
    case 'url': return new URL(String(payload))
    case 'boxed': return Object(Array.isArray(payload) ? payload[0] : payload) as object
    case 'regExp': {
      const text = String(payload)
      const end = text.lastIndexOf('/')
      return new RegExp(text.slice(1, end), text.slice(end + 1))
    }
    case 'error': return withoutStack(new Error())
    default: break
  }
  if (kind.startsWith('error:')) return withoutStack(Reflect.construct(Reflect.get(globalThis, kind.slice('error:'.length)) as new () => Error, kind === 'error:AggregateError' ? [[]] : []) as Error)
  if (!(payload instanceof Uint8Array)) throw new Error(`Internal error: a recording holds a ${kind}`)
  if (kind === 'Buffer') return Buffer.from(payload)
  const bytes = payload.slice().buffer
  if (kind === 'arrayBuffer') return bytes
  return Reflect.construct(kind === 'dataView' ? DataView : Reflect.get(globalThis, kind) as new (buffer: ArrayBuffer) => object, [bytes]) as object
}

/** The stack of where it was made again says nothing. */
function withoutStack(error: Error): Error {
  error.stack = ''
  return error
}

function withLength(length: number): unknown[] {
  const array: unknown[] = []
  array.length = length
  return array
}

function asInstance(object: object, maker: unknown): object {
  if (typeof maker !== 'function') return object
  const prototype = maker.prototype as object
  // Made with its prototype where nothing else makes it special: setting one later costs V8's fast paths.
  if (Object.getPrototypeOf(object) === Object.prototype && Reflect.ownKeys(object).length === 0) return Object.create(prototype) as object
  return Object.setPrototypeOf(object, prototype) as object
}
