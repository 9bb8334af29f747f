import { assertNever } from '../assertNever.ts'
import type { BuiltInName, InputShape, ShapeProperty } from './inputShape.ts'

/** Elements of what can be of any length: enough for a loop over them to be worth profiling. */
const length = 100

/** Characters that fit a line: a longer expression leaves out what is optional. */
const readable = 160

/** Characters that nobody reads, or fills in. */
const tooLong = 600

/** What an expression is written in. */
interface Surroundings {
  /** What the value is called: strings are made of it. */
  readonly name: string
  /** The index of the innermost array around it, as a name; null outside of arrays. */
  readonly index: string | null
  /** Leave out what is optional. */
  readonly isBrief: boolean
}

/**
 * Writes a value of a shape as a person would: `Array.from({ length: 100 }, (_, i) => ({ price: i, name: `name ${i}` }))`.
 * @returns null where the shape, or a part of it that cannot be left out, is unknown, and where it takes more than a few lines
 */
export function shapeExpression(name: string, shape: InputShape): string | null {
  const whole = write(shape, { name, index: null, isBrief: false })
  const text = whole === null || whole.length > readable ? write(shape, { name, index: null, isBrief: true }) : whole
  return text === null || text.length > tooLong ? null : text
}

function write(shape: InputShape, at: Surroundings): string | null {
  switch (shape.kind) {
    case 'string': return at.index === null ? quote(textNamed(at.name)) : `\`${at.name} \${${at.index}}\``
    case 'number': return at.index ?? '10'
    case 'boolean': return at.index === null ? 'true' : `${at.index} % 2 === 0`
    case 'bigint': return at.index === null ? '10n' : `BigInt(${at.index})`
    case 'symbol': return `Symbol(${quote(at.name)})`
    case 'object': return '{}'
    case 'undefined': return 'undefined'
    case 'null': return 'null'
    case 'any':
    case 'unknown': return null
    case 'parameter': return write({ kind: 'string' }, at)
    case 'template': return quote(templateText(shape, at.name))
    case 'literal': return typeof shape.value === 'string' ? quote(shape.value) : String(shape.value)
    case 'expression': return shape.text
    case 'union': return writeUnion(shape.members, at)
    case 'array': return writeArray(shape.element, at)
    case 'tuple': return list(shape.elements.map((element) => write(element, at)), (all) => `[${all}]`)
    case 'record': return writeRecord(shape.properties, shape.rest, at)
    case 'builtIn': return writeBuiltIn(shape.name, shape.arguments, at)
    case 'function': return writeFunction(shape.returns, at)
    case 'made': return list(shape.arguments.filter((each) => !each.isOptional).map((each) => write(each.shape, { ...at, name: each.name })), (all) => `${shape.isNew ? 'new ' : ''}${shape.callee}(${all})`)
    default: return assertNever(shape)
  }
}

function templateText({ texts, parts }: Extract<InputShape, { readonly kind: 'template' }>, name: string): string {
  return texts.map((text, index) => `${text}${partText(parts[index], name)}`).join('')
}

function partText(part: InputShape | undefined, name: string): string {
  switch (part?.kind) {
    case undefined: return ''
    case 'literal': return String(part.value)
    case 'union': return partText(part.members[0], name)
    case 'template': return templateText(part, name)
    case 'number':
    case 'bigint': return '10'
    case 'boolean': return 'true'
    case 'undefined':
    case 'null': return part.kind
    default: return textNamed(name)
  }
}

/** Of a union's members those that say most come first: of `Date | string | null` the date. */
const order: readonly (readonly InputShape['kind'][])[] = [
  ['builtIn', 'made', 'record', 'array', 'tuple', 'literal', 'expression'],
  ['string', 'template', 'number', 'boolean', 'bigint', 'symbol', 'object', 'parameter'],
  ['function', 'union'],
  ['null', 'undefined'],
]

function writeUnion(members: readonly InputShape[], at: Surroundings): string | null {
  for (const kinds of order) {
    for (const member of members) {
      const text = kinds.includes(member.kind) ? write(member, at) : null
      if (text !== null) return text
    }
  }
  return null
}

function writeArray(element: InputShape, at: Surroundings): string | null {
  // An array in an array is short, or its elements are the square of many.
  const index = at.index === null ? 'i' : at.index === 'i' ? 'j' : null
  if (index === null) return '[]'
  const text = write(element, { ...at, name: singular(at.name), index })
  if (text === null) return null
  const body = text.startsWith('{') ? `(${text})` : text
  const parameters = new RegExp(`\\b${index}\\b`, 'u').test(text) ? `(_, ${index}) => ` : '() => '
  return `Array.from({ length: ${at.index === null ? length : 3} }, ${parameters}${body})`
}

