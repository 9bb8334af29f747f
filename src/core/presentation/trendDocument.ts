import type { Direction, Trend } from '../comparison/trend.ts'
import type { Interval } from '../statistics/interval.ts'

/** A trend for programs: what `heatline trend --json` prints, described by `schema/trend.schema.json`. */
export interface TrendDocument {
  readonly schemaVersion: 1
  readonly function: { readonly id: string; readonly file: string; readonly name: string }
  readonly direction: Direction
  readonly points: readonly {
    readonly version: string
    readonly commit: string | null
    readonly isDirty: boolean
    readonly measuredAt: number
    readonly index: number
    readonly interval: Interval
    readonly medianMs: number | null
  }[]
  /** `at`: 0-based position in `points`. */
  readonly changes: readonly { readonly at: number; readonly commit: string | null; readonly relativeDifference: number }[]
  readonly unlinked: number
}

/** The trend's document; nothing in it is rounded. */
export function trendDocument(trend: Trend, { file, name }: { readonly file: string; readonly name: string }): TrendDocument {
  return {
    schemaVersion: 1,
    function: { id: `${file}#${name}`, file, name },
    direction: trend.direction,
    points: trend.points.map(({ currentMs, ...point }) => ({ ...point, medianMs: currentMs })),
    changes: trend.changes.map(({ at, relativeDifference }) => ({ at, commit: trend.points[at]?.commit ?? null, relativeDifference })),
    unlinked: trend.unlinked,
  }
}
