import type { DismissedInsight } from '../insights/dismissal.ts'
import type { Insight } from '../insights/insight.ts'
import type { MeasuredEffect } from '../insights/measuredEffect.ts'
import { toOneBased } from '../position.ts'

/** An insight for programs: its line is 1-based, its share from 0 to 1, its effects how many times as fast. */
export interface InsightDocument extends Omit<Insight, 'edit' | 'measuredEffect'> {
  /** Whether there is a change that can be tried. */
  readonly hasEdit: boolean
  /** What came of it; null where it was not tried. */
  readonly measuredEffect: MeasuredEffect | null
}

export function insightDocument({ edit, measuredEffect, line, ...insight }: Insight): InsightDocument {
  return { ...insight, line: toOneBased(line), hasEdit: edit !== null, measuredEffect: measuredEffect ?? null }
}

/** An insight that was dismissed, with why. */
export interface DismissedInsightDocument {
  readonly insight: InsightDocument
  readonly reason: string
  /** ISO 8601. */
  readonly dismissedAt: string
}

export function dismissedDocument({ insight, dismissal: { reason, dismissedAt } }: DismissedInsight): DismissedInsightDocument {
  return { insight: insightDocument(insight), reason, dismissedAt: new Date(dismissedAt).toISOString() }
}
