import type { Insight } from '../core/insights/insight.ts'
import type { FoundInsights } from '../engine/insights/insightsOfRun.ts'
import { tryInsight } from '../engine/insights/tryInsight.ts'
import type { ProfileEvents, ProfileRequest } from '../engine/profileFunction.ts'

/**
 * Each insight that has an edit with what came of it, one after the other.
 * @param texts those that edits are of, by file
 * @throws HeatlineError when nothing can be tried
 */
export async function triedInsights(insights: readonly Insight[], texts: FoundInsights['texts'], request: ProfileRequest, events: ProfileEvents, signal: AbortSignal): Promise<readonly Insight[]> {
  const measured: Insight[] = []
  for (const insight of insights) {
    const measuredEffect = signal.aborted ? null : await tryInsight(insight, texts.get(insight.file) ?? '', request, events, signal)
    measured.push(measuredEffect === null ? insight : { ...insight, measuredEffect })
  }
  return measured
}
