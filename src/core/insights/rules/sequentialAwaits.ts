import type { Node } from 'oxc-parser'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { askedEachRound } from '../askedEachRound.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { usedNames } from '../names.ts'
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
  readonly name: string
  /** With its `await`. */
  readonly awaited: Node
  readonly call: Node
}

/** Declarations, one after the other. */
function inList(tree: SyntaxTree, { node, parent }: PlacedNode, seen: Seen): readonly Finding[] {
  if (node.type !== 'BlockStatement' && node.type !== 'Program') return []
  const list: PlacedNode = { node, parent }
  const found: Finding[] = []
  let group: AwaitedName[] = []
  const end = (): void => {
    if (group.length > 1) found.push(togetherInList(tree, group, seen))
    group = []
  }
  for (const statement of node.body) {
    const awaited = awaitedName({ node: statement, parent: list })
    if (awaited === null) {
      end()
      continue
    }
    const needed = usedNames({ node: awaited.call, parent: awaited.statement })
    if (group.some(({ name }) => needed.has(name))) end()
    group.push(awaited)
  }
  end()
  return found
}

function awaitedName(statement: PlacedNode): AwaitedName | null {
  const { node } = statement
  if (node.type !== 'VariableDeclaration' || node.kind !== 'const' || node.declarations.length !== 1) return null
  const [declarator] = node.declarations
  if (declarator?.id.type !== 'Identifier' || declarator.id.typeAnnotation || declarator.init?.type !== 'AwaitExpression') return null
  const call = declarator.init.argument
  return call.type === 'CallExpression' ? { statement, name: declarator.id.name, awaited: declarator.init, call } : null
}

function togetherInList(tree: SyntaxTree, group: readonly AwaitedName[], seen: Seen): Finding {
  const start = group[0]?.statement.node.start ?? 0
  const end = group.at(-1)?.statement.node.end ?? 0
  const names = group.map(({ name }) => name)
  const calls = group.map(({ call }) => tree.text.slice(call.start, call.end))
  const semicolon = tree.text.slice(start, end).endsWith(';') ? ';' : ''
  return {
    extent: { start, end },
    of: 'waiting',
    title: `Wait for ${group.length === 2 ? 'both' : `all ${group.length}`} at once`,
    explanation: `\`${names.join('`, `')}\` do not need each other, and yet each is begun when the one before is there. Begun together, they take as long as the slowest.`,
    saves: savedTogether(seen, group.map(({ awaited }) => tree.lineAt(awaited.start))) ?? { low: 0.2, high: 1 - 1 / (group.length + 1) },
    edit: [{ start, end, text: `const [${names.join(', ')}] = await Promise.all([${calls.join(', ')}])${semicolon}` }],
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
