import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { askedEachRound } from '../askedEachRound.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { roundsAtOnce } from '../roundsAtOnce.ts'

/** A loop that asks a database or a server once for each row. */
export const nPlusOne: InsightRule = {
  name: 'n-plus-one',
  effort: 'medium',
  kind: 'external wait',
  link: 'https://learn.microsoft.com/azure/architecture/antipatterns/chatty-io/',
  find: (tree, nodes) => nodes.flatMap((at) => findingAt(tree, at) ?? []),
}

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const found = askedEachRound(tree, at)
  if (found === null) return null
  return {
    extent: { start: at.node.start, end: at.node.end },
    of: 'waiting',
    title: `Ask \`${found.asked}\` for all rows at once, not for one after the other`,
    explanation: 'Each round waits for its own answer, so that the way there and back is paid for each row. One question for all rows pays for it once; where there is none such, questions that are asked together wait for the slowest alone.',
    saves: { low: 0.3, high: 0.99 },
    edit: roundsAtOnce(tree, at)?.edit ?? null,
  }
}
