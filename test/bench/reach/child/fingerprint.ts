import { types } from 'node:util'

/** Objects that are looked at in one value: what differs only behind them counts as the same. */
const mostObjects = 3_000

/**
 * A text that is the same for values that are the same: two tuples with equal fingerprints count once.
 * @param text what the value was written as, for what cannot be looked into
 */
export function fingerprint(value: unknown, text: string): string {
  const numbers = new Map<unknown, number>()
  let opaque = false
  const result = describe(value)
  return opaque ? `${result}\0${text}` : result

  function describe(each: unknown): string {
    if (typeof each === 'string') return JSON.stringify(each)
    if (typeof each === 'function') {
      opaque = true
      return Function.prototype.toString.call(each)
    }
    if (typeof each === 'symbol') return String(each)
    if (typeof each !== 'object' || each === null) return Object.is(each, -0) ? '-0' : `${typeof each} ${String(each)}`
    const known = numbers.get(each)
    if (known !== undefined) return `#${known}`
    if (numbers.size > mostObjects) return '...'
    numbers.set(each, numbers.size)
    return describeObject(each)
  }

  function describeObject(each: object): string {
    if (types.isProxy(each) || types.isPromise(each) || types.isGeneratorObject(each) || types.isWeakMap(each) || types.isWeakSet(each)) {
      opaque = true
      return 'opaque'
    }
    const own = Object.entries(Object.getOwnPropertyDescriptors(each)).map(([key, property]) => `${key}:${'value' in property ? describe(property.value) : 'accessor'}`)
    const inside = types.isDate(each) ? String(each.getTime())
      : types.isRegExp(each) ? String(each)
        : types.isMap(each) ? [...each].map(([key, item]) => `${describe(key)}=>${describe(item)}`).join()
          : types.isSet(each) ? [...each].map(describe).join()
            : types.isAnyArrayBuffer(each) ? Buffer.from(each).toString('base64')
              : ''
    const prototype: unknown = Object.getPrototypeOf(each)
    const isPlain = prototype === null || prototype === Object.prototype || Array.isArray(each) || types.isDate(each) || types.isRegExp(each) || types.isMap(each) || types.isSet(each) || ArrayBuffer.isView(each)
    // Of a class with private fields, equal from outside.
    if (!isPlain && own.length === 0) opaque = true
    return `${nameOf(prototype)}(${inside}){${own.join()}}`
  }
}

function nameOf(prototype: unknown): string {
  const constructor: unknown = typeof prototype === 'object' && prototype !== null ? Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value : undefined
  return typeof constructor === 'function' ? constructor.name : ''
}
