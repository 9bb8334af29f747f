import type { Node } from 'oxc-parser'
import { bare } from '../../source/syntaxNode.ts'
import { nodesAround } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { insertBefore, unchangedThroughout, withReplacement } from '../hoist.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { declarationOf, freshName, usedNames, usesOf } from '../names.ts'
import { isFunction, iteratingMethods, repetitionsAround } from '../repeats.ts'
import { temporaryAt } from '../temporaryValue.ts'

/** An array that each round of a loop makes anew, of the same length, and drops; or whatever is made hundreds of times for a moment, as its bytes show. */
export const allocationChurn: InsightRule = {
  name: 'allocation-churn',
  effort: 'quick win',
  kind: 'resource constraint',
  goals: ['time', 'memory', 'throughput'],
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/TypedArray/fill',
  find: (tree, nodes, seen) => {
    const lines = new Set<number>()
    return nodes.flatMap((at) => findingAt(tree, at) ?? temporaryAt(tree, at, seen, lines) ?? [])
  },
}

/** An array of a length, and what its elements are at first. */
interface Made {
  readonly isBuffer: boolean
  readonly filled: string
  /** How it is written where it is made once: what fills it is filled in each round anyway. */
  readonly text: string
}

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const { node } = at
  const made = madeAt(tree, at)
  const declarator = at.parent
  if (made === null || declarator?.node.type !== 'VariableDeclarator' || declarator.node.id.type !== 'Identifier') return null
  const names = [...usedNames(at)].filter((name) => name !== 'Array' && name !== 'Buffer' && !typed.test(name))
  const round = repetitionsAround(at)[0]?.part
  const repetition = unchangedThroughout(tree, at, names)
  const { name } = declarator.node.id
  // Rounds that wait for something are in one another.
  if (round === undefined || repetition === null || isAsync(repetition.part.node) || isAsync(round.node) || !staysInRound(tree, round, name, made.isBuffer)) return null
  const shared = freshName(tree, `${name}OfAll`)
  const before = insertBefore(tree, repetition.whole, `const ${shared} = ${made.text}`, names)
  return {
    extent: { start: node.start, end: node.end },
    title: `Make \`${name}\` once, and fill it again in each round`,
    explanation: 'Each round makes an array of the same length, which is garbage when the round is over. One that is filled again costs neither its making nor its collection.',
    saves: { low: 0.2, high: 0.995 },
    edit: before === null ? null : withReplacement(before, { start: node.start, end: node.end, text: `${shared}.fill(${made.filled})` }),
  }
}

const typed = /^(?:(?:Uint8Clamped|(?:Ui|I)nt(?:8|16|32)|Float(?:16|32|64))Array|Big(?:Ui|I)nt64Array)$/u

/** `new Float64Array(n)`, `new Array(n).fill(0)`, `Buffer.alloc(n)`. */
function madeAt(tree: SyntaxTree, at: PlacedNode): Made | null {
  const { node } = at
  const text = tree.text.slice(node.start, node.end)
  if (node.type === 'NewExpression') {
    const isTyped = node.callee.type === 'Identifier' && typed.test(node.callee.name) && declarationOf(tree, at, node.callee.name) === null
    return isTyped && isLength(tree, at, node.arguments) ? { isBuffer: false, filled: text.includes('BigInt64') || text.includes('BigUint64') ? '0n' : '0', text } : null
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.property.type !== 'Identifier') return null
  const owner = bare(node.callee.object)
  if (node.callee.property.name === 'alloc') return owner.type === 'Identifier' && owner.name === 'Buffer' && isLength(tree, at, node.arguments) ? { isBuffer: true, filled: '0', text } : null
  const [value, ...more] = node.arguments
  if (node.callee.property.name !== 'fill' || value === undefined || !isPrimitive(value) || more.length > 0) return null
  const makes = (owner.type === 'NewExpression' || owner.type === 'CallExpression') && owner.callee.type === 'Identifier' && owner.callee.name === 'Array' && isLength(tree, at, owner.arguments)
  return makes ? { isBuffer: false, filled: tree.text.slice(value.start, value.end), text } : null
}

