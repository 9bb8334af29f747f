import type { Node } from 'oxc-parser'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { declarationOf } from './names.ts'
import { isFunction, iteratingMethods } from './repeats.ts'

/** Give strings, whatever they are called on. */
const stringMethods = /^(?:toLowerCase|toUpperCase|trim|trimStart|trimEnd|charAt|substring|substr|replace|replaceAll|padStart|padEnd|toString|normalize|join|toFixed)$/u

/** Give elements that are strings. */
const stringLists = /^(?:split|keys)$/u

/** What people give these names is no outcome of arithmetic. */
const identifying = /(?:^|[a-z_$])(?:id|uuid|key|name|slug|code|type|email|sku|tag|title|label|url|path|word)s?$/iu

/** Follows names so far. */
const deepest = 4

/** Whether a value is seen to be no NaN: `indexOf` never finds one, and sets and maps do. */
export function neverNan(tree: SyntaxTree, at: PlacedNode, depth = deepest): boolean {
  const below = (node: Node): PlacedNode => ({ node, parent: at })
  const { node } = at
  if (depth === 0) return false
  switch (node.type) {
    case 'Literal':
    case 'TemplateLiteral':
    case 'ObjectExpression':
    case 'ArrayExpression': return true
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'ParenthesizedExpression': return neverNan(tree, below(node.expression), depth)
    case 'BinaryExpression': return node.operator === '+' && (isText(node.left) || isText(node.right))
    case 'MemberExpression': return node.computed ? elementsNeverNan(tree, below(node.object), depth - 1) : isIdentifying(node.property)
    case 'CallExpression': return (node.callee.type === 'Identifier' && node.callee.name === 'String') || (node.callee.type === 'MemberExpression' && node.callee.property.type === 'Identifier' && stringMethods.test(node.callee.property.name))
    case 'Identifier': return isIdentifying(node) || isNamedNoNan(tree, at, node.name, depth - 1)
    default: return false
  }
}

function isNamedNoNan(tree: SyntaxTree, at: PlacedNode, name: string, depth: number): boolean {
  const declared = declarationOf(tree, at, name)
  const holder = declared?.parent
  if (!declared || !holder || declared.node.type !== 'Identifier') return false
  if (declared.node.typeAnnotation) return declared.node.typeAnnotation.typeAnnotation.type === 'TSStringKeyword'
  if (holder.node.type === 'VariableDeclarator') {
    const loop = holder.parent?.parent
    if (loop?.node.type === 'ForOfStatement') return elementsNeverNan(tree, { node: loop.node.right, parent: loop }, depth)
    return holder.parent?.node.type === 'VariableDeclaration' && holder.parent.node.kind === 'const' && holder.node.init !== null && neverNan(tree, { node: holder.node.init, parent: holder }, depth)
  }
  // What a method hands its function: `names.map((name) => …)`.
  const call = holder.parent
  return isFunction(holder.node) && 'params' in holder.node && holder.node.params[0] === declared.node && call?.node.type === 'CallExpression' && call.node.arguments[0] === holder.node && call.node.callee.type === 'MemberExpression'
    && call.node.callee.property.type === 'Identifier' && iteratingMethods.has(call.node.callee.property.name) && !call.node.callee.property.name.startsWith('reduce') && elementsNeverNan(tree, { node: call.node.callee.object, parent: call }, depth)
}

/** Whether no element of an array is one. */
export function elementsNeverNan(tree: SyntaxTree, at: PlacedNode, depth = deepest): boolean {
  const { node } = at
  if (depth === 0) return false
  if (node.type === 'ArrayExpression') return node.elements.every((each) => each !== null && (each.type === 'SpreadElement' ? elementsNeverNan(tree, { node: each.argument, parent: at }, depth - 1) : neverNan(tree, { node: each, parent: at }, depth - 1)))
  if (node.type === 'CallExpression') return node.callee.type === 'MemberExpression' && node.callee.property.type === 'Identifier' && stringLists.test(node.callee.property.name)
  if (node.type === 'MemberExpression') return !node.computed && isIdentifying(node.property)
  if (node.type !== 'Identifier') return false
  if (isIdentifying(node)) return true
  const declared = declarationOf(tree, at, node.name)
  const holder = declared?.parent
  if (!declared || !holder || declared.node.type !== 'Identifier') return false
  const type = declared.node.typeAnnotation ? tree.text.slice(declared.node.typeAnnotation.typeAnnotation.start, declared.node.typeAnnotation.typeAnnotation.end) : null
  if (type !== null) return /^(?:(?:readonly )?string\[\]|(?:Readonly)?(?:Array|Set)<string>)$/u.test(type)
  return holder.node.type === 'VariableDeclarator' && holder.parent?.node.type === 'VariableDeclaration' && holder.parent.node.kind === 'const' && holder.node.init !== null && elementsNeverNan(tree, { node: holder.node.init, parent: holder }, depth - 1)
}

function isIdentifying(node: Node): boolean {
  return node.type === 'Identifier' && identifying.test(node.name)
}

function isText(node: Node): boolean {
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string')
}
