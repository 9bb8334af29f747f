import type { Node } from 'oxc-parser'
import { nodesAround, nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { declarationOf, functionOf, isPropertyName, usesOf } from './names.ts'
import { isFunction } from './repeats.ts'
import { functionAround } from './functionAround.ts'

/** Methods that read an array, and hand on neither it nor a view of it. */
const reading: ReadonlySet<string> = new Set(['at', 'concat', 'entries', 'every', 'filter', 'find', 'findIndex', 'findLast', 'flat', 'flatMap', 'forEach', 'includes', 'indexOf', 'join', 'keys', 'lastIndexOf', 'map', 'pop', 'reduce', 'reduceRight', 'shift', 'slice', 'some', 'toReversed', 'toSorted', 'values'])

/** Methods that answer with the array itself; `sort` takes far longer than the array. */
const returning: ReadonlySet<string> = new Set(['reverse', 'fill'])

/** Functions that keep nothing of what they are given but its elements. */
const copying = /^(?:Math\.\w+|Object\.(?:keys|values|entries|fromEntries)|JSON\.stringify|Array\.from|String|Number|Set|Map)$/u

/** How far a value is followed out of functions and into them. */
const mostSteps = 4

/** Whether nothing holds what an expression makes once the code around has read it, however many functions of this text hand it on. */
export function isDropped(tree: SyntaxTree, at: PlacedNode, steps = 0): boolean {
  const { node, parent } = at
  if (parent === null || steps > mostSteps) return false
  const around = parent.node
  switch (around.type) {
    case 'ParenthesizedExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'AwaitExpression': return isDropped(tree, parent, steps)
    case 'ConditionalExpression': return around.test === node || isDropped(tree, parent, steps)
    case 'MemberExpression': return around.object === node ? isReadBy(tree, parent, steps) : around.computed
    case 'ForOfStatement': return around.right === node
    case 'SpreadElement':
    case 'TemplateLiteral':
    case 'UnaryExpression':
    case 'BinaryExpression': return true
    case 'VariableDeclarator': return around.id.type === 'Identifier' ? areUsesDropped(tree, { node: around.id, parent }, steps) : around.init === node
    case 'AssignmentExpression': return around.right === node && isReplaced(tree, parent, steps)
    case 'ReturnStatement': return isResultDropped(tree, nodesAround(parent).find((each) => isFunction(each.node)), steps)
    case 'ArrowFunctionExpression': return around.body === node && isResultDropped(tree, parent, steps)
    case 'CallExpression':
    case 'NewExpression': return isHandedOn(tree, at, parent, steps)
    default: return false
  }
}

/** `made.x`, `made.reduce(…)`, or a method of a class of this text. */
function isReadBy(tree: SyntaxTree, member: PlacedNode, steps: number): boolean {
  const call = member.parent
  const { node } = member
  if (node.type !== 'MemberExpression') return false
  if (call?.node.type !== 'CallExpression' || call.node.callee !== node) return !(call?.node.type === 'AssignmentExpression' && call.node.left === node && call.parent?.node.type !== 'ExpressionStatement')
  if (node.computed || node.property.type !== 'Identifier') return false
  const { name } = node.property
  if (returning.has(name)) return isDropped(tree, call, steps + 1)
  return reading.has(name) || methodsOf(tree, name).length > 0
}

function areUsesDropped(tree: SyntaxTree, declared: PlacedNode, steps: number): boolean {
  if (declared.node.type !== 'Identifier') return false
  const { name } = declared.node
  const owner = functionAround(declared)
  const uses = usesOf(tree, name).filter((use) => use.node !== declared.node && declarationOf(tree, use, name)?.node === declared.node)
  return owner !== undefined && uses.every((use) => functionAround(use) === owner && isDropped(tree, use, steps + 1))
}

/** `state = { ...state, count }`, of a variable of the same function: the last one goes, where the next does not hold it. */
function isReplaced(tree: SyntaxTree, at: PlacedNode, steps: number): boolean {
  const { node } = at
  if (node.type !== 'AssignmentExpression' || node.operator !== '=' || node.left.type !== 'Identifier' || at.parent?.node.type !== 'ExpressionStatement') return false
  const { name } = node.left
  const declared = declarationOf(tree, at, name)
  const used = nodesBelow({ node: node.right, parent: at }).filter((each) => each.node.type === 'Identifier' && each.node.name === name && !isPropertyName(each))
  const isOwn = declared !== null && functionAround(declared) !== undefined && functionAround(declared) === functionAround(at)
  return isOwn && used.length > 0 && used.every((each) => isDropped(tree, each, steps + 1))
}

/** What all calls in this text do with a function's result. */
function isResultDropped(tree: SyntaxTree, made: PlacedNode | undefined, steps: number): boolean {
  const holder = made?.parent?.node
  if (made === undefined || ('async' in made.node && made.node.async) || ('generator' in made.node && made.node.generator)) return false
  if (holder?.type === 'MethodDefinition' || holder?.type === 'Property') {
    const name = holder.key.type === 'Identifier' && !holder.computed ? holder.key.name : null
    const calls = name === null ? [] : tree.nodes.filter(({ node }) => node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && !node.callee.computed && node.callee.property.type === 'Identifier' && node.callee.property.name === name)
    return holder.kind !== 'get' && calls.length > 0 && calls.every((call) => isDropped(tree, call, steps + 1))
  }
  const name = made.node.type === 'FunctionDeclaration' ? made.node.id?.name : holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier' ? holder.id.name : undefined
  const uses = name === undefined ? [] : usesOf(tree, name).filter((use) => use.parent?.node !== made.node && use.parent?.node !== holder && functionOf(tree, use, name)?.node === made.node)
  return uses.length > 0 && uses.every((use) => {
    const call = use.parent
    return call?.node.type === 'CallExpression' && call.node.callee === use.node && isDropped(tree, call, steps + 1)
  })
}

/** Given to a function that is known to copy it, or whose parameter is only read. */
function isHandedOn(tree: SyntaxTree, { node }: PlacedNode, call: PlacedNode, steps: number): boolean {
  if (call.node.type !== 'CallExpression' && call.node.type !== 'NewExpression') return false
  const { callee } = call.node
  const index = call.node.arguments.findIndex((each) => each === node)
  if (index < 0) return false
  if (copying.test(tree.text.slice(callee.start, callee.end))) return true
  if (call.node.type === 'NewExpression') return false
  const called = callee.type === 'Identifier' ? [functionOf(tree, call, callee.name)] : callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier' ? methodsOf(tree, callee.property.name) : []
  return called.length > 0 && called.every((each) => {
    const params = each !== null && 'params' in each.node && Array.isArray(each.node.params) ? each.node.params : []
    const parameter: Node | undefined = params[index]
    if (each === null || parameter === undefined) return false
    return parameter.type === 'ObjectPattern' || parameter.type === 'ArrayPattern' || (parameter.type === 'Identifier' && areUsesDropped(tree, { node: parameter, parent: each }, steps))
  })
}

/** Of the classes and objects of this text, by their name. */
function methodsOf(tree: SyntaxTree, name: string): readonly PlacedNode[] {
  return tree.nodes.filter(({ node, parent }) => isFunction(node) && (parent?.node.type === 'MethodDefinition' || parent?.node.type === 'Property') && parent.node.value === node && !parent.node.computed && parent.node.key.type === 'Identifier' && parent.node.key.name === name)
}
