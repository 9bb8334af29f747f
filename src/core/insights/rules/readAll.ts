import { formatBytes } from '../../presentation/formatBytes.ts'
import { formatShare } from '../../presentation/formatShare.ts'
import { bare } from '../../source/syntaxNode.ts'
import { nodesAround } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { blocking } from '../blocking.ts'
import { calledFunction } from '../calledFunction.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { isHash } from '../isHash.ts'
import { moduleMember } from '../moduleMember.ts'
import { declarationOf, usesOf } from '../names.ts'
import { onlyResult } from '../onlyResult.ts'
import { isFunction } from '../repeats.ts'

/** A file that is read as a whole, cut into lines, and gone through once; or hashed. */
export const readAll: InsightRule = {
  name: 'read-all',
  effort: 'medium',
  kind: 'resource constraint',
  goals: ['memory'],
  link: 'https://nodejs.org/api/readline.html#example-read-file-stream-line-by-line',
  find: (tree, nodes, seen) => nodes.flatMap((at) => findingAt(tree, at, seen) ?? hashedAt(tree, at, seen) ?? []),
}

/** Files of which less is made are read as quickly as a whole: on Node 24, lines of 2 MB took as long either way, of 5 MB a third by a stream. */
const leastBytes = 16_000_000

function findingAt(tree: SyntaxTree, at: PlacedNode, seen: Seen): Finding | null {
  const { node } = at
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.property.type !== 'Identifier' || node.callee.property.name !== 'split' || !isLineBreak(node.arguments[0])) return null
  const read = readBy(tree, { node: bare(node.callee.object), parent: at })
  if (read === null || !isGoneThroughOnce(tree, at)) return null
  // Where another function reads, this one splits.
  const extent = { start: tree.lineAt(read.node.start) <= tree.lineAt(node.start) && isSameFunction(read, at) ? Math.min(read.node.start, node.start) : node.start, end: node.end }
  const measured = bytesOf(tree, seen, [read, at])
  return measured === null ? null : {
    extent,
    title: 'Read line by line, not all at once',
    explanation: 'The whole file is held as a text, and again as lines, though one line is needed at a time. A stream (`readline`, or `createReadStream` and its pieces) holds a piece of it, and lets the work begin with the first.',
    saves: { low: 0, high: 0.85 },
    edit: null,
    measured,
  }
}

/** Bytes lie outside of the heap, where nobody counts them; a file that takes long to hash is large. */
function hashedAt(tree: SyntaxTree, at: PlacedNode, seen: Seen): Finding | null {
  const { node } = at
  if (node.type !== 'CallExpression') return null
  const callee = bare(node.callee)
  const isUpdate = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'update' && isHash(tree, { node: bare(callee.object), parent: at })
  const called = moduleMember(tree, { node: callee, parent: at })
  const given = isUpdate ? node.arguments[0] : called?.module === 'crypto' && called.name === 'hash' ? node.arguments[1] : undefined
  const read = given === undefined ? null : readBy(tree, { node: given, parent: at })
  const extent = { start: node.start, end: node.end }
  const measured = read && blocking(tree, seen, extent)
  return measured === null ? null : {
    extent,
    title: 'Hash the file piece by piece, not all at once',
    explanation: 'The whole file is held in memory until it is hashed, though a hash takes one piece after the other. A stream (`createReadStream`, with `for await` or piped into `createHash`) holds a piece of it, and hashes one while the next is read.',
    saves: { low: 0, high: 0.3 },
    edit: null,
    measured,
  }
}

function isSameFunction(one: PlacedNode, other: PlacedNode): boolean {
  const [first, second] = [one, other].map((each) => nodesAround(each).find(({ node }) => isFunction(node))?.node)
  return first === second
}

