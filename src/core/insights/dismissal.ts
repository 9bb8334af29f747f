import type { Insight } from './insight.ts'

/** What an insight is known by in a later run: it holds for that code alone, wherever it moves within its function. */
export type InsightCode = Pick<Insight, 'rule' | 'functionId' | 'codeHash'>

/** That somebody looked at an insight and left the code as it is. */
export interface Dismissal extends InsightCode {
  /** As the user said it. */
  readonly reason: string
  /** Milliseconds since the epoch. */
  readonly dismissedAt: number
}

/** An insight that is kept out of the way. */
export interface DismissedInsight {
  readonly insight: Insight
  readonly dismissal: Dismissal
}

/** Insights by whether they are still to be looked at. */
export interface SortedInsights {
  readonly open: readonly Insight[]
  readonly dismissed: readonly DismissedInsight[]
}

/** The dismissal that an insight falls under; null where there is none, or the code has changed since. */
export function dismissalOf(insight: InsightCode, dismissals: readonly Dismissal[]): Dismissal | null {
  return dismissals.find((each) => each.rule === insight.rule && each.functionId === insight.functionId && each.codeHash === insight.codeHash) ?? null
}

/** Insights by whether they were dismissed, each part in their order. */
export function sortDismissed(insights: readonly Insight[], dismissals: readonly Dismissal[]): SortedInsights {
  const open: Insight[] = []
  const dismissed: DismissedInsight[] = []
  for (const insight of insights) {
    const dismissal = dismissalOf(insight, dismissals)
    if (dismissal === null) open.push(insight)
    else dismissed.push({ insight, dismissal })
  }
  return { open, dismissed }
}
