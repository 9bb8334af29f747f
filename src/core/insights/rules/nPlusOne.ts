import { formatShare } from '../../presentation/formatShare.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { askedAtOnce } from '../askedAtOnce.ts'
import { askedEachRound } from '../askedEachRound.ts'
import { awaitedShareOf } from '../awaitedShareOf.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { queriedEachRound } from '../queriedEachRound.ts'
import { roundsAtOnce } from '../roundsAtOnce.ts'
import { waitingShareOf } from '../waitingShareOf.ts'

/** A loop that asks a database or a server once for each row. */
export const nPlusOne: InsightRule = {
  name: 'n-plus-one',
  effort: 'medium',
  kind: 'external wait',
  link: 'https://learn.microsoft.com/azure/architecture/antipatterns/chatty-io/',
  find: (tree, nodes, seen) => nodes.flatMap((at) => findingAt(tree, at, seen) ?? queriedAt(tree, at, seen) ?? askedAtOnceAt(tree, at, seen) ?? []),
}

/** Fewer rows are asked for as quickly one by one: prepared in advance, `node:sqlite` and `better-sqlite3` take as long for tens either way. */
const fewestRows = 10

const writing = /(?:^|\.)(?:insert|update|upsert|save|create|put|patch|delete|remove|set)\w*$|\b(?:INSERT|UPDATE|DELETE)\b/u

function findingAt(tree: SyntaxTree, at: PlacedNode, seen: Seen): Finding | null {
  const found = askedEachRound(tree, at)
  if (found === null) return null
  const { node } = found.awaited
  const measured = answersOf(tree, at, found.awaited, seen)
  const isWriting = writing.test(found.asked) || writing.test(tree.text.slice(node.start, node.end))
  return {
    extent: { start: at.node.start, end: at.node.end },
    of: 'waiting',
    title: isWriting ? `Have \`${found.asked}\` write all rows at once, not one after the other` : `Ask \`${found.asked}\` for all rows at once, not for one after the other`,
    explanation: 'Each round waits for its own answer, so that the way there and back is paid for each row. One question for all rows pays for it once; where there is none such, questions that are asked together wait for the slowest alone.',
    saves: { low: 0.3, high: 0.99 },
    edit: roundsAtOnce(tree, at)?.edit ?? null,
    ...(measured === null ? {} : { measured }),
  }
}

/** How long a call spends on answers; null where it is not known. */
function answersOf(tree: SyntaxTree, { node }: PlacedNode, awaited: PlacedNode, { run, file }: Seen): Finding['measured'] | null {
  const line = tree.lineAt(awaited.node.start)
  const answers = run.evidence?.awaits?.find((each) => each.file === file && each.line === line)
  if (answers === undefined || answers.perCall < 2) return null
  const spent = Math.max(waitingShareOf(run, { file, first: tree.lineAt(node.start), last: tree.lineAt(node.end - 1) }), awaitedShareOf(run, { file, first: line, last: line }))
  return { share: spent, evidence: `${Math.round(answers.perCall).toLocaleString('en')} answers are awaited in each call, one after the other: ${formatShare(spent)} of its time.` }
}

function queriedAt(tree: SyntaxTree, at: PlacedNode, { run, file }: Seen): Finding | null {
  const found = queriedEachRound(tree, at)
  if (found === null) return null
  const first = tree.lineAt(at.node.start)
  const rows = run.evidence?.counts?.filter((each) => each.file === file && each.line === first).map((each) => Math.max(each.perCall, ...each.blocks.map(({ perCall }) => perCall)))
  if (rows !== undefined && rows.length > 0 && Math.max(...rows) < fewestRows) return null
  return {
    extent: { start: at.node.start, end: at.node.end },
    title: `Ask for all rows at once: \`${found.asked}\` runs a query for each`,
    explanation: `Each round runs ${found.isPreparedAnew ? 'the query anew, and has it parsed first' : 'the query anew'}, for one row. A join, or one query with \`IN\` for all rows, does that once${found.isPreparedAnew ? ', and a query that is prepared outside of the loop is parsed once' : ', which is felt where there are hundreds'}.`,
    saves: found.isPreparedAnew ? { low: 0.2, high: 0.98 } : { low: 0, high: 0.85 },
    edit: null,
  }
}

/** Rows by the lines that await them: they are known where each is awaited, or all are. */
function askedAtOnceAt(tree: SyntaxTree, { node, parent }: PlacedNode, { run, file }: Seen): Finding | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.object.type !== 'Identifier' || node.callee.object.name !== 'Promise') return null
  const [list] = node.arguments
  const found = list === undefined ? null : askedAtOnce(tree, { node: list, parent: { node, parent } })
  if (found === null) return null
  const [first, last] = [tree.lineAt(node.start), tree.lineAt(node.end - 1)]
  const rows = Math.max(0, ...(run.evidence?.awaits ?? []).filter((each) => each.file === file && each.line >= first && each.line <= last).map(({ atOnce }) => atOnce))
  if (rows < fewestRows) return null
  return {
    extent: { start: node.start, end: node.end },
    of: 'waiting',
    title: `Ask \`${found.asked}\` once for all rows, not once for each`,
    explanation: `Though all are under way at once, each row's question takes a connection, and is answered by itself: ${rows.toLocaleString('en')} of them here. A join, or one question with all keys, is a single one.`,
    saves: { low: 0, high: 0.95 },
    edit: null,
  }
}
