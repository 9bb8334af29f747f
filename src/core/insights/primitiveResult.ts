import type { Node } from 'oxc-parser'
import { bare } from '../source/syntaxNode.ts'
import { nodesAround, nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { declarationOf, usesOf } from './names.ts'
import { isFunction } from './repeats.ts'

/** Whatever it is called on, it gives a string, a number or a boolean. */
const primitiveMethods = /^(?:charAt|charCodeAt|codePointAt|endsWith|every|findIndex|findLastIndex|has|includes|indexOf|join|lastIndexOf|localeCompare|normalize|padEnd|padStart|repeat|replace|replaceAll|search|some|startsWith|substring|test|toExponential|toFixed|toLowerCase|toPrecision|toString|toUpperCase|trim|trimEnd|trimStart)$/u

const primitiveFunctions = /^(?:Math\.\w+|Number(?:\.\w+)?|String(?:\.\w+)?|Boolean|BigInt(?:\.\w+)?|JSON\.stringify|parseInt|parseFloat|isNaN|isFinite|(?:en|de)codeURI(?:Component)?|Date\.UTC|Array\.isArray|Object\.(?:is|hasOwn))$/u

const primitiveTypes: ReadonlySet<string> = new Set(['TSStringKeyword', 'TSNumberKeyword', 'TSBooleanKeyword', 'TSBigIntKeyword'])

/**
 * Whether all that a function returns are strings, numbers and the like, which nobody who gets one can change. Its parameters are taken to be such; what is
 * not known counts as otherwise.
 */
export function givesPrimitive(tree: SyntaxTree, fn: PlacedNode, known: Set<Node> = new Set()): boolean {
  const { node } = fn
  if (known.has(node)) return true
  known.add(node)
  if (node.type !== 'FunctionDeclaration' && node.type !== 'FunctionExpression' && node.type !== 'ArrowFunctionExpression') return false
  if (node.returnType && primitiveTypes.has(node.returnType.typeAnnotation.type)) return true
  if (node.body !== null && node.body.type !== 'BlockStatement') return isPrimitive(tree, { node: node.body, parent: fn }, known)
  return nodesBelow(fn).every((each) => each.node.type !== 'ReturnStatement' || each.node.argument === null || nodesAround(each).find((around) => isFunction(around.node))?.node !== node || isPrimitive(tree, { node: each.node.argument, parent: each }, known))
}

function isPrimitive(tree: SyntaxTree, at: PlacedNode, known: Set<Node>): boolean {
  const isAlso = (part: Node): boolean => isPrimitive(tree, { node: part, parent: at }, known)
  const node = at.node.type === 'TSAsExpression' || at.node.type === 'TSSatisfiesExpression' || at.node.type === 'TSNonNullExpression' ? bare(at.node) : at.node
  switch (node.type) {
    case 'Literal': return !('regex' in node)
    case 'TemplateLiteral':
    case 'BinaryExpression':
    case 'UnaryExpression':
    case 'UpdateExpression': return true
    case 'LogicalExpression': return isAlso(node.left) && isAlso(node.right)
    case 'ConditionalExpression': return isAlso(node.consequent) && isAlso(node.alternate)
    case 'AssignmentExpression': return node.operator === '=' ? isAlso(node.right) : !/^(?:\|\||&&|\?\?)=$/u.test(node.operator)
    case 'MemberExpression': return !node.computed && node.property.type === 'Identifier' && (node.property.name === 'length' || node.property.name === 'size')
    case 'CallExpression': return isPrimitiveCall(tree, at, bare(node.callee), known)
    case 'Identifier': return isPrimitiveName(tree, at, node.name, known)
    default: return false
  }
}

function isPrimitiveCall(tree: SyntaxTree, at: PlacedNode, callee: Node, known: Set<Node>): boolean {
  if (callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier') {
    return primitiveMethods.test(callee.property.name) || (callee.object.type === 'Identifier' && primitiveFunctions.test(`${callee.object.name}.${callee.property.name}`))
  }
  if (callee.type !== 'Identifier') return false
  const declared = declarationOf(tree, at, callee.name)
  if (declared === null) return primitiveFunctions.test(callee.name)
  const { parent } = declared
  const called = parent?.node.type === 'VariableDeclarator' ? parent.node.init : parent?.node.type === 'FunctionDeclaration' && parent.node.id === declared.node ? parent.node : null
  return called !== null && isFunction(called) && givesPrimitive(tree, { node: called, parent }, known)
}

/** All that is ever written to it is primitive. */
function isPrimitiveName(tree: SyntaxTree, at: PlacedNode, name: string, known: Set<Node>): boolean {
  const declared = declarationOf(tree, at, name)
  if (declared === null) return /^(?:undefined|NaN|Infinity)$/u.test(name)
  // It depends on itself, as sums do.
  if (known.has(declared.node)) return true
  known.add(declared.node)
  const holder = declared.parent
  const isParameter = holder !== null && isFunction(holder.node)
  const begins = isParameter || (holder?.node.type === 'VariableDeclarator' && (holder.node.init === null ? !isOfLoop(holder) : isPrimitive(tree, { node: holder.node.init, parent: holder }, known)))
  return begins && usesOf(tree, name).every(({ node, parent }) => {
    if (parent === null || declarationOf(tree, { node, parent }, name) !== declared) return true
    if (parent.node.type === 'AssignmentExpression' && parent.node.left === node) return isPrimitive(tree, parent, known)
    return !isWrittenByPattern(parent)
  })
}

/** `[a, b] = all`, `({ a } = all)`, `for (a of all)` */
function isWrittenByPattern({ node, parent }: PlacedNode): boolean {
  return /Pattern$|^For(?:Of|In)Statement$|^RestElement$/u.test(node.type) || (node.type === 'Property' && parent?.node.type === 'ObjectPattern')
}

/** `for (const each of all)`: it begins as what the loop gives. */
function isOfLoop({ parent }: PlacedNode): boolean {
  return parent?.parent !== null && (parent?.parent.node.type === 'ForOfStatement' || parent?.parent.node.type === 'ForInStatement')
}
