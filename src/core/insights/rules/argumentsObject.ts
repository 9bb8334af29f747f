import type { Node } from 'oxc-parser'
import type { Rewrite } from '../../source/rewriteText.ts'
import { nodesAround } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { declarationOf, freshName, functionOf, usesOf } from '../names.ts'

/**
 * `arguments` where it is gone through by what V8 has a fast path for arrays alone: 8 to 20 times as slow in Node 22, 24 and 26; or copied by `slice`,
 * which takes 20 ns where a rest parameter takes 5. Its elements, its length, `apply` and a spread in a call are as quick, and no finding.
 */
export const argumentsObject: InsightRule = {
  name: 'arguments-object',
  effort: 'quick win',
  kind: 'slow operation',
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Functions/rest_parameters',
  find: (tree, nodes) => {
    const spoken = new Set<Node>()
    return nodes.flatMap((at) => findingAt(tree, at, spoken) ?? [])
  },
}

/** Methods that run over an array by a fast path of V8's. */
const iterating: ReadonlySet<string> = new Set(['map', 'filter', 'forEach', 'reduce', 'some', 'every', 'find', 'findIndex', 'indexOf', 'lastIndexOf', 'includes', 'join'])

type OwnFunction = Extract<Node, { readonly params: unknown; readonly id: unknown }> & { readonly type: 'FunctionDeclaration' | 'FunctionExpression' }

/** How `arguments` is gone through: the whole expression, and what stands for it with an array. */
interface Passage {
  readonly whole: PlacedNode
  /** The first argument that a copy holds, where it is one; null where that is not written out. */
  readonly from?: number | null
  /** @param isOnly nothing else uses the array, so that it may be handed on itself */
  readonly rewritten: (name: string, isOnly: boolean) => Rewrite
}

/** @param spoken functions that a finding is about: its edit changes all of one */
function findingAt(tree: SyntaxTree, at: PlacedNode, spoken: Set<Node>): Finding | null {
  if (at.node.type !== 'Identifier' || at.node.name !== 'arguments') return null
  const passage = passageOf(tree, at) ?? passageWithin(tree, at)
  const owner = ownerOf(at)
  if (passage === null || owner === null || spoken.has(owner)) return null
  spoken.add(owner)
  const isSliced = passage.from !== undefined
  const { start, end } = passage.whole.node.type === 'ForOfStatement' ? at.node : passage.whole.node
  return {
    extent: { start, end },
    ...(isSliced ? { of: 'own' as const } : {}),
    title: `Take a rest parameter instead of ${isSliced ? 'copying' : 'going through'} \`arguments\``,
    explanation: isSliced
      ? '`arguments` is made for each call, and then copied by a function that is called for it. A rest parameter is the array itself, and optimised code makes it in place.'
      : '`arguments` is no array: V8 goes through it step by step, by an iterator or by asking for each index. A rest parameter is an array, and is gone through as one.',
    saves: { low: isSliced ? 0.1 : 0.2, high: 0.97 },
    edit: editOf(tree, owner),
  }
}

/** `[...arguments]`, `Array.from(arguments)`, `for (const each of arguments)`, `Array.prototype.map.call(arguments, …)` */
function passageOf({ text }: SyntaxTree, { node, parent }: PlacedNode): Passage | null {
  if (parent === null) return null
  const around = parent.node
  if (around.type === 'ForOfStatement') return around.right === node && !around.await ? { whole: parent, rewritten: (name) => ({ start: node.start, end: node.end, text: name }) } : null
  if (around.type === 'SpreadElement') {
    const list = parent.parent
    return list?.node.type === 'ArrayExpression' && list.node.elements.length === 1 ? copied(list) : null
  }
  if (around.type !== 'CallExpression' || around.arguments[0] !== node || around.callee.type !== 'MemberExpression' || around.callee.computed || around.callee.property.type !== 'Identifier') return null
  const { object, property } = around.callee
  if (object.type === 'Identifier' && object.name === 'Array' && property.name === 'from') {
    const [, made] = around.arguments
    if (made === undefined) return copied(parent)
    // `map` hands on the array too.
    return made.type === 'ArrowFunctionExpression' && made.params.length <= 2 && around.arguments.length === 2 ? { whole: parent, rewritten: (name) => ({ start: around.start, end: made.start, text: `${name}.map(` }) } : null
  }
  if (property.name === 'call' && object.type === 'MemberExpression' && isOfArrays(text, object) && object.property.type === 'Identifier' && object.property.name === 'slice') return sliced(parent, around.arguments)
  if (property.name !== 'call' || object.type !== 'MemberExpression' || object.computed || object.property.type !== 'Identifier' || !iterating.has(object.property.name)) return null
  const method = object.property.name
  const [, second] = around.arguments
  return isOfArrays(text, object) && second !== undefined ? { whole: parent, rewritten: (name) => ({ start: around.start, end: second.start, text: `${name}.${method}(` }) } : null
}

function copied(whole: PlacedNode): Passage {
  return { whole, rewritten: (name, isOnly) => ({ start: whole.node.start, end: whole.node.end, text: isOnly ? name : `[...${name}]` }) }
}

