import type { Node } from 'oxc-parser'
import type { Rewrite } from '../../source/rewriteText.ts'
import { nodesAround } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { blockedLines, blocking } from '../blocking.ts'
import { calledFunction } from '../calledFunction.ts'
import { insertBefore, insertInModule, withReplacement } from '../hoist.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { moduleMember } from '../moduleMember.ts'
import { declarationOf, freshName, usedNames } from '../names.ts'
import { isFunction, repetitionsAround } from '../repeats.ts'
import { functionName, isOnTheLoop, mayLetGo } from '../threadUse.ts'

/** Files and processes that a hot path waits for with the thread in its hands; and files that it reads again and again. */
export const synchronousIo: InsightRule = {
  name: 'synchronous-io',
  effort: 'medium',
  kind: 'external wait',
  goals: ['latency', 'throughput'],
  link: 'https://nodejs.org/learn/asynchronous-work/overview-of-blocking-vs-non-blocking',
  find(tree, nodes, seen) {
    const seenInText = nodes.flatMap((at) => readAgain(tree, at) ?? blocks(tree, at, seen) ?? [])
    const lines = seenInText.map(({ extent }) => tree.lineAt(extent.start))
    // Of several on one line it is not known which keeps the thread.
    return [...seenInText.filter((_, index) => lines.indexOf(lines[index] ?? -1) === index), ...blocksOutside(tree, seen, seenInText)]
  },
}

/** Functions that call one another, and constants that stand for one another: so many are followed. */
const deepest = 3

const files: ReadonlySet<string> = new Set(['fs', 'fs-extra', 'graceful-fs'])

