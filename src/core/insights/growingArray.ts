import type { Node } from 'oxc-parser'
import { nodesAround, nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { unchangedThroughout } from './hoist.ts'
import { declarationOf, functionOf, rootName, usesOf } from './names.ts'
import { repetitionsAround } from './repeats.ts'
import { functionAround } from './functionAround.ts'
import { isWithin } from '../source/isWithin.ts'

/** An array that is added to between one search of it and the next. */
export interface GrowingArray {
  /** The same for all searches of one array. */
  readonly key: Node
  /** Where it is declared; null for what an object holds. */
  readonly declared: PlacedNode | null
  /** A loop of this text adds to it and searches it: else it is a function that others call again and again. */
  readonly inLoop: boolean
}

/**
 * @param array as it is written where it is searched
 * @param asked parameters whose callers are looked at already: functions may call one another
 */
export function growingArrayAt(tree: SyntaxTree, at: PlacedNode, array: Node, asked: Set<Node> = new Set()): GrowingArray | null {
  const root = rootName(array)
  if (root === null || unchangedThroughout(tree, at, [root]) !== null) return null
  if (array.type === 'MemberExpression') return memberOf(tree, at, array)
  if (array.type !== 'Identifier') return null
  const declared = declarationOf(tree, at, array.name)
  if (declared === null) return null
  const uses = usesOf(tree, array.name).filter((use) => use !== declared && declarationOf(tree, use, array.name) === declared)
  const additions = uses.filter(isAdditionTo)
  const gathering = accumulating(declared)
  const loop = gathering ?? repetitionsAround(at).find(({ part }) => part.node.start > declared.node.end)?.whole.node
  if (loop !== undefined && additions.some(({ node }) => isWithin(node, loop))) return { key: declared.node, declared, inLoop: true }
  const own = functionAround(at)
  if (own === undefined) return null
  if (isWithin(declared.node, own)) return isParameter(declared, own) ? handedIn(tree, { declared, own, additions }, asked) : null
  // It outlives the function that searches it.
  return additions.some((each) => functionAround(each) !== undefined) ? { key: declared.node, declared, inLoop: false } : null
}

/** What a function is given: it adds to it itself, or those that call it in a loop do. */
function handedIn(tree: SyntaxTree, { declared, own, additions }: { readonly declared: PlacedNode; readonly own: Node; readonly additions: readonly PlacedNode[] }, asked: Set<Node>): GrowingArray | null {
  if (additions.length > 0) return { key: declared.node, declared, inLoop: false }
  if (asked.has(declared.node)) return null
  asked.add(declared.node)
  const index = 'params' in own && Array.isArray(own.params) ? own.params.findIndex((each) => each === declared.node) : -1
  const name = nameOf(nodesAround(declared).find(({ node }) => node === own))
  for (const use of name === null ? [] : usesOf(tree, name)) {
    const call = use.parent
    const given = call?.node.type === 'CallExpression' && call.node.callee === use.node && functionOf(tree, use, use.node.type === 'Identifier' ? use.node.name : '')?.node === own ? call.node.arguments[index] : undefined
    const grown = call === null || given?.type !== 'Identifier' ? null : growingArrayAt(tree, call, given, asked)
    if (grown !== null) return { key: declared.node, declared, inLoop: false }
  }
  return null
}

/** `function name() {}`, `const name = () => {}` */
function nameOf(made: PlacedNode | undefined): string | null {
  if (made === undefined) return null
  if (made.node.type === 'FunctionDeclaration') return made.node.id?.name ?? null
  const holder = made.parent?.node
  return holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier' ? holder.id.name : null
}

function isParameter({ node }: PlacedNode, own: Node): boolean {
  return 'params' in own && Array.isArray(own.params) && own.params.some((each) => each === node)
}

/** `this.items` of the same class. */
function memberOf(tree: SyntaxTree, at: PlacedNode, array: Extract<Node, { type: 'MemberExpression' }>): GrowingArray | null {
  if (array.object.type !== 'ThisExpression' || array.computed) return null
  const holder = nodesAround(at).find(({ node }) => node.type === 'ClassBody')
  const text = tree.text.slice(array.start, array.end)
  if (holder === undefined) return null
  const uses = nodesBelow(holder).filter(({ node }) => node.type === 'MemberExpression' && tree.text.slice(node.start, node.end) === text)
  const first = uses.find(isAdditionTo)
  return first === undefined ? null : { key: first.node, declared: null, inLoop: false }
}

/** `reduce((all, each) => …, [])`, of whose function it is the first parameter. */
function accumulating(declared: PlacedNode): Node | undefined {
  const own = declared.parent
  const call = own?.parent?.node
  if (own === null || call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || call.callee.property.type !== 'Identifier' || call.arguments[0] !== own.node) return undefined
  const isFirst = 'params' in own.node && Array.isArray(own.node.params) && own.node.params[0] === declared.node
  return isFirst && (call.callee.property.name === 'reduce' || call.callee.property.name === 'reduceRight') ? own.node : undefined
}

/** `a.push(b)` */
function isAdditionTo({ node, parent }: PlacedNode): boolean {
  const call = parent?.parent?.node
  return parent?.node.type === 'MemberExpression' && parent.node.object === node && parent.node.property.type === 'Identifier' && !parent.node.computed
    && (parent.node.property.name === 'push' || parent.node.property.name === 'unshift') && call?.type === 'CallExpression' && call.callee === parent.node
}
