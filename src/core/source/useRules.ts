import type { BinaryExpression, Node } from 'oxc-parser'
import { bare } from './syntaxNode.ts'
import type { UseNotes } from './useNotes.ts'

type Resolve = (node: Node) => UseNotes | null

const arithmetic = new Set(['-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>', '>>>'])

/** What an operator tells of its operands. */
export function noteBinary(node: BinaryExpression, resolve: Resolve): void {
  const { operator, left, right } = node
  if (operator === 'instanceof') {
    const name = right.type === 'Identifier' ? right.name : null
    if (name !== null) resolve(left)?.kinds.add(name)
    return
  }
  if (operator === 'in') {
    const owner = resolve(right)
    if (owner === null) return
    if (left.type === 'Literal' && typeof left.value === 'string') owner.member(left.value)
    else owner.isKeyed = true
    return
  }
  for (const [one, other] of [[left, right], [right, left]] as const) {
    if (/^[!=]==?$/u.test(operator)) noteEqual(one, other, resolve)
    else if (arithmetic.has(operator)) resolve(one)?.coerced.add('number')
    else if (operator === '+') resolve(one)?.coerced.add(isText(other) ? 'string' : isNumber(other) ? 'number' : 'default')
    else resolve(one)?.coerced.add(isNumber(other) ? 'number' : 'default')
  }
}

function noteEqual(one: Node, other: Node, resolve: Resolve): void {
  if (other.type !== 'Literal') return
  const { value } = other
  if (one.type === 'UnaryExpression' && one.operator === 'typeof') {
    if (typeof value === 'string') resolve(one.argument)?.kinds.add(value)
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') resolve(one)?.literals.add(value)
}

function isText(node: Node): boolean {
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string')
}

function isNumber(node: Node): boolean {
  return (node.type === 'Literal' && typeof node.value === 'number') || (node.type === 'MemberExpression' && node.property.type === 'Identifier' && node.property.name === 'length')
}

/** Functions of the language, by name: what they say of their first argument. */
const known: Readonly<Record<string, (notes: UseNotes) => void>> = {
  'Array.isArray': ({ kinds }) => { kinds.add('Array') },
  'Array.from': (notes) => { notes.isIterated = true },
  'Object.keys': (notes) => { notes.isListed = true },
  'Object.values': (notes) => { notes.isListed = true },
  'Object.entries': (notes) => { notes.isListed = true },
  'Object.getOwnPropertyNames': (notes) => { notes.isListed = true },
  'Object.fromEntries': (notes) => { notes.isIterated = true },
  'Promise.all': (notes) => { notes.isIterated = true },
  'JSON.parse': ({ kinds }) => { kinds.add('json') },
  'Number.isInteger': ({ kinds }) => { kinds.add('number') },
  'Number.isFinite': ({ kinds }) => { kinds.add('number') },
  'Number.isNaN': ({ kinds }) => { kinds.add('number') },
  isNaN: ({ kinds }) => { kinds.add('number') },
  isFinite: ({ kinds }) => { kinds.add('number') },
  parseInt: ({ kinds }) => { kinds.add('string') },
  parseFloat: ({ kinds }) => { kinds.add('string') },
  Number: ({ coerced }) => { coerced.add('number') },
  String: ({ coerced }) => { coerced.add('string') },
  encodeURIComponent: ({ coerced }) => { coerced.add('string') },
  decodeURIComponent: ({ kinds }) => { kinds.add('string') },
  Map: (notes) => { notes.isIterated = true },
  Set: (notes) => { notes.isIterated = true },
  Date: ({ kinds }) => { kinds.add('Date') },
  RegExp: ({ kinds }) => { kinds.add('string') },
}

/** A function that by its name asks for a kind: `isString(value)`. */
const asking = /^_?(?:lodash)?[iI]s_?(Array|String|Number|Boolean|Function|Object|PlainObject|ObjectLike|Date|RegExp|Regexp|Map|Set|Symbol|Promise|Error|TypedArray|ArrayLike|Iterable|Integer|Buffer)$/u

const askedKinds: Readonly<Record<string, string>> = { String: 'string', Number: 'number', Integer: 'number', Boolean: 'boolean', Function: 'function', Object: 'object', PlainObject: 'object', ObjectLike: 'object', Symbol: 'symbol', Regexp: 'RegExp', TypedArray: 'Uint8Array', ArrayLike: 'Array', Iterable: 'Array' }

/** What a call tells of its arguments by the name of what is called. */
export function noteKnownCall(node: Extract<Node, { readonly type: 'CallExpression' | 'NewExpression' }>, resolve: Resolve): void {
  const callee = bare(node.callee)
  const [first] = node.arguments
  if (first === undefined || first.type === 'SpreadElement') return
  const owner = callee.type === 'MemberExpression' && callee.object.type === 'Identifier' ? callee.object.name : null
  const own = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : null
  if (own === null) return
  const asked = asking.exec(own)?.[1]
  const name = owner === null ? own : `${owner}.${own}`
  // Code may call what it names `hasOwnProperty`, which every object has.
  const rule = Object.hasOwn(known, name) ? known[name] : undefined
  if (rule !== undefined) {
    const notes = resolve(first)
    if (notes !== null) rule(notes)
  } else if (asked !== undefined) resolve(first)?.kinds.add(askedKinds[asked] ?? asked)
  else if (owner === 'Math') for (const each of node.arguments) if (each.type !== 'SpreadElement') resolve(each)?.coerced.add('number')
}
