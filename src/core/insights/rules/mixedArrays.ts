import type { Node } from 'oxc-parser'
import type { Rewrite } from '../../source/rewriteText.ts'
import { nodesAround, nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { formatBytes } from '../../presentation/formatBytes.ts'
import { formatShare } from '../../presentation/formatShare.ts'
import { executionsAt } from '../executionsAt.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { declarationOf, functionOf, usesOf } from '../names.ts'
import { ownShare } from '../ownShare.ts'

/**
 * Fractions in an array that holds something else too. V8 keeps an array of numbers as plain doubles (`PACKED_DOUBLE_ELEMENTS`); with one null in it
 * each fraction that is written becomes an object of its own (`HeapNumber`, 16 bytes): 2.5 to 3.5 times as slow in Node 22, 24 and 26 where sums are
 * written again and again. Integers and fractions in one array cost nothing there.
 */
export const mixedArrays: InsightRule = {
  name: 'mixed-arrays',
  effort: 'quick win',
  kind: 'slow operation',
  goals: ['time', 'throughput', 'memory'],
  link: 'https://v8.dev/blog/elements-kinds',
  leastShare: 0.1,
  find: (tree, nodes, seen) => {
    const spoken = new Set<Node>()
    return nodes.flatMap((at) => findingAt(tree, at, seen, spoken) ?? [])
  },
}

/** Of a number that is an object, in bytes: counts and sampled bytes agree within a quarter. */
const boxed = { least: 12, most: 20 }

/** @param spoken what arrays are made by that a finding is about */
function findingAt(tree: SyntaxTree, at: PlacedNode, seen: Seen, spoken: Set<Node>): Finding | null {
  const { node } = at
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression' || !node.left.computed || !isArithmetic(node.right)) return null
  const { run, file } = seen
  const line = tree.lineAt(node.start)
  const bytes = run.evidence?.allocations?.find((each) => each.file === file && each.line === line)?.bytesPerCall ?? 0
  const written = executionsAt(tree, node.start, seen)
  if (written === null || bytes < boxed.least * written || bytes > boxed.most * written) return null
  const filled = fillingOf(tree, at, node.left.object)
  if (filled === null || spoken.has(filled.made.node)) return null
  spoken.add(filled.made.node)
  const text = (each: Node): string => tree.text.slice(each.start, each.end)
  const name = text(node.left.object)
  const share = ownShare(run, { file, first: line, last: line })
  return {
    extent: { start: node.start, end: node.end },
    title: `Fill \`${name}\` with numbers alone: it holds ${text(filled.value)} as well`,
    explanation: `An array of numbers keeps fractions as they are. With \`${text(filled.value)}\` among them, as line ${tree.lineAt(filled.made.node.start) + 1} puts there, each fraction that is written becomes an object of its own; 0, -1, NaN or Infinity can stand for none.`,
    saves: { low: 0.15, high: 0.9 },
    measured: { share, evidence: `Line ${line + 1} makes ${formatBytes(bytes)} of numbers in each call, ${Math.round(bytes / written)} B each time, and takes ${formatShare(share)} of the time without what is called.` },
    edit: editOf(tree, at, node.left.object, filled),
  }
}

/** Such as makes a number, and nothing else that takes memory; a text might be added to another by `+` alone. */
function isArithmetic(node: Node): boolean {
  switch (node.type) {
    case 'Literal': return typeof node.value === 'number'
    case 'Identifier': return true
    case 'MemberExpression': return node.object.type === 'ThisExpression' || isArithmetic(node.object)
    case 'UnaryExpression': return isArithmetic(node.argument)
    case 'BinaryExpression': return /^(?:[-+*/%]|\*\*)$/u.test(node.operator) && isArithmetic(node.left) && isArithmetic(node.right)
    case 'LogicalExpression': return isArithmetic(node.left) && isArithmetic(node.right)
    case 'ConditionalExpression': return isArithmetic(node.consequent) && isArithmetic(node.alternate)
    case 'ParenthesizedExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression': return isArithmetic(node.expression)
    case 'CallExpression': return node.callee.type === 'MemberExpression' && node.callee.object.type === 'Identifier' && node.callee.object.name === 'Math' && node.arguments.every(isArithmetic)
    default: return false
  }
}

/** What an array is filled with at first, that is no number. */
interface Filling {
  /** `new Array(n).fill(null)` */
  readonly made: PlacedNode
  readonly value: Node
}

/** Of `a`, `a[i]` and `this.a`, where this text makes it. */
function fillingOf(tree: SyntaxTree, at: PlacedNode, array: Node): Filling | null {
  const inner = bareNode(array)
  if (inner.type === 'MemberExpression' && inner.computed) return fillingOf(tree, at, inner.object)
  if (inner.type === 'Identifier') {
    const declarator = declarationOf(tree, at, inner.name)?.parent
    const init = declarator?.node.type === 'VariableDeclarator' && declarator.node.id.type === 'Identifier' ? declarator.node.init : null
    return declarator === undefined || declarator === null || init === null ? null : fillingIn(tree, { node: init, parent: declarator })
  }
  if (inner.type !== 'MemberExpression' || inner.object.type !== 'ThisExpression') return null
  const holder = nodesAround(at).find(({ node }) => node.type === 'ClassBody')
  const text = tree.text.slice(inner.start, inner.end)
  for (const each of holder === undefined ? [] : nodesBelow(holder)) {
    const made = each.node.type === 'PropertyDefinition' && !each.node.static && tree.text.slice(each.node.key.start, each.node.key.end) === text.slice('this.'.length) ? each.node.value
      : each.node.type === 'AssignmentExpression' && each.node.operator === '=' && tree.text.slice(each.node.left.start, each.node.left.end) === text ? each.node.right : null
    const filled = made === null ? null : fillingIn(tree, { node: made, parent: each })
    if (filled !== null) return filled
  }
  return null
}

/** In what makes an array, or in the function of this text that does. */
function fillingIn(tree: SyntaxTree, made: PlacedNode, depth = 0): Filling | null {
  for (const each of nodesBelow(made)) {
    const { node } = each
    if (node.type !== 'CallExpression') continue
    const callee = bareNode(node.callee)
    const [first, second] = node.arguments
    const method = callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier' ? callee.property.name : null
    const value = method === 'fill' && node.arguments.length === 1 ? first : method === 'from' ? resultOf(second) : method === 'map' ? resultOf(first) : undefined
    if (value !== undefined && isNothing(value)) return { made: each, value }
    const called = callee.type === 'Identifier' && depth < 2 ? functionOf(tree, each, callee.name) : null
    const within = called === null ? null : fillingIn(tree, called, depth + 1)
    if (within !== null) return within
  }
  return null
}

/** Of `() => null`. */
function resultOf(made: Node | undefined): Node | undefined {
  return made?.type === 'ArrowFunctionExpression' && made.body.type !== 'BlockStatement' ? bareNode(made.body) : undefined
}

function isNothing(node: Node): boolean {
  return (node.type === 'Identifier' && node.name === 'undefined') || (node.type === 'Literal' && (node.value === null || typeof node.value === 'string' || typeof node.value === 'boolean') && !('regex' in node))
}

/** Without what changes nothing at run time. */
function bareNode(node: Node): Node {
  return node.type === 'ParenthesizedExpression' || node.type === 'TSNonNullExpression' || node.type === 'TSAsExpression' ? bareNode(node.expression) : node
}

/** Of a variable's array of null or undefined, whose elements are read with the same number instead everywhere, and that nobody else gets. */
function editOf(tree: SyntaxTree, at: PlacedNode, array: Node, { made, value }: Filling): Finding['edit'] {
  const isNone = value.type === 'Identifier' || (value.type === 'Literal' && value.value === null)
  if (array.type !== 'Identifier' || !isNone) return null
  const declared = declarationOf(tree, at, array.name)
  const declarator = declared?.parent?.node
  if (declarator?.type !== 'VariableDeclarator' || declarator.init !== made.node) return null
  const instead = new Set<string>()
  for (const use of usesOf(tree, array.name)) {
    if (use === declared || declarationOf(tree, use, array.name) !== declared) continue
    const member = use.parent
    if (member?.node.type !== 'MemberExpression' || member.node.object !== use.node) return null
    const user = member.parent?.node
    if (!member.node.computed) {
      // It is as long as it was.
      if (member.node.property.type === 'Identifier' && member.node.property.name === 'length' && user?.type !== 'AssignmentExpression') continue
      return null
    }
    if (user?.type === 'AssignmentExpression' && user.left === member.node && user.operator === '=') continue
    if (user?.type !== 'LogicalExpression' || user.operator !== '??' || user.left !== member.node || user.right.type !== 'Literal' || typeof user.right.value !== 'number') return null
    instead.add(tree.text.slice(user.right.start, user.right.end))
  }
  const [number, ...others] = instead
  const rewrite: Rewrite | null = number === undefined || others.length > 0 ? null : { start: value.start, end: value.end, text: number }
  return rewrite === null ? null : [rewrite]
}
