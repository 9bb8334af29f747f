import { goals } from '../insights/goal.ts'
import type { Goal } from '../insights/goal.ts'
import type { Bottleneck, Effort, Priority } from '../insights/insight.ts'
import { countOf } from './describeRun.ts'
import { formatShare } from './formatShare.ts'
import type { RecommendationRow } from './recommendationsModel.ts'

/** What the view is narrowed to, as its buttons offer it. */
export const goalFilters: readonly { readonly goal: Goal | 'all'; readonly title: string }[] = [
  { goal: 'all', title: 'All' },
  ...goals.map((goal) => ({ goal, title: { time: 'Time', memory: 'Memory', latency: 'Latency', throughput: 'Throughput' }[goal] })),
]

/** The rows that serve a goal. @param goal as it was kept: what is none lets all pass */
export function rowsFor(rows: readonly RecommendationRow[], goal: string): readonly RecommendationRow[] {
  const wanted = goals.find((each) => each === goal)
  return wanted === undefined ? rows : rows.filter((row) => row.goals.includes(wanted))
}

/** Rows of one priority and effort, one after the other. */
export interface RecommendationGroup {
  /** `High priority · quick wins` */
  readonly title: string
  readonly rows: readonly RecommendationRow[]
}

const priorityTitles: Readonly<Record<Priority, string>> = { high: 'High priority', medium: 'Medium priority', low: 'Low priority' }
const effortTitles: Readonly<Record<Effort, string>> = { 'quick win': 'quick wins', medium: 'medium effort', 'long term': 'long term' }

/** Rows as they are in the view, in their groups. */
export function groupRows(rows: readonly RecommendationRow[]): readonly RecommendationGroup[] {
  const groups = new Map<string, RecommendationRow[]>()
  for (const row of rows) {
    const title = `${priorityTitles[row.priority]} · ${effortTitles[row.effort]}`
    groups.set(title, [...(groups.get(title) ?? []), row])
  }
  return Array.from(groups, ([title, all]) => ({ title, rows: all }))
}

/** What a class of bottlenecks costs. */
export interface BottleneckCost {
  readonly title: string
  /** 0 to 1, of the time or of the bytes, whichever is more: for a bar. */
  readonly share: number
  /** `62% of the time, 2 recommendations` */
  readonly text: string
}

const bottlenecks: readonly { readonly bottleneck: Bottleneck; readonly title: string }[] = [
  { bottleneck: 'slow operation', title: 'Slow operations' },
  { bottleneck: 'resource constraint', title: 'Resource constraints' },
  { bottleneck: 'external wait', title: 'External waits' },
]

/** The classes of bottlenecks, the costliest first: the parts of their functions that they take, on average over the functions. */
export function bottleneckCosts(rows: readonly RecommendationRow[]): readonly BottleneckCost[] {
  const functions = Array.from(new Set(rows.map(({ profiledId }) => profiledId)))
  return bottlenecks.flatMap(({ bottleneck, title }) => {
    const own = rows.filter((row) => row.bottleneck === bottleneck)
    if (own.length === 0) return []
    const ofUnit = (unit: RecommendationRow['unit']): number => {
      const inEach = functions.map((id) => sumOf(own.filter((row) => row.unit === unit && row.profiledId === id).map(({ weight }) => weight)))
      // Two of them may be about the same code.
      return sumOf(inEach.map((share) => Math.min(1, share))) / functions.length
    }
    const time = ofUnit('time')
    const bytes = ofUnit('bytes')
    const costs = [...(time > 0 ? [`${formatShare(time)} of the time`] : []), ...(bytes > 0 ? [`${formatShare(bytes)} of the bytes`] : [])].join(' and ')
    return [{ title, share: Math.max(time, bytes), text: `${costs}${functions.length > 1 ? ` of ${countOf(functions.length, 'function')}` : ''}, ${countOf(own.length, 'recommendation')}` }]
  }).toSorted((a, b) => b.share - a.share)
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0)
}
