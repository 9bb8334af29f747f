import type { Node } from 'oxc-parser'
import { bare } from '../source/syntaxNode.ts'
import { nodesAround, nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { declarationOf, isChangedByFunctions, isPropertyName, rootName, usesOf } from './names.ts'
import { isFunction } from './repeats.ts'
import { isWithin } from '../source/isWithin.ts'

/** What a function must not do whose answers are kept: wait, be asked for more, depend on who calls it, load something. */
const foreign: ReadonlySet<string> = new Set(['AwaitExpression', 'YieldExpression', 'ThisExpression', 'Super', 'MetaProperty', 'ImportExpression', 'TaggedTemplateExpression', 'ClassDeclaration', 'ClassExpression', 'JSXElement', 'JSXFragment'])

/** Functions of the language that depend on their arguments alone. */
const pureFunctions = /^(?:Math\.(?!random)\w+|Number(?:\.\w+)?|String(?:\.\w+)?|Boolean|BigInt(?:\.\w+)?|Array(?:\.(?:from|of|isArray))?|JSON\.(?:parse|stringify)|Object\.(?:keys|values|entries|fromEntries|is|hasOwn|create)|parseInt|parseFloat|isNaN|isFinite|(?:en|de)codeURI(?:Component)?|Date\.UTC)$/u

const pureClasses = /^(?:Array|Map|Set|RegExp|(?:Type|Range|Syntax)?Error|(?:Uint8Clamped|(?:Big)?(?:Ui|I)nt\d+|Float\d+)Array)$/u

/** Names of the language that stand for a value that never changes. */
const constants = /^(?:undefined|NaN|Infinity|Math|Number|String|Boolean|BigInt|Array|JSON|Object)$/u

/** Methods of strings, numbers, arrays, maps and sets that change nothing. */
const readingMethods = /^(?:at|charAt|charCodeAt|codePointAt|concat|endsWith|entries|every|filter|find|findIndex|findLast|findLastIndex|flat|flatMap|forEach|get|has|includes|indexOf|join|keys|lastIndexOf|localeCompare|map|match|matchAll|normalize|padEnd|padStart|reduce|reduceRight|repeat|replace|replaceAll|search|slice|some|split|startsWith|substring|toExponential|toFixed|toLowerCase|toPrecision|toReversed|toSorted|toSpliced|toString|toUpperCase|trim|trimEnd|trimStart|valueOf|values|with)$/u

/** Methods that change what they are called on: fine on what the function made itself. */
const changingMethods = /^(?:add|clear|copyWithin|delete|fill|pop|push|reverse|set|shift|sort|splice|unshift)$/u

/** Methods that give a new array. */
const copyingMethods = /^(?:concat|filter|flat|flatMap|map|match|slice|split|toReversed|toSorted|toSpliced|with)$/u

/**
 * Whether a function answers by its arguments alone, and does nothing beside, where those are primitive. What is not known counts as otherwise: functions of other modules,
 * what other modules may change, methods that are not the language's own.
 */
export function isPure(tree: SyntaxTree, fn: PlacedNode, known: Set<Node> = new Set()): boolean {
  // A function that calls itself is pure where the rest of it is.
  if (known.has(fn.node)) return true
  known.add(fn.node)
  return nodesBelow(fn).every((each) => isPureNode(tree, fn, each, known))
}

function isPureNode(tree: SyntaxTree, fn: PlacedNode, at: PlacedNode, known: Set<Node>): boolean {
  const { node } = at
  if (foreign.has(node.type)) return false
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': return !node.async && !node.generator
    case 'AssignmentExpression': return isOwn(tree, fn, at, node.left)
    case 'UpdateExpression': return isOwn(tree, fn, at, node.argument)
    case 'UnaryExpression': return node.operator !== 'delete' || isOwn(tree, fn, at, node.argument)
    case 'ForOfStatement':
    case 'ForInStatement': return node.left.type === 'VariableDeclaration' || isOwn(tree, fn, at, node.left)
    case 'NewExpression': return node.callee.type === 'Identifier' && pureClasses.test(node.callee.name) && declarationOf(tree, at, node.callee.name) === null
    case 'CallExpression': return isPureCall(tree, fn, at, known)
    case 'Identifier': return isPropertyName(at) || isNoValue(at) || isKnownValue(tree, fn, at, node.name)
    default: return true
  }
}