/** Such as may stand in all places, and be put there again. */
function isPrimitive(node: Node): boolean {
  return (node.type === 'Literal' && !('regex' in node)) || (node.type === 'UnaryExpression' && node.operator === '-' && isPrimitive(node.argument))
}

/** A number, as far as can be seen: a typed array can be made of another one, too. */
function isLength(tree: SyntaxTree, at: PlacedNode, parts: readonly Node[]): boolean {
  const [length, ...more] = parts
  if (length === undefined || more.length > 0) return false
  const isNumber = (node: Node): boolean => {
    switch (node.type) {
      case 'Literal': return typeof node.value === 'number'
      case 'BinaryExpression': return ['+', '-', '*', '>>', '<<', '>>>'].includes(node.operator) && (isNumber(node.left) || isNumber(node.right))
      case 'MemberExpression': return !node.computed && node.property.type === 'Identifier' && /^(?:length|size|width|height|count)$/u.test(node.property.name)
      case 'Identifier': {
        const declarator = declarationOf(tree, at, node.name)?.parent?.node
        const init = declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier' ? declarator.init : null
        return init === null ? /^(?:[nmkwh]|\w*(?:[cC]ount|[lL]ength|[sS]ize|[wW]idth|[hH]eight))$/u.test(node.name) : isNumber(init)
      }
      default: return false
    }
  }
  return isNumber(bareOf(length))
}

function bareOf(node: Node): Node {
  return node.type === 'SpreadElement' ? node : node.type === 'TSNonNullExpression' || node.type === 'TSAsExpression' ? bareOf(node.expression) : node
}

/** What reads an array, or changes its elements, and hands on neither it nor a view of it. */
const ownMethods: ReadonlySet<string> = new Set(['at', 'set', 'reduce', 'reduceRight', 'join', 'indexOf', 'lastIndexOf', 'includes', 'some', 'every', 'forEach', 'find', 'findIndex', 'map', 'filter', 'toString'])

/** Whether nothing gets hold of a variable's array that may outlast a round, or makes it longer. */
function staysInRound(tree: SyntaxTree, round: PlacedNode, name: string, isBuffer: boolean): boolean {
  const inside = usesOf(tree, name).filter(({ node }) => node.start >= round.node.start && node.end <= round.node.end)
  return inside.every((use) => {
    const { node, parent } = use
    if (parent === null || !nodesAround(use).every((around) => !isFunction(around.node) || around.node.start <= round.node.start || isIterating(around))) return false
    switch (parent.node.type) {
      case 'VariableDeclarator': return parent.node.id === node
      case 'MemberExpression': return parent.node.object === node && (parent.node.computed || isOwn(parent, isBuffer))
      case 'ForOfStatement': return parent.node.right === node
      case 'SpreadElement': return true
      default: return false
    }
  })
}

function isOwn({ node, parent }: PlacedNode, isBuffer: boolean): boolean {
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return false
  const { name } = node.property
  if (name === 'length') return parent?.node.type !== 'AssignmentExpression' || parent.node.left !== node
  // A buffer's slice is a view of it.
  const isCalled = parent?.node.type === 'CallExpression' && parent.node.callee === node
  return isCalled && (ownMethods.has(name) || (name === 'slice' && !isBuffer) || (isBuffer && /^(?:(?:read|write)[A-Z]|(?:write|copy|equals|compare)$)/u.test(name)))
}

function isAsync(node: Node): boolean {
  return isFunction(node) && 'async' in node && node.async
}

/** It is called while the call lasts that it is given to. */
function isIterating({ node, parent }: PlacedNode): boolean {
  if (parent?.node.type !== 'CallExpression' || parent.node.arguments[0] !== node) return false
  const { callee } = parent.node
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && iteratingMethods.has(callee.property.name)
}
