import type { Node } from 'oxc-parser'
import type { Rewrite } from '../../source/rewriteText.ts'
import { nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { askedEachRound } from '../askedEachRound.ts'
import { dependOnOneAnother } from '../dependOnOneAnother.ts'
import { insertBefore } from '../hoist.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { freshName, usedNames } from '../names.ts'
import { roundsAtOnce } from '../roundsAtOnce.ts'
import { savedTogether } from '../savedTogether.ts'

/** Awaits that follow one another though none needs what another gave. */
export const sequentialAwaits: InsightRule = {
  name: 'sequential-awaits',
  effort: 'quick win',
  kind: 'external wait',
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Promise/all',
  find: (tree, nodes, seen) => nodes.flatMap((at) => [...inList(tree, at, seen), ...inLoop(tree, at)]),
}

/** `const a = await f()`, as a declaration of its own. */
interface AwaitedName {
  readonly statement: PlacedNode
  /** What it is declared as: a name, or a pattern. */
  readonly pattern: string
  readonly names: ReadonlySet<string>
  /** With its `await`. */
  readonly awaited: Node
  readonly call: Node
}

/** Declarations, one after the other, and what is returned or made of awaits in one expression. */
function inList(tree: SyntaxTree, { node, parent }: PlacedNode, seen: Seen): readonly Finding[] {
  if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression' || node.type === 'BinaryExpression') return inExpression(tree, { node, parent }, seen)
  if (node.type !== 'BlockStatement' && node.type !== 'Program') return []
  const list: PlacedNode = { node, parent }
  const found: Finding[] = []
  let group: AwaitedName[] = []
  // Between the first and the last of them: only values that are made of what is there.
  let between: PlacedNode[] = []
  const end = (): void => {
    if (group.length > 1) found.push(togetherInList(tree, group, seen))
    group = []
    between = []
  }
  for (const statement of node.body) {
    const at: PlacedNode = { node: statement, parent: list }
    const awaited = awaitedName(tree, at)
    if (awaited === null) {
      if (group.length > 0 && isPlainValue(statement)) between.push(at)
      else end()
      continue
    }
    const needed = usedNames({ node: awaited.call, parent: awaited.statement })
    const own = new Set([...group.flatMap(({ names }) => [...names]), ...between.flatMap((each) => [...declaredBy(each.node)])])
    if ([...needed].some((name) => own.has(name)) || dependOnOneAnother(tree, [...group.map(({ call, statement: placed }): PlacedNode => ({ node: call, parent: placed })), { node: awaited.call, parent: at }])) end()
    group.push(awaited)
  }
  end()
  return found
}

/** `const label = user.name.trim()`: it neither waits nor does anything. */
function isPlainValue(statement: Node): boolean {
  return statement.type === 'VariableDeclaration' && statement.kind === 'const' && nodesBelow({ node: statement, parent: null }).every(({ node }) => !['AwaitExpression', 'NewExpression', 'AssignmentExpression', 'UpdateExpression', 'YieldExpression'].includes(node.type) && (node.type !== 'CallExpression' || (node.callee.type === 'MemberExpression' && node.callee.property.type === 'Identifier' && readingMethods.test(node.callee.property.name))))
}

/** Methods of the language's values that do nothing beside. */
const readingMethods = /^(?:at|concat|endsWith|every|filter|find|flatMap|includes|indexOf|join|map|padEnd|padStart|reduce|replace|replaceAll|slice|some|split|startsWith|substring|toFixed|toLowerCase|toString|toUpperCase|trim)$/u

function declaredBy(statement: Node): ReadonlySet<string> {
  return new Set(statement.type === 'VariableDeclaration' ? statement.declarations.flatMap(({ id }) => [...usedNames({ node: id, parent: null })]) : [])
}

function awaitedName(tree: SyntaxTree, statement: PlacedNode): AwaitedName | null {
  const { node } = statement
  if (node.type !== 'VariableDeclaration' || node.kind !== 'const' || node.declarations.length !== 1) return null
  const [declarator] = node.declarations
  if (declarator === undefined || (declarator.id.type === 'Identifier' && declarator.id.typeAnnotation) || declarator.init?.type !== 'AwaitExpression') return null
  const call = declarator.init.argument
  return call.type === 'CallExpression' ? { statement, pattern: tree.text.slice(declarator.id.start, declarator.id.end), names: usedNames({ node: declarator.id, parent: null }), awaited: declarator.init, call } : null
}

/** @param group of which the first statement takes the place of all: what stands between them stays behind it */
function togetherInList(tree: SyntaxTree, group: readonly AwaitedName[], seen: Seen): Finding {
  const start = group[0]?.statement.node.start ?? 0
  const end = group.at(-1)?.statement.node.end ?? 0
  const text = (part: Node): string => tree.text.slice(part.start, part.end)
  const semicolon = tree.text.slice(start, group[0]?.statement.node.end ?? 0).endsWith(';') ? ';' : ''
  const together = `const [${group.map(({ pattern }) => pattern).join(', ')}] = await Promise.all([${group.map(({ call }) => text(call)).join(', ')}])${semicolon}`
  return {
    ...finding(tree, group.map(({ awaited, call }) => ({ awaited, call })), seen),
    extent: { start, end },
    edit: isAdjoining(tree, group)
      ? [{ start, end, text: together }]
      : group.map(({ statement: { node } }, at): Rewrite => (at === 0 ? { start: node.start, end: node.end, text: together } : { start: node.start, end: node.end + (/^[ \t]*\n?[ \t]*/u.exec(tree.text.slice(node.end))?.[0].length ?? 0), text: '' })),
  }
}

/** Nothing but white space between them. */
function isAdjoining(tree: SyntaxTree, group: readonly AwaitedName[]): boolean {
  return group.every(({ statement: { node } }, at) => at === 0 || tree.text.slice(group[at - 1]?.statement.node.end ?? 0, node.start).trim() === '')
}

/** `{ user: await a(), orders: await b() }`, `await a() + await b()` */
function inExpression(tree: SyntaxTree, at: PlacedNode, seen: Seen): readonly Finding[] {
  const { node } = at
  const parts: readonly (Node | null)[] = node.type === 'ObjectExpression' ? node.properties.map((each) => (each.type === 'Property' ? each.value : each)) : node.type === 'ArrayExpression' ? node.elements : node.type === 'BinaryExpression' ? [node.left, node.right] : []
  const awaits = parts.flatMap((part) => (part?.type === 'AwaitExpression' && part.argument.type === 'CallExpression' ? [{ awaited: part, call: part.argument }] : []))
  if (awaits.length < 2 || dependOnOneAnother(tree, awaits.map(({ call }): PlacedNode => ({ node: call, parent: at })))) return []
  const names = awaits.map((_, place) => freshName(tree, ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'][place] ?? `other${place}`))
  const statement = `const [${names.join(', ')}] = await Promise.all([${awaits.map(({ call }) => tree.text.slice(call.start, call.end)).join(', ')}])`
  // What else is worked out there would come later than it did.
  const isPlain = parts.every((part) => part === null || awaits.some(({ awaited }) => awaited === part) || part.type === 'Identifier' || part.type === 'Literal')
  const before = isPlain && isWholeStatement(at) ? insertBefore(tree, at, statement, usedNames(at)) : null
  return [{
    ...finding(tree, awaits, seen),
    extent: { start: node.start, end: node.end },
    edit: before === null ? null : awaits.reduce<readonly Rewrite[]>((edit, { awaited }, place) => [...edit, { start: awaited.start, end: awaited.end, text: names[place] ?? '' }], before),
  }]
}

/** It is returned, or what a constant is: nothing of its statement is worked out before it. */
function isWholeStatement({ parent }: PlacedNode): boolean {
  return parent?.node.type === 'ReturnStatement' || (parent?.node.type === 'VariableDeclarator' && parent.parent?.node.type === 'VariableDeclaration' && parent.parent.node.declarations.length === 1)
}

function finding(tree: SyntaxTree, group: readonly { readonly awaited: Node; readonly call: Node }[], seen: Seen): Omit<Finding, 'extent' | 'edit'> {
  const calls = group.map(({ call }) => tree.text.slice(call.start, call.type === 'CallExpression' ? call.callee.end : call.end))
  return {
    of: 'waiting',
    title: `Wait for ${group.length === 2 ? 'both' : `all ${group.length}`} at once`,
    explanation: `\`${calls.join('`, `')}\` do not need each other's answers, and yet each is begun when the one before is there. Begun together, they take as long as the slowest.`,
    saves: savedTogether(seen, group.map(({ awaited }) => tree.lineAt(awaited.start))) ?? { low: 0.2, high: 1 - 1 / (group.length + 1) },
  }
}

/** Where it is a database or a server that each round asks, `n-plus-one` says more. */
function inLoop(tree: SyntaxTree, at: PlacedNode): readonly Finding[] {
  const loop = roundsAtOnce(tree, at)
  if (loop === null || askedEachRound(tree, at) !== null) return []
  return [{
    extent: { start: at.node.start, end: at.node.end },
    of: 'waiting',
    title: 'Wait for all rounds at once',
    explanation: `Each round is begun when the one before is there, and none needs what another gave. Begun together, they take as long as the slowest; where they are thousands, keep a limit on how many.`,
    saves: { low: 0.3, high: 0.99 },
    edit: loop.edit,
  }]
}