function writeRecord(properties: readonly ShapeProperty[], rest: InputShape | null, at: Surroundings): string | null {
  const known = properties.flatMap(({ name, shape, isOptional }) => {
    const text = isOptional && at.isBrief ? null : write(shape, { ...at, name })
    if (isOptional && (text === null || text === 'undefined')) return []
    return [text === null ? null : `${propertyName(name)}: ${text}`]
  })
  const more = rest === null || properties.length > 0 ? [] : ['a', 'b', 'c'].map((name) => {
    const text = write(rest, { ...at, name })
    return text === null ? null : `${name}: ${text}`
  })
  return list([...known, ...more], (all) => (all === '' ? '{}' : `{ ${all} }`))
}

function writeFunction(returns: InputShape, at: Surroundings): string | null {
  if (returns.kind === 'undefined' || returns.kind === 'unknown' || returns.kind === 'any') return '() => {}'
  const text = write(returns, at)
  if (text === null) return null
  return `() => ${text.startsWith('{') ? `(${text})` : text}`
}

function writeBuiltIn(name: BuiltInName, args: readonly InputShape[], at: Surroundings): string | null {
  const [first = { kind: 'unknown' }, second = { kind: 'unknown' }] = args
  switch (name) {
    case 'Map':
    case 'ReadonlyMap': return around(writeArray({ kind: 'tuple', elements: [first, second], rest: null }, { ...at, index: null }), (entries) => `new Map(${entries})`)
    case 'Set':
    case 'ReadonlySet': return around(writeArray(first, { ...at, index: null }), (elements) => `new Set(${elements})`)
    case 'WeakMap':
    case 'WeakSet': return `new ${name}()`
    case 'Date': return `new Date(2026, 0, ${at.index ?? '15'})`
    case 'RegExp': return '/[a-z]+/g'
    case 'Error': return `new Error(${quote(at.name)})`
    case 'URL': return "new URL('https://example.com/path?query=1')"
    case 'URLSearchParams': return "new URLSearchParams('a=1&b=2')"
    case 'Promise':
    case 'PromiseLike': return around(first.kind === 'undefined' ? '' : write(first, at), (value) => `Promise.resolve(${value})`)
    case 'Iterable':
    case 'ArrayLike': return writeArray(first, { ...at, index: null })
    case 'Iterator':
    case 'IterableIterator':
    case 'Generator': return around(writeArray(first, { ...at, index: null }), (elements) => `${elements}.values()`)
    case 'ArrayBuffer':
    case 'ArrayBufferLike': return 'new ArrayBuffer(1024)'
    case 'DataView': return 'new DataView(new ArrayBuffer(1024))'
    case 'Buffer': return "Buffer.from('text '.repeat(20))"
    case 'BigInt64Array':
    case 'BigUint64Array': return `${name}.from({ length: ${length} }, (_, i) => BigInt(i))`
    case 'AbortSignal': return 'new AbortController().signal'
    case 'AsyncIterable':
    case 'AsyncIterableIterator':
    case 'AsyncGenerator': return around(writeArray(first, { ...at, index: null }), (elements) => `(async function* () { yield* ${elements} })()`)
    case 'Function': return '() => {}'
    case 'String': return write({ kind: 'string' }, at)
    case 'Number': return write({ kind: 'number' }, at)
    case 'Boolean': return write({ kind: 'boolean' }, at)
    case 'Symbol': return write({ kind: 'symbol' }, at)
    case 'Object': return '{}'
    case 'TypeError':
    case 'RangeError':
    case 'SyntaxError': return `new ${name}(${quote(at.name)})`
    case 'AggregateError': return `new AggregateError([new Error(${quote(at.name)})])`
    case 'Request': return "new Request('https://example.com/path?query=1')"
    case 'Event': return `new Event(${quote(at.name)})`
    case 'WeakRef': return 'new WeakRef({})'
    case 'AbortController':
    case 'ReadableStream':
    case 'TextEncoder':
    case 'TextDecoder':
    case 'Headers':
    case 'Response':
    case 'FormData':
    case 'Blob':
    case 'EventTarget': return `new ${name}()`
    default: return `${name}.from({ length: ${length} }, (_, i) => i)`
  }
}

/** Text that fits a name: code that is given `'date'` for a date does little. */
export function textNamed(name: string): string {
  if (/date|time|iso$/iu.test(name)) return '2026-01-15T10:30:00.000Z'
  if (/e-?mail/iu.test(name)) return 'name@example.com'
  if (/url|uri|href|link/iu.test(name)) return 'https://example.com/path?query=1#part'
  if (/path|file/iu.test(name)) return 'folder/file.txt'
  if (/json/iu.test(name)) return '{"a":[1,2,3]}'
  if (/regexp?|pattern/iu.test(name)) return '[a-z]+'
  return name
}

function around(text: string | null, surround: (text: string) => string): string | null {
  return text === null ? null : surround(text)
}

function list(texts: readonly (string | null)[], surround: (all: string) => string): string | null {
  return texts.includes(null) ? null : surround(texts.join(', '))
}

export function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

export function propertyName(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : quote(name)
}

/** An element's name, from that of its array: `orders`, `entries`, `classes`. */
export function singular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`
  if (/(?:s|x|z|ch|sh)es$/u.test(name)) return name.slice(0, -2)
  return /[^s]s$/u.test(name) ? name.slice(0, -1) : name
}