/** `Array.prototype.slice.call(arguments, 1)` */
function sliced(whole: PlacedNode, [, from, ...more]: readonly Node[]): Passage | null {
  if (from === undefined) return { ...copied(whole), from: 0 }
  const first = more.length === 0 && from.type === 'Literal' && typeof from.value === 'number' ? from.value : null
  return { whole, from: first, rewritten: (name) => ({ start: whole.node.start, end: from.start, text: `${name}.slice(` }) }
}

/** `Array.prototype.map`, `[].map` */
function isOfArrays(text: string, { object, computed }: Extract<Node, { type: 'MemberExpression' }>): boolean {
  return !computed && (text.slice(object.start, object.end) === 'Array.prototype' || (object.type === 'ArrayExpression' && object.elements.length === 0))
}

/** What a function of this text does with them that they are handed to. */
function passageWithin(tree: SyntaxTree, at: PlacedNode): Passage | null {
  const call = at.parent
  if (call?.node.type !== 'CallExpression' || call.node.callee.type !== 'Identifier') return null
  const called = functionOf(tree, call, call.node.callee.name)
  const parameter = called !== null && 'params' in called.node && Array.isArray(called.node.params) ? called.node.params[call.node.arguments.findIndex((each) => each === at.node)] : undefined
  if (called === null || parameter?.type !== 'Identifier') return null
  const uses = usesOf(tree, parameter.name).filter((use) => use.node !== parameter && declarationOf(tree, use, parameter.name)?.node === parameter)
  return uses.some((use) => passageOf(tree, use) !== null) ? { whole: call, rewritten: (name) => ({ start: at.node.start, end: at.node.end, text: name }) } : null
}

/** The function whose arguments they are. */
function ownerOf(at: PlacedNode): OwnFunction | null {
  const owner = nodesAround(at).find(({ node }) => isOwnFunction(node))?.node
  return owner !== undefined && isOwnFunction(owner) ? owner : null
}

function isOwnFunction(node: Node): node is OwnFunction {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression'
}

/** Of a function without parameters, where all that it does with `arguments` an array does as well; or that only copies those behind its parameters. */
function editOf(tree: SyntaxTree, owner: OwnFunction): Finding['edit'] {
  const { body, id } = owner
  // A function that says "use strict" itself may not have a rest parameter.
  if (body === null || body.body.some((statement) => statement.type === 'ExpressionStatement' && typeof statement.directive === 'string')) return null
  const name = freshName(tree, 'args')
  const uses = usesOf(tree, 'arguments').filter((use) => ownerOf(use) === owner)
  const rest = `...${name}${tree.isTypeScript ? ': any[]' : ''}`
  if (owner.params.length > 0) return behindParameters(tree, owner, uses, { name, rest })
  const headStart = id?.end ?? owner.start
  const list = /\(\s*\)/u.exec(tree.text.slice(headStart, body.start))
  if (list === null) return null
  const rewrites: Rewrite[] = [{ start: headStart + list.index, end: headStart + list.index + list[0].length, text: `(${rest})` }]
  for (const use of uses) {
    const passage = passageOf(tree, use)
    if (passage === null && !isRead(use)) return null
    rewrites.push(passage?.rewritten(name, uses.length === 1) ?? { start: use.node.start, end: use.node.end, text: name })
  }
  return rewrites
}

/** `function f(a) { const rest = [].slice.call(arguments, 1) }`, where nothing else uses them. */
function behindParameters(tree: SyntaxTree, { params }: OwnFunction, uses: readonly PlacedNode[], { name, rest }: { readonly name: string; readonly rest: string }): Finding['edit'] {
  const [use, ...more] = uses
  const last = params.at(-1)
  const passage = use === undefined ? null : passageOf(tree, use)
  // A rest parameter would be behind another one, and a type's is its first parameter.
  if (last === undefined || more.length > 0 || passage?.from !== params.length || params.some((each) => each.type === 'RestElement' || (each.type === 'Identifier' && each.name === 'this'))) return null
  const { start, end } = passage.whole.node
  return [{ start: last.end, end: last.end, text: `, ${rest}` }, { start, end, text: name }]
}

/** Its length or an element is read, it is spread into a call, or handed to `apply`, or copied by `slice`. */
function isRead({ node, parent }: PlacedNode): boolean {
  const around = parent?.node
  const user = parent?.parent?.node
  if (around?.type === 'SpreadElement') return user?.type === 'CallExpression' || user?.type === 'NewExpression' || user?.type === 'ArrayExpression'
  if (around?.type === 'CallExpression' && around.callee.type === 'MemberExpression' && around.callee.property.type === 'Identifier' && !around.callee.computed) {
    return (around.callee.property.name === 'apply' && around.arguments[1] === node) || (around.callee.property.name === 'call' && around.arguments[0] === node)
  }
  if (around?.type !== 'MemberExpression' || around.object !== node || !(around.computed || (around.property.type === 'Identifier' && around.property.name === 'length'))) return false
  return !((user?.type === 'AssignmentExpression' && user.left === around) || user?.type === 'UpdateExpression' || user?.type === 'UnaryExpression' || (user?.type === 'CallExpression' && user.callee === around))
}
