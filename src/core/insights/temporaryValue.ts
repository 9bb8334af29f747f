import type { Node } from 'oxc-parser'
import type { Extent } from '../source/functionBinding.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { formatBytes } from '../presentation/formatBytes.ts'
import { formatCount } from '../presentation/formatCount.ts'
import { formatShare } from '../presentation/formatShare.ts'
import { isDropped } from './droppedValue.ts'
import { executionsAt } from './executionsAt.ts'
import type { Finding, Seen } from './insightRule.ts'
import { ownShare } from './ownShare.ts'
import { undisturbedMs } from './undisturbedMs.ts'

/** Of a call's bytes, and of its time: below, another line is the one to change. */
const least = { ofBytes: 0.2, share: 0.15, times: 500 }

/** Milliseconds that allocating and collecting a byte takes at most, of small arrays and objects that die at once: where a line takes longer, it does something else. */
const mostMsAByte = 0.000_004

/** Methods of arrays alone that make one each time. */
const making: ReadonlySet<string> = new Set(['map', 'filter', 'flatMap', 'toSorted', 'toReversed'])

/** As many passes are for another rule, which makes one of them. */
const chained = 3

/**
 * An array or object that is made hundreds of times a call, read at once and dropped, where V8 really allocates it: it removes many such objects itself.
 * @param spoken lines that a finding is about
 */
export function temporaryAt(tree: SyntaxTree, at: PlacedNode, seen: Seen, spoken: Set<number>): Finding | null {
  const { node } = at
  const made = madeBy(tree, node)
  const line = tree.lineAt(node.start)
  if (made === null || spoken.has(line) || passesAround(at) >= chained) return null
  const { run, file } = seen
  const allocations = run.evidence?.allocations ?? []
  const bytes = allocations.find((each) => each.file === file && each.line === line)?.bytesPerCall ?? 0
  const times = executionsAt(tree, node.start, seen)
  if (times === null || times < least.times || bytes < 16 * times) return null
  const own = ownShare(run, { file, first: line, last: line })
  const ofBytes = bytes / allocations.reduce((sum, each) => sum + each.bytesPerCall, 0)
  const collecting = (1 - (run.waitingShare ?? 0)) * (run.attribution?.garbageCollection.share ?? 0) * ofBytes
  if (own + collecting < least.share || ofBytes < least.ofBytes || own * (undisturbedMs(run) ?? 0) > mostMsAByte * bytes) return null
  if (!isDropped(tree, at) || !isAllOf(tree, at, line)) return null
  spoken.add(line)
  return {
    extent: extentOf(node),
    title: `Do without the ${made} that is made here each time, read and dropped`,
    explanation: `What is made here is garbage as soon as it was read, and made again for the next one. ${made === 'array' ? 'A loop over what it is made of, variables for its elements, or one array that is written again take' : 'Variables for what it holds, or one object that is written again, take'} no memory each time.`,
    saves: { low: 0.1, high: 0.97 },
    measured: { share: Math.min(1, own + collecting), evidence: `Line ${line + 1} allocates ${formatBytes(bytes)} in each call, ${formatBytes(bytes / times)} ${formatCount(Math.round(times))}, and takes ${formatShare(own)} of the time without what is called; its part of collecting garbage is ${formatShare(collecting)}.` },
    edit: null,
  }
}

/** Whether nothing else is made on its line that may be kept: bytes are a line's. */
function isAllOf(tree: SyntaxTree, { node }: PlacedNode, line: number): boolean {
  return tree.nodes.filter((each) => tree.lineAt(each.node.start) === line && makes(each.node)).every((each) => {
    // What a callback makes is an element, which may be kept by whoever reads it.
    if (each.node !== node && each.node.start >= node.start && each.node.end <= node.end) return node.type !== 'CallExpression'
    return each.node === node || isDropped(tree, each)
  })
}

function makes({ type }: Node): boolean {
  return type === 'ArrayExpression' || type === 'ObjectExpression' || type === 'NewExpression'
}

/** Where it begins: an object's line may be followed by many more. */
function extentOf({ start }: Node): Extent {
  return { start, end: start + 1 }
}

function madeBy(tree: SyntaxTree, node: Node): 'array' | 'object' | null {
  switch (node.type) {
    case 'ArrayExpression': return node.elements.length === 0 ? null : 'array'
    case 'ObjectExpression': return node.properties.length === 0 || node.properties.some((each) => each.type === 'Property' && each.key.type === 'Identifier' && each.key.name === 'length') ? null : 'object'
    case 'NewExpression': return node.callee.type === 'Identifier' && isClassOf(tree, node.callee.name) ? 'object' : null
    case 'CallExpression': return node.callee.type === 'MemberExpression' && !node.callee.computed && node.callee.property.type === 'Identifier' && makesArray(tree, node.callee) ? 'array' : null
    default: return null
  }
}

function makesArray(tree: SyntaxTree, { object, property }: Extract<Node, { type: 'MemberExpression' }>): boolean {
  const name = property.type === 'Identifier' ? property.name : ''
  return making.has(name) || /^Object\.(?:entries|keys|values)$/u.test(`${tree.text.slice(object.start, object.end)}.${name}`)
}

/** Calls of one chain of methods, this one among them. */
function passesAround({ node, parent }: PlacedNode): number {
  let count = 0
  for (let below: Node = node; below.type === 'CallExpression' && below.callee.type === 'MemberExpression' && below.callee.property.type === 'Identifier' && isPass(below.callee.property.name); below = below.callee.object) count++
  for (let above = parent; above?.node.type === 'MemberExpression' && above.node.property.type === 'Identifier' && isPass(above.node.property.name) && above.parent?.node.type === 'CallExpression'; above = above.parent.parent) count++
  return count
}

function isPass(name: string): boolean {
  return making.has(name) || name === 'reduce'
}

function isClassOf(tree: SyntaxTree, name: string): boolean {
  return tree.nodes.some(({ node }) => node.type === 'ClassDeclaration' && node.id?.name === name)
}