/** Whether to change this changes nothing but what the function made. */
function isOwn(tree: SyntaxTree, fn: PlacedNode, at: PlacedNode, target: Node): boolean {
  if (target.type === 'Identifier') return isDeclaredIn(tree, fn, at, target.name)
  if (target.type === 'MemberExpression') {
    const name = rootName(target)
    return name !== null && isOwnObject(tree, fn, at, name)
  }
  return nodesBelow({ node: target, parent: at }).every(({ node }) => node.type !== 'MemberExpression' && (node.type !== 'Identifier' || isDeclaredIn(tree, fn, at, node.name)))
}

/** A variable that holds an array or object that the function made, and nothing else. */
function isOwnObject(tree: SyntaxTree, fn: PlacedNode, at: PlacedNode, name: string): boolean {
  const declared = declarationOf(tree, at, name)
  if (declared === null || !isWithin(declared.node, fn.node) || declared.parent?.node.type !== 'VariableDeclarator') return false
  const { init } = declared.parent.node
  return init !== null && isNew(init) && nodesBelow(fn).every(({ node }) => node.type !== 'AssignmentExpression' || node.left.type !== 'Identifier' || node.left.name !== name || isNew(node.right))
}

function isNew(value: Node): boolean {
  if (value.type === 'ArrayExpression' || value.type === 'ObjectExpression' || value.type === 'NewExpression') return true
  if (value.type !== 'CallExpression') return false
  if (/^(?:Array(?:\.(?:from|of))?|Object\.(?:keys|values|entries|fromEntries|create)|JSON\.parse)$/u.test(calleeText(value.callee))) return true
  const method = methodOf(value.callee)
  return method !== null && (copyingMethods.test(method.name) || (changingMethods.test(method.name) && isNew(method.object)))
}

function isPureCall(tree: SyntaxTree, fn: PlacedNode, at: PlacedNode, known: Set<Node>): boolean {
  if (at.node.type !== 'CallExpression') return false
  const callee = bare(at.node.callee)
  const root = rootName(callee)
  const declared = root === null ? null : declarationOf(tree, at, root)
  if (callee.type === 'Identifier') {
    if (declared === null) return pureFunctions.test(callee.name)
    const called = functionOf(declared)
    return called !== null && (isWithin(called.node, fn.node) || isPure(tree, called, known))
  }
  if (root !== null && declared === null) return pureFunctions.test(calleeText(callee))
  const method = methodOf(callee)
  if (method === null) return false
  if (method.name === 'test' || method.name === 'exec') return isForgetful(method.object, declared)
  if (changingMethods.test(method.name)) return isNew(method.object) || (root !== null && isOwnObject(tree, fn, at, root))
  return readingMethods.test(method.name) && (declared === null || isWithin(declared.node, fn.node) || isLanguageValue(declared))
}

/** A regular expression that does not remember where it was. */
function isForgetful(object: Node, declared: PlacedNode | null): boolean {
  const value = object.type === 'Literal' ? object : object.type === 'Identifier' && declared?.parent?.node.type === 'VariableDeclarator' ? declared.parent.node.init : null
  return value?.type === 'Literal' && 'regex' in value && !/[gy]/u.test(value.regex.flags)
}

/** What a name stands for is the same in each call. */
function isKnownValue(tree: SyntaxTree, fn: PlacedNode, at: PlacedNode, name: string): boolean {
  const declared = declarationOf(tree, at, name)
  if (declared !== null && isWithin(declared.node, fn.node)) return true
  if (declared === null) return constants.test(name) || pureFunctions.test(name) || pureClasses.test(name)
  // Of another module's object nothing is known: who else changes it?
  if (declared.parent?.node.type.startsWith('Import') === true) return at.parent?.node.type !== 'MemberExpression'
  return !isChangedByFunctions(tree, fn, name) && (isFixed(declared) || isKept(tree, declared, name))
}

