import type { Insight } from '../insights/insight.ts'
import type { Interval } from '../statistics/interval.ts'
import { toOneBased } from '../position.ts'

/** An insight for programs: positions are 1-based, shares from 0 to 1, effects how many times as fast. */
export interface InsightDocument {
  readonly rule: string
  readonly priority: Insight['priority']
  readonly effort: Insight['effort']
  readonly kind: Insight['kind']
  readonly file: string
  readonly line: number
  readonly title: string
  readonly explanation: string
  readonly evidence: string
  readonly link: string
  readonly share: number
  readonly expectedEffect: Interval
  /** Whether there is a change that can be tried. */
  readonly hasEdit: boolean
  /** What came of it; null where it was not tried. */
  readonly measuredEffect: Insight['measuredEffect'] | null
}

export function insightDocument({ edit, measuredEffect, line, ...insight }: Insight): InsightDocument {
  return { ...insight, line: toOneBased(line), hasEdit: edit !== null, measuredEffect: measuredEffect ?? null }
}
