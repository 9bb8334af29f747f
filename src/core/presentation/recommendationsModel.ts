import type { Dismissal } from '../insights/dismissal.ts'
import type { Goal } from '../insights/goal.ts'
import type { Bottleneck, Effort, Insight, Priority } from '../insights/insight.ts'
import { isConfirmed, isRefuted } from '../insights/measuredEffect.ts'
import { describeDismissal, describeExpected, describeMeasured, describeShare, isOfBytes } from './describeInsight.ts'
import type { Place } from './panelModel.ts'
import { tuningDetail } from './tuningDetail.ts'
import type { ListedTuning, TuningDetail } from './tuningDetail.ts'

/** What came of a change so far: `other` is one that answers otherwise, hangs or fails. */
export type RecommendationState = 'untried' | 'confirmed' | 'noGain' | 'other'

/** What to change. */
export interface RecommendationsView {
  readonly kind: 'recommendations'
  /** By priority, then by effort, the weightiest first; dismissed ones too. */
  readonly rows: readonly RecommendationRow[]
  /** Searches for constants' best values, the newest first. */
  readonly tunings: readonly TuningDetail[]
  /** Why nothing can be tried here, for people; null where it can. */
  readonly notice: string | null
}

export interface RecommendationRow {
  readonly id: string
  readonly title: string
  readonly priority: Priority
  readonly effort: Effort
  readonly bottleneck: Bottleneck
  readonly goals: readonly Goal[]
  /** `62% of the time` */
  readonly share: string
  /** The same from 0 to 1, and what it is a part of. */
  readonly weight: number
  readonly unit: 'time' | 'bytes'
  /** The function that was profiled. */
  readonly functionName: string
  /** Tells functions of one name apart. */
  readonly profiledId: string
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
  /** It is being tried, or waits for its turn. */
  readonly isRunning: boolean
  /** Why and when it was dismissed; null where it was not. */
  readonly dismissal: string | null
}

/** An insight as the editor keeps it. */
export interface ListedInsight {
  readonly id: string
  readonly insight: Insight
  readonly functionName: string
  /** As in the row. */
  readonly profiledId: string
  readonly isOutdated: boolean
  readonly isRunning: boolean
  /** Null where it was not dismissed. */
  readonly dismissal: Dismissal | null
}

const priorities: readonly Priority[] = ['high', 'medium', 'low']
const efforts: readonly Effort[] = ['quick win', 'medium', 'long term']

export function recommendationsView(listed: readonly ListedInsight[], notice: string | null, tunings: readonly ListedTuning[] = []): RecommendationsView {
  const inOrder = listed.toSorted(({ insight: a }, { insight: b }) => (
    priorities.indexOf(a.priority) - priorities.indexOf(b.priority) || efforts.indexOf(a.effort) - efforts.indexOf(b.effort) || b.share - a.share))
  return { kind: 'recommendations', rows: inOrder.map(rowOf), tunings: tunings.map(tuningDetail), notice }
}

/** What is still to be looked at: the number at the view's tab. */
export function countRecommendations(listed: readonly ListedInsight[], tunings: readonly ListedTuning[] = []): number {
  const better = tunings.filter(({ tuning, isOutdated }) => !isOutdated && tuning.decision?.kind === 'better').length
  return better + listed.filter(({ insight, isOutdated, dismissal }) => dismissal === null && !isOutdated && ['untried', 'confirmed'].includes(stateOf(insight))).length
}

function rowOf({ id, insight, functionName, profiledId, isOutdated, isRunning, dismissal }: ListedInsight): RecommendationRow {
  const { title, priority, effort, kind, goals, file, line, explanation, evidence, link, expectedEffect, measuredEffect, edit, share } = insight
  const state = stateOf(insight)
  return {
    id, title, priority, effort, goals, functionName, profiledId, explanation, evidence, link, state, isOutdated, isRunning,
    bottleneck: kind,
    share: describeShare(insight),
    weight: share,
    unit: isOfBytes(insight) ? 'bytes' : 'time',
    place: { file, line },
    effect: measuredEffect === undefined ? describeExpected(expectedEffect) : describeMeasured(measuredEffect),
    canTry: edit !== null && !isOutdated && state !== 'other',
    canApply: edit !== null && !isOutdated && state === 'confirmed',
    dismissal: dismissal && describeDismissal(dismissal),
  }
}

function stateOf({ measuredEffect }: Insight): RecommendationState {
  if (measuredEffect === undefined) return 'untried'
  if (isRefuted(measuredEffect)) return 'other'
  return isConfirmed(measuredEffect) ? 'confirmed' : 'noGain'
}
