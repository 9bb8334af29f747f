import type { Effort, Insight, Priority } from '../insights/insight.ts'
import { isConfirmed } from '../insights/measuredEffect.ts'
import { describeExpected, describeMeasured } from './describeInsight.ts'
import { formatShare } from './formatShare.ts'
import type { Place } from './panelModel.ts'

/** What came of a change so far: `other` is one whose answers differ. */
export type RecommendationState = 'untried' | 'confirmed' | 'noGain' | 'other'

/** What to change, the weightiest first. */
export interface RecommendationsView {
  readonly kind: 'recommendations'
  readonly rows: readonly RecommendationRow[]
  /** Why nothing can be tried here, for people; null where it can. */
  readonly notice: string | null
}

export interface RecommendationRow {
  readonly id: string
  readonly title: string
  readonly priority: Priority
  readonly effort: Effort
  /** `62% of the time` */
  readonly share: string
  /** The function that was profiled. */
  readonly functionName: string
  readonly place: Place
  readonly explanation: string
  readonly evidence: string
  readonly link: string
  /** What is to be expected, or what came of it. */
  readonly effect: string
  readonly state: RecommendationState
  /** There is a change, and its file is as it was measured. */
  readonly canTry: boolean
  readonly canApply: boolean
  /** The file has changed since. */
  readonly isOutdated: boolean
}

/** An insight as the editor keeps it. */
export interface ListedInsight {
  readonly id: string
  readonly insight: Insight
  readonly functionName: string
  readonly isOutdated: boolean
}

export function recommendationsView(listed: readonly ListedInsight[], notice: string | null): RecommendationsView {
  return { kind: 'recommendations', rows: listed.toSorted((a, b) => b.insight.share - a.insight.share).map(rowOf), notice }
}

/** What is still to be looked at: the number at the view's tab. */
export function countRecommendations(listed: readonly ListedInsight[]): number {
  return listed.filter(({ insight, isOutdated }) => !isOutdated && ['untried', 'confirmed'].includes(stateOf(insight))).length
}

function rowOf({ id, insight, functionName, isOutdated }: ListedInsight): RecommendationRow {
  const { title, priority, effort, file, line, explanation, evidence, link, expectedEffect, measuredEffect, edit, share } = insight
  const state = stateOf(insight)
  return {
    id, title, priority, effort, functionName, explanation, evidence, link, state, isOutdated,
    share: `${formatShare(share)} of the time`,
    place: { file, line },
    effect: measuredEffect === undefined ? describeExpected(expectedEffect) : describeMeasured(measuredEffect),
    canTry: edit !== null && !isOutdated && state !== 'other',
    canApply: edit !== null && !isOutdated && state === 'confirmed',
  }
}

function stateOf({ measuredEffect }: Insight): RecommendationState {
  if (measuredEffect === undefined) return 'untried'
  if (measuredEffect.sameAnswers === false) return 'other'
  return isConfirmed(measuredEffect) ? 'confirmed' : 'noGain'
}
