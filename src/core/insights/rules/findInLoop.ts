import type { Node } from 'oxc-parser'
import { bare } from '../../source/syntaxNode.ts'
import { nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { calledEachRound, handedFor } from '../calledEachRound.ts'
import type { CalledEachRound } from '../calledEachRound.ts'
import { insertBefore, unchangedThroughout, withReplacement } from '../hoist.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { leastSearchMs } from '../leastSearchMs.ts'
import { freshName, rootName, usedNames } from '../names.ts'

/** `find` and `some` by a key, in an array that stays the same while a loop asks it again and again. */
export const findInLoop: InsightRule = {
  name: 'find-in-loop',
  effort: 'quick win',
  kind: 'slow operation',
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Map#performance',
  leastMs: leastSearchMs,
  find: (tree, nodes) => nodes.flatMap((at) => findingAt(tree, at) ?? []),
}

/** What a search compares. */
interface Search {
  readonly array: Node
  readonly method: 'find' | 'some'
  /** The element as the function names it, and its key. */
  readonly element: Node
  readonly key: Node
  readonly keyName: string
  readonly wanted: Node
}

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const search = searchAt(at.node)
  if (search === null) return null
  const { array, method, keyName, wanted } = search
  const names = usedNames({ node: array, parent: at })
  const repetition = unchangedThroughout(tree, at, names)
  const called = repetition === null ? calledEachRound(tree, { node: array, parent: at }, names) : null
  const whole = repetition ?? called?.repetition
  if (whole === undefined || changesKey(whole.part, keyName)) return null
  const text = (node: Node): string => tree.text.slice(node.start, node.end)
  const collection = method === 'find' ? 'Map' : 'Set'
  const searched = called === null ? `\`${text(array)}\` is searched from its beginning in each round` : `\`${called.name}\` is called in a loop on line ${tree.lineAt(called.call.start) + 1}, and searches \`${text(array)}\` from its beginning each time`
  return {
    extent: { start: at.node.start, end: at.node.end },
    title: `Ask a ${collection} by \`${keyName}\` instead of searching \`${text(array)}\` each time`,
    explanation: `${searched}${called === null ? ', and' : ', which'} does not change meanwhile. A ${collection} that is made once before answers at once, however long the array.`,
    saves: { low: 0.3, high: 0.998 },
    edit: called === null ? editOf(tree, search, { array, wanted, whole: whole.whole, answer: at.node }) : editThrough(tree, at, search, called),
  }
}

/** What is asked for, and where. */
interface Place {
  readonly array: Node
  readonly wanted: Node
  /** The code that repeats it. */
  readonly whole: PlacedNode
  /** What the question of the map stands for. */
  readonly answer: Node
}

function editOf(tree: SyntaxTree, { method, element, key, keyName }: Search, { array, wanted, whole, answer }: Place): Finding['edit'] {
  const text = (node: Node): string => tree.text.slice(node.start, node.end)
  const own = /[\w$]+$/u.exec(text(array))?.[0] ?? 'known'
  const index = freshName(tree, method === 'find' ? `${own}By${keyName.charAt(0).toUpperCase()}${keyName.slice(1)}` : `${own}Keys`)
  const parameter = element.type === 'Identifier' ? element.name : `(${text(element)})`
  const made = method === 'find' ? `new Map(${text(array)}.map((${text(element)}) => [${text(key)}, ${text(element)}]${tree.isTypeScript ? ' as const' : ''}).reverse())` : `new Set(${text(array)}.map(${element.type === 'Identifier' ? `(${parameter})` : parameter} => ${text(key)}))`
  const before = insertBefore(tree, whole, `const ${index} = ${made}`, usedNames({ node: array, parent: null }))
  const { start, end } = answer
  return before === null ? null : withReplacement(before, { start, end, text: `${index}.${method === 'find' ? 'get' : 'has'}(${text(wanted)})` })
}

/** The call asks the map itself, where its function does nothing else. */
function editThrough(tree: SyntaxTree, at: PlacedNode, search: Search, called: CalledEachRound): Finding['edit'] {
  const array = handedFor(called, at.node, search.array)
  const wanted = handedFor(called, at.node, search.wanted)
  return array === null || wanted === null ? null : editOf(tree, search, { array, wanted, whole: called.repetition.whole, answer: called.call })
}

/** `a.find((each) => each.key === wanted)`, either way round, or `a.some(({ key }) => …)`. */
function searchAt(node: Node): Search | null {
  if (node.type !== 'CallExpression' || node.optional || node.arguments.length !== 1) return null
  const { callee } = node
  const [test] = node.arguments
  if (callee.type !== 'MemberExpression' || callee.computed || callee.optional || callee.property.type !== 'Identifier' || test?.type !== 'ArrowFunctionExpression' || test.async || test.params.length !== 1) return null
  const method = callee.property.name
  const array = bare(callee.object)
  const [element] = test.params
  if ((method !== 'find' && method !== 'some') || (array.type !== 'Identifier' && array.type !== 'MemberExpression') || element === undefined || test.body.type !== 'BinaryExpression' || test.body.operator !== '===') return null
  const { left, right } = test.body
  for (const [key, wanted] of [[left, right], [right, left]] as const) {
    const keyName = keyOf(key, element, method)
    if (keyName !== null && isPlain(wanted) && !uses(wanted, element)) return { array, method, element, key, keyName, wanted }
  }
  return null
}

/** The name of an element's key; null for other values. A pattern names no element: only `some` needs none. */
function keyOf(key: Node, element: Node, method: string): string | null {
  if (element.type === 'Identifier') return key.type === 'MemberExpression' && !key.computed && !key.optional && key.object.type === 'Identifier' && key.object.name === element.name && key.property.type === 'Identifier' ? key.property.name : null
  if (method !== 'some' || element.type !== 'ObjectPattern' || key.type !== 'Identifier') return null
  const isKey = element.properties.some((property) => property.type === 'Property' && property.value.type === 'Identifier' && property.value.name === key.name)
  return isKey ? key.name : null
}

/** To ask for it once is the same as to ask for it for each element. */
function isPlain(node: Node): boolean {
  return node.type === 'Literal' || node.type === 'Identifier' || (node.type === 'MemberExpression' && !node.optional && rootName(node) !== null && (!node.computed || isPlain(node.property)))
}

function uses(node: Node, element: Node): boolean {
  const own = usedNames({ node: element, parent: null })
  return [...usedNames({ node, parent: null })].some((name) => own.has(name))
}

function changesKey(part: PlacedNode, key: string): boolean {
  return nodesBelow(part).some(({ node }) => (node.type === 'AssignmentExpression' && isMember(node.left, key)) || (node.type === 'UpdateExpression' && isMember(node.argument, key)))
}

function isMember(node: Node, key: string): boolean {
  return node.type === 'MemberExpression' && (node.computed || (node.property.type === 'Identifier' && node.property.name === key))
}