/** `'\n'`, `/\r?\n/` */
function isLineBreak(separator: PlacedNode['node'] | undefined): boolean {
  if (separator?.type !== 'Literal') return false
  return separator.value === '\n' || separator.value === '\r\n' || ('regex' in separator && /^\(?(?:\?:)?(?:\\r\??)?\\n|^\[\\r\\n\]\+?$/u.test(separator.regex.pattern))
}

/** Functions that hand on what others read. */
const deepest = 3

/** The call that reads the file that a text is of; null where it is of none, or used otherwise, too. */
function readBy(tree: SyntaxTree, text: PlacedNode, depth = 0): PlacedNode | null {
  if (text.node.type === 'Identifier') {
    const { name } = text.node
    const declared = declarationOf(tree, text, name)
    const declarator = declared?.parent
    if (!declared || declarator?.node.type !== 'VariableDeclarator' || declarator.node.init === null || usesBelow(tree, declared, name).length > 1) return null
    return readBy(tree, { node: bare(declarator.node.init), parent: declarator }, depth)
  }
  const call: PlacedNode = text.node.type === 'AwaitExpression' ? { node: bare(text.node.argument), parent: text } : text
  if (call.node.type !== 'CallExpression') return null
  const { callee } = call.node
  // `(await readFile(name)).toString()`, `text.trim()`
  if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && ['toString', 'trim', 'trimEnd'].includes(callee.property.name)) return readBy(tree, { node: bare(callee.object), parent: call }, depth)
  const called = moduleMember(tree, { node: callee, parent: call })
  const name = `${called?.module ?? ''}.${called?.name ?? ''}`
  if (['fs/promises.readFile', 'fs.promises.readFile', 'fs.readFileSync'].includes(name)) return call
  const made = depth < deepest ? calledFunction(tree, call) : null
  const result = made && onlyResult(made)
  return result && readBy(tree, result, depth + 1)
}

const inOrder: ReadonlySet<string> = new Set(['map', 'filter', 'forEach', 'reduce', 'flatMap', 'find', 'some', 'every'])

/** Line after line: in a loop, or by methods that do so; not sorted, not kept. Where a function returns them, by all who call it. */
function isGoneThroughOnce(tree: SyntaxTree, lines: PlacedNode, depth = 0): boolean {
  const { parent } = lines
  switch (parent?.node.type) {
    case 'AwaitExpression': return isGoneThroughOnce(tree, parent, depth)
    case 'ForOfStatement': return parent.node.right === lines.node
    // How many there are is counted as they come.
    case 'MemberExpression': return parent.node.property.type === 'Identifier' && !parent.node.computed && (inOrder.has(parent.node.property.name) || parent.node.property.name === 'length')
    case 'VariableDeclarator': {
      const { id } = parent.node
      if (id.type !== 'Identifier' || !nodesAround(parent).some(({ node }) => isFunction(node))) return false
      const [use, ...more] = usesBelow(tree, { node: id, parent }, id.name)
      return use !== undefined && (more.length === 0 ? isGoneThroughOnce(tree, use, depth) : isCountedThrough([use, ...more]))
    }
    case 'ReturnStatement':
    case 'ArrowFunctionExpression': {
      const made = nodesAround(lines).find(({ node }) => isFunction(node))
      const calls = made === undefined || depth >= deepest ? [] : tree.nodes.filter((each) => calledFunction(tree, each)?.node === made.node)
      return calls.length > 0 && calls.every((each) => isGoneThroughOnce(tree, each, depth + 1))
    }
    default: return false
  }
}

/** `for (let i = 0; i < lines.length; i++) use(lines[i])`, and nothing else: no line but the round's. */
function isCountedThrough(uses: readonly PlacedNode[]): boolean {
  const loops = uses.map((use) => nodesAround(use).find(({ node }) => node.type === 'ForStatement')?.node)
  const [loop] = loops
  if (loop?.type !== 'ForStatement' || loops.some((each) => each !== loop) || loop.update?.type !== 'UpdateExpression' || loop.update.operator !== '++' || loop.update.argument.type !== 'Identifier') return false
  const { name } = loop.update.argument
  return uses.every(({ node, parent }) => {
    if (parent?.node.type !== 'MemberExpression' || parent.node.object !== node) return false
    const { property, computed } = parent.node
    return property.type === 'Identifier' && property.name === (computed ? name : 'length')
  })
}

/** Where a declared variable is used. */
function usesBelow(tree: SyntaxTree, declared: PlacedNode, name: string): readonly PlacedNode[] {
  return usesOf(tree, name).filter((use) => use.node !== declared.node && declarationOf(tree, use, name)?.node === declared.node)
}

/** What reading and splitting allocate; null where that is little, or not known. */
function bytesOf(tree: SyntaxTree, { run, file }: Seen, parts: readonly PlacedNode[]): NonNullable<Finding['measured']> | null {
  const lines = new Set(parts.map(({ node }) => tree.lineAt(node.start)))
  const all = run.evidence?.allocations ?? []
  const bytes = all.filter((each) => each.file === file && lines.has(each.line)).reduce((sum, { bytesPerCall }) => sum + bytesPerCall, 0)
  if (bytes < leastBytes) return null
  const share = bytes / all.reduce((sum, { bytesPerCall }) => sum + bytesPerCall, 0)
  return { share, evidence: `Reading and splitting allocates ${formatBytes(bytes)} in each call, ${formatShare(share)} of its bytes.` }
}
