import { assertNever } from '../assertNever.ts'
import type { Run } from '../comparison/run.ts'
import type { Interval } from '../statistics/interval.ts'
import { isOfBytes } from '../presentation/describeInsight.ts'
import { formatShare } from '../presentation/formatShare.ts'
import { hasTooFewSamples } from '../profile/isColoured.ts'
import { innermostAt } from '../presentation/heatAnchor.ts'
import type { SourceFunction } from '../source/sourceFunction.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { codeHash } from './codeHash.ts'
import { goalsOf } from './goal.ts'
import { computingShare } from './computingShare.ts'
import type { Insight, Priority } from './insight.ts'
import type { Finding, InsightRule } from './insightRule.ts'
import { insightRules } from './insightRules.ts'
import { ownShare } from './ownShare.ts'
import { waitingShareOf } from './waitingShareOf.ts'

/** A text that stacks were sampled in. */
export interface SampledText {
  /** As in the attribution. */
  readonly file: string
  readonly tree: SyntaxTree
  readonly functions: readonly SourceFunction[]
}

/** A share below this is not worth a word, however the code looks. */
const leastShare = 0.05

/** Of what a general rule speaks of, the part that another explains where there is no more to say: its change may change all that. */
const leastExplained = 0.5

const priorities: readonly (readonly [number, Priority])[] = [[0.3, 'high'], [0.1, 'medium'], [0, 'low']]

/** What a run measured that insights rest on. */
export type MeasuredRun = Pick<Run, 'attribution' | 'timing' | 'waitingShare' | 'thrownShare' | 'evidence' | 'function'> & Partial<Pick<Run, 'workload'>>

/** What the rules see in the texts, where it was measured to take time: the weightiest first. */
export function findInsights(run: MeasuredRun, texts: readonly SampledText[]): readonly Insight[] {
  const found = texts.flatMap((text) => {
    const { file, tree } = text
    const nodes = hotNodes(run, file, tree)
    return insightRules.flatMap((rule) => rule.find(tree, nodes, { run, file }).flatMap((finding) => {
      const insight = insightOf(run, text, rule, finding)
      return insight === null ? [] : [{ insight, rule }]
    }))
  })
  const explained = Math.max(0, ...found.filter(({ rule, insight }) => !rule.isGeneral && !isOfBytes(insight)).map(({ insight }) => insight.share))
  return found.filter(({ rule, insight }) => !rule.isGeneral || explained < leastExplained * insight.share).map(({ insight }) => insight).toSorted((a, b) => b.share - a.share)
}

/** Those on lines that samples fell on or that wait, and all of a function that waits. */
function hotNodes(run: MeasuredRun, file: string, tree: SyntaxTree): readonly PlacedNode[] {
  const { function: profiled } = run
  const waiting = (run.evidence?.awaits ?? []).filter(({ share }) => share >= leastShare)
  const lines = [...run.attribution?.lines ?? [], ...waiting].filter((each) => each.file === file).map(({ line }) => line)
  const waits = (run.waitingShare ?? 0) >= leastShare && profiled.file === file
  return tree.nodes.filter(({ node }) => {
    const first = tree.lineAt(node.start)
    const last = tree.lineAt(Math.max(node.start, node.end - 1))
    return (waits && first >= profiled.startLine && last <= profiled.endLine) || lines.some((line) => line >= first && line <= last)
  })
}

function insightOf(run: MeasuredRun, { file, tree, functions }: SampledText, rule: InsightRule, finding: Finding): Insight | null {
  const { extent, saves, ...said } = finding
  const first = tree.lineAt(extent.start)
  const last = tree.lineAt(extent.end - 1)
  const computing = 1 - (run.waitingShare ?? 0)
  const share = finding.measured?.share ?? shareIn(run, file, first, last, finding.of ?? 'computing')
  if (share < (rule.leastShare ?? leastShare)) return null
  if (rule.leastMs !== undefined && run.timing !== null && share * run.timing.medianMs < rule.leastMs) return null
  return {
    rule: rule.name,
    priority: priorities.find(([least]) => share >= least)?.[1] ?? 'low',
    effort: rule.effort,
    kind: rule.kind,
    goals: rule.goals ?? goalsOf(rule.kind),
    file,
    line: first,
    functionId: functionIdAt(file, first, functions),
    codeHash: codeHash(tree.text, first, last),
    title: said.title,
    explanation: said.explanation,
    evidence: finding.measured?.evidence ?? evidenceOf(run, finding, first, last, share),
    link: rule.link,
    share,
    expectedEffect: effectOf({ low: share, high: Math.min(1, share + (finding.of === 'waiting' || finding.measured !== undefined ? 0 : computing * unclaimed(run))) }, saves),
    edit: said.edit,
  }
}

function functionIdAt(file: string, line: number, functions: readonly SourceFunction[]): string {
  const around = innermostAt(line, functions)
  return around === null ? file : `${file}#${around.name}`
}

function evidenceOf(run: MeasuredRun, { of }: Finding, first: number, last: number, share: number): string {
  if (of === 'waiting' && run.evidence?.awaits === undefined) return `A call waits for ${formatShare(share)} of its time.`
  const [one, several] = of === 'waiting' ? ['waits for', 'wait for'] : ['takes', 'take']
  return `${first === last ? `Line ${first + 1} ${one}` : `Lines ${first + 1} to ${last + 1} ${several}`} ${formatShare(share)} of the time${of === 'own' ? ' without what is called' : ''}.`
}

function shareIn(run: MeasuredRun, file: string, first: number, last: number, of: NonNullable<Finding['of']>): number {
  // A few samples tell no share, and the run says so.
  if (of !== 'waiting' && run.attribution !== null && hasTooFewSamples(run.attribution)) return 0
  switch (of) {
    case 'computing': return computingShare(run, { file, first, last })
    case 'own': return ownShare(run, { file, first, last })
    case 'waiting': return waitingShareOf(run, { file, first, last })
    default: return assertNever(of)
  }
}

/** What no line answers for, and may be the garbage of this one; and a sampling's error. */
function unclaimed({ attribution }: MeasuredRun): number {
  return 0.01 + (attribution === null ? 0 : attribution.garbageCollection.share + attribution.unmappedShare)
}

/** By Amdahl: what is left of the time when a part of a share of it is saved. */
function effectOf(share: Interval, saves: Interval): Interval {
  return { low: 1 / (1 - share.low * saves.low), high: 1 / (1 - share.high * saves.high) }
}