/** A function, class or literal: nobody who gets it can change what it is. */
function isFixed(declared: PlacedNode): boolean {
  const holder = declared.parent?.node
  if (holder?.type !== 'VariableDeclarator') return holder?.type === 'FunctionDeclaration' || holder?.type === 'ClassDeclaration'
  return holder.init !== null && (isFunction(holder.init) || /^(?:Literal|TemplateLiteral|BinaryExpression|UnaryExpression)$/u.test(holder.init.type))
}

/** An object or array that this text made and alone gets hold of: it is read, gone through and spread, and never handed on. */
function isKept(tree: SyntaxTree, declared: PlacedNode, name: string): boolean {
  const holder = declared.parent?.node
  if (holder?.type !== 'VariableDeclarator' || holder.init === null || (!isNew(holder.init) && holder.init.type !== 'CallExpression')) return false
  if (nodesAround(declared).some(({ node }) => node.type === 'ExportNamedDeclaration')) return false
  return usesOf(tree, name).every((use) => {
    const around = use.parent?.node
    if (use === declared || declarationOf(tree, use, name) !== declared || around?.type === 'SpreadElement') return true
    return (around?.type === 'MemberExpression' && around.object === use.node) || (around?.type === 'ForOfStatement' && around.right === use.node) || around?.type === 'BinaryExpression'
  })
}

/** It was made in this text, of what the language has: its methods are the language's own. */
function isLanguageValue(declared: PlacedNode): boolean {
  const init = declared.parent?.node.type === 'VariableDeclarator' ? declared.parent.node.init : null
  return init !== null && (init.type === 'Literal' || init.type === 'TemplateLiteral' || (isNew(init) && (init.type !== 'NewExpression' || pureClasses.test(calleeText(init.callee)))))
}

function functionOf({ node, parent }: PlacedNode): PlacedNode | null {
  if (parent?.node.type === 'FunctionDeclaration') return parent.node.id === node ? parent : null
  const value = parent?.node.type === 'VariableDeclarator' ? parent.node.init : null
  return value !== null && isFunction(value) ? { node: value, parent } : null
}

function methodOf(callee: Node): { readonly name: string; readonly object: Node } | null {
  return callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier' ? { name: callee.property.name, object: bare(callee.object) } : null
}

function calleeText(callee: Node): string {
  if (callee.type === 'Identifier') return callee.name
  const method = methodOf(callee)
  return method?.object.type === 'Identifier' ? `${method.object.name}.${method.name}` : ''
}

function isDeclaredIn(tree: SyntaxTree, fn: PlacedNode, at: PlacedNode, name: string): boolean {
  const declared = declarationOf(tree, at, name)
  return declared !== null && isWithin(declared.node, fn.node)
}

/** A label, or a type. */
function isNoValue(at: PlacedNode): boolean {
  return nodesAround(at).some(({ node: { type } }, index) => type === 'TSTypeAnnotation' || type === 'TSTypeReference' || type === 'TSTypeParameterInstantiation' || (index === 0 && (type === 'LabeledStatement' || type === 'BreakStatement' || type === 'ContinueStatement')))
}

/** The function that stands at a module's top under a name; null where there is none such. */
export function functionAtTop(tree: SyntaxTree, name: string): PlacedNode | null {
  const found = tree.nodes.find((each) => isFunction(each.node) && boundName(each) === name)
  return found !== undefined && nodesAround(found).every(({ node }) => ['VariableDeclarator', 'VariableDeclaration', 'ExportNamedDeclaration', 'ExportDefaultDeclaration', 'Program'].includes(node.type)) ? found : null
}

function boundName({ node, parent }: PlacedNode): string | null {
  if (node.type === 'FunctionDeclaration') return node.id?.name ?? null
  return parent?.node.type === 'VariableDeclarator' && parent.node.init === node && parent.node.id.type === 'Identifier' ? parent.node.id.name : null
}