/** Files that are others each time, and what changes or watches them. */
const changing = /^["'`]\/(?:proc|sys|dev)\//u
const writing = /^(?:promises\.)?(?:(?:write|append|copy|watch)File|createWriteStream|rename|watch|truncate|cp)(?:Sync)?$/u

/** A text that is read from the same file in each call or round. */
function readAgain(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const { node } = at
  // Without an encoding it is a buffer, which whoever gets it may change.
  if (node.type !== 'CallExpression' || node.arguments.length !== 2) return null
  const [path] = node.arguments
  const called = moduleMember(tree, { node: node.callee, parent: at })
  if (called === null || !files.has(called.module) || called.name !== 'readFileSync' || path === undefined || changing.test(tree.text.slice(path.start, path.end))) return null
  if (isKeptOrAskedFor(at) || functionsWrite(tree, { node: path, parent: at }) || !node.arguments.every((each) => isPlain(tree, { node: each, parent: at }))) return null
  const names = [...usedNames(at)]
  const name = freshName(tree, 'fileText')
  const hoisted = hoist(tree, at, `const ${name} = ${tree.text.slice(node.start, node.end)}`, names)
  if (hoisted === null) return null
  const [where, each, all] = hoisted.isForCalls ? ['for all calls', 'call', 'calls'] : ['before the loop', 'round', 'rounds']
  return {
    extent: { start: node.start, end: node.end },
    title: `Read the file once, ${where}`,
    explanation: `The same file is read in each ${each}, while nothing else runs on the thread. Read once, its text serves all ${all}, as long as nobody changes it meanwhile.`,
    saves: { low: 0.5, high: 0.995 },
    edit: withReplacement(hoisted.before, { start: node.start, end: node.end, text: name }),
  }
}

/** Before the module's statement, or before the outermost loop that changes none of the names. Nobody changes what is in a constant path. */
function hoist(tree: SyntaxTree, at: PlacedNode, statement: string, names: readonly string[]): { readonly before: readonly Rewrite[]; readonly isForCalls: boolean } | null {
  const declared = names.flatMap((name) => declarationOf(tree, at, name) ?? [])
  if (!declared.every(isConstant)) return null
  const top = nodesAround(at).at(-2)
  const isOfModule = declared.every((each) => nodesAround(each).every(({ node }) => !isFunction(node) && node.type !== 'BlockStatement') && each.node.start < (top?.node.start ?? 0))
  const inModule = isOfModule ? insertInModule(tree, at, statement, []) : null
  if (inModule !== null) return { before: inModule, isForCalls: true }
  const loop = repetitionsAround(at).findLast(({ whole }) => declared.every(({ node }) => node.end <= whole.node.start))
  const before = loop === undefined ? null : insertBefore(tree, loop.whole, statement, names)
  return before && { before, isForCalls: false }
}

function isConstant(declared: PlacedNode): boolean {
  const declaration = declared.parent?.parent?.node
  return declaration?.type === 'ImportDeclaration' || (declaration?.type === 'VariableDeclaration' && declaration.kind === 'const')
}

/** Milliseconds of a call: many files that are soon read add up with their number, and could be read together. */
const leastRepeatedMs = 1

/** Whether it is done where others are served meanwhile and an `await` costs nothing to write: by an asynchronous function or a server's handler, or a function of the text that one calls. */
function servesOthers(tree: SyntaxTree, at: PlacedNode, depth = 0): boolean {
  const owner = nodesAround(at).find(({ node }) => isFunction(node))
  if (owner === undefined) return false
  return isOnTheLoop(owner) || (depth < deepest && tree.nodes.some((call) => calledFunction(tree, call)?.node === owner.node && servesOthers(tree, call, depth + 1)))
}

function blocks(tree: SyntaxTree, at: PlacedNode, seen: Seen): Finding | null {
  const { node } = at
  if (node.type !== 'CallExpression') return null
  const called = moduleMember(tree, { node: node.callee, parent: at })
  if (called === null || !called.name.endsWith('Sync') || !(files.has(called.module) || called.module === 'child_process') || !mayLetGo(tree, at)) return null
  const extent = { start: node.start, end: node.end }
  const isRepeated = repetitionsAround(at).length > 0
  const measured = blocking(tree, seen, extent, servesOthers(tree, at) ? 0 : isRepeated ? leastRepeatedMs : undefined)
  if (measured === null) return null
  const other = called.name === 'existsSync' ? 'access' : called.name.slice(0, -'Sync'.length)
  return {
    extent,
    title: `Await \`${other}\`: \`${called.name}\` keeps the thread`,
    explanation: `Until it is done nothing else runs on this thread: no request, no timer, no other promise. ${isRepeated ? 'Awaited, it leaves the thread to others, and many can be under way at once.' : 'Awaited, it is no faster itself, and leaves the thread to others.'}`,
    saves: { low: 0, high: isRepeated ? 0.75 : 0 },
    edit: null,
    measured,
  }
}

/** Where a package does it, or the text does not say so: what runs was watched. */
function blocksOutside(tree: SyntaxTree, seen: Seen, known: readonly Finding[]): readonly Finding[] {
  const lines = new Set(known.map(({ extent }) => tree.lineAt(extent.start)))
  return blockedLines(tree, seen, /^(?:fs|child_process)\./u).filter(({ at }) => !lines.has(tree.lineAt(at.node.start)) && mayLetGo(tree, at)).map(({ at, name, measured }) => ({
    extent: { start: at.node.start, end: at.node.start + 1 },
    title: `Await here what \`${name}\` does: it keeps the thread`,
    explanation: 'Until it is done nothing else runs on this thread: no request, no timer, no other promise. What is called here has an asynchronous way to do it, or can be done once, before anybody waits.',
    saves: { low: 0, high: 0 },
    edit: null,
    measured,
  }))
}

/** Comes out the same as long as its names do. */
function isPlain(tree: SyntaxTree, at: PlacedNode): boolean {
  const { node } = at
  const arePlain = (parts: readonly Node[]): boolean => parts.every((each) => isPlain(tree, { node: each, parent: at }))
  switch (node.type) {
    case 'Literal':
    case 'MetaProperty':
    case 'Identifier': return true
    case 'MemberExpression': return !node.computed && arePlain([node.object])
    case 'TemplateLiteral': return arePlain(node.expressions)
    case 'BinaryExpression': return arePlain([node.left, node.right])
    case 'NewExpression': return node.callee.type === 'Identifier' && node.callee.name === 'URL' && arePlain(node.arguments)
    case 'CallExpression': {
      const called = moduleMember(tree, { node: node.callee, parent: at })
      return called !== null && ['path.join', 'path.resolve', 'url.fileURLToPath'].includes(`${called.module}.${called.name}`) && arePlain(node.arguments)
    }
    default: return false
  }
}

/** Names of functions that lay files out before anything is read. */
const layingOut = /^(?:set_?up|seed|prepare|init|before)/iu

/** Whether a function of the text may change a file. What the module writes when it is loaded is there before anything is read; other files are others. */
function functionsWrite(tree: SyntaxTree, path: PlacedNode): boolean {
  return tree.nodes.some((at) => {
    if (at.node.type !== 'CallExpression') return false
    const called = moduleMember(tree, { node: at.node.callee, parent: at })
    if (called === null || !(files.has(called.module) || called.module === 'fs/promises') || !writing.test(called.name)) return false
    const around = nodesAround(at).filter(({ node }) => isFunction(node))
    const named = at.node.arguments.slice(0, /^(?:promises\.)?(?:rename|cp|copyFile)/u.test(called.name) ? 2 : 1)
    return around.length > 0 && !around.some((made) => layingOut.test(functionName(made) ?? '')) && !named.every((written) => isAnotherFile(tree, { node: written, parent: at }, path))
  })
}

/** Both paths are written out, and end in other names. */
function isAnotherFile(tree: SyntaxTree, one: PlacedNode, other: PlacedNode): boolean {
  const [first, second] = [lastPart(tree, one), lastPart(tree, other)]
  return first !== null && second !== null && first !== second
}

/** `a.txt` of `'b/a.txt'`, of `path.join(folder, 'a.txt')`, and of a constant that is one of these. */
function lastPart(tree: SyntaxTree, { node, parent }: PlacedNode, depth = 0): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? /[^/\\]*$/u.exec(node.value)?.[0] ?? null : null
  if (node.type === 'CallExpression') {
    const last = node.arguments.at(-1)
    return moduleMember(tree, { node: node.callee, parent: { node, parent } })?.module === 'path' && last !== undefined ? lastPart(tree, { node: last, parent }, depth) : null
  }
  const declared = node.type === 'Identifier' && depth < deepest ? declarationOf(tree, { node, parent }, node.name) : null
  const declarator = declared?.parent
  return declared && isConstant(declared) && declarator?.node.type === 'VariableDeclarator' && declarator.node.init !== null ? lastPart(tree, { node: declarator.node.init, parent: declarator }, depth + 1) : null
}

/** `text ??= read()` and its kin: it is read when it is first asked for. */
function isKeptOrAskedFor(at: PlacedNode): boolean {
  const [around] = nodesAround(at).filter(({ node }) => node.type !== 'CallExpression' && node.type !== 'MemberExpression')
  return around?.node.type === 'AssignmentExpression' || around?.node.type === 'LogicalExpression'
}
