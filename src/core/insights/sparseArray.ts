import type { Node } from 'oxc-parser'
import { formatShare } from '../presentation/formatShare.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { computingShare } from './computingShare.ts'
import { executionsAt } from './executionsAt.ts'
import type { Finding, Seen } from './insightRule.ts'
import { declarationOf, usesOf } from './names.ts'
import { undisturbedMs } from './undisturbedMs.ts'

/** Of the places that a loop goes through, those that were ever written at most, for them to be holes. */
const mostWritten = 0.05

/** Milliseconds for each element that was written, that no callback of a line takes but by holes: V8 asks for each of them by its number. */
const leastMsAnElement = 0.005

const passing: ReadonlySet<string> = new Set(['forEach', 'map', 'filter', 'reduce', 'some', 'every'])

/**
 * A pass over an array that begins empty and is written at a few large indexes, as `byId[user.id]`: V8 keeps it as a dictionary, and the pass
 * goes through all places in between, 5,000 times as slow as a Map's where one of 5,000 is there.
 */
export function sparsePassAt(tree: SyntaxTree, at: PlacedNode, seen: Seen): Finding | null {
  const array = arrayOf(at.node)
  const declared = array === null ? null : declarationOf(tree, at, array.name)
  const written = declared === null ? null : writesOf(tree, declared, seen)
  if (array === null || written === null) return null
  const { run, file } = seen
  const first = tree.lineAt(at.node.start)
  const last = tree.lineAt(at.node.end - 1)
  const share = computingShare(run, { file, first, last })
  const passes = executionsAt(tree, at.node.start, seen) ?? 0
  if (passes === 0) return null
  const rounds = at.node.type === 'ForStatement' ? (executionsAt(tree, bodyStart(at.node.body), seen) ?? 0) / passes : null
  const isSparse = rounds === null ? (share * (undisturbedMs(run) ?? 0)) / passes >= leastMsAnElement * written : rounds >= 1000 && written <= mostWritten * rounds
  if (!isSparse) return null
  const { name } = array
  return {
    extent: { start: at.node.start, end: at.node.end },
    title: `Keep a Map instead of \`${name}\`: most of it is holes`,
    explanation: `\`${name}\` is written at few of its indexes, and going through it asks for each place in between. A Map of the same keys holds and goes through those that are there, in the order in which they were set.`,
    saves: { low: 0.3, high: 0.999 },
    measured: { share, evidence: `${first === last ? `Line ${first + 1} takes` : `Lines ${first + 1} to ${last + 1} take`} ${formatShare(share)} of the time${rounds === null ? ', and' : `: each pass goes through ${formatted(rounds)} places, and`} ${formatted(written)} were written.` },
    edit: null,
  }
}

/** `for (let i = 0; i < a.length; i++)`, `a.forEach(…)` */
function arrayOf(node: Node): Extract<Node, { type: 'Identifier' }> | null {
  if (node.type === 'ForStatement') {
    const { test } = node
    const limit = test?.type === 'BinaryExpression' && test.operator === '<' ? test.right : null
    return limit?.type === 'MemberExpression' && !limit.computed && limit.property.type === 'Identifier' && limit.property.name === 'length' && limit.object.type === 'Identifier' ? limit.object : null
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.property.type !== 'Identifier') return null
  return passing.has(node.callee.property.name) && node.callee.object.type === 'Identifier' ? node.callee.object : null
}

/** How often a call writes an element of it; null where it begins with elements, gets them in another way, or nothing was counted. */
function writesOf(tree: SyntaxTree, declared: PlacedNode, seen: Seen): number | null {
  const init = declared.parent?.node.type === 'VariableDeclarator' && declared.parent.node.id === declared.node ? declared.parent.node.init : null
  if (declared.node.type !== 'Identifier' || init?.type !== 'ArrayExpression' || init.elements.length > 0) return null
  const { name } = declared.node
  let written = 0
  for (const use of usesOf(tree, name)) {
    const member = use.parent?.node
    const user = use.parent?.parent?.node
    if (use === declared || member?.type === 'ReturnStatement') continue
    // Whoever gets it may write more.
    if (member?.type !== 'MemberExpression' || member.object !== use.node) return null
    if (!member.computed && user?.type === 'CallExpression' && user.callee === member && member.property.type === 'Identifier' && !passing.has(member.property.name)) return null
    if (member.computed && user?.type === 'AssignmentExpression' && user.left === member) {
      const times = executionsAt(tree, user.start, seen)
      if (times === null) return null
      written += times
    }
  }
  return written === 0 ? null : written
}

function formatted(count: number): string {
  return Math.round(count).toLocaleString('en-US')
}

function bodyStart(body: Node): number {
  return body.type === 'BlockStatement' ? body.body[0]?.start ?? body.start : body.start
}
