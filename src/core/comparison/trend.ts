import { changePoints, fewestPoints } from '../statistics/changePoints.ts'
import type { Interval } from '../statistics/interval.ts'
import { median } from '../statistics/median.ts'
import { linkVersions } from './linkVersions.ts'
import type { VersionLinks } from './linkVersions.ts'
import type { StoredComparison } from './storedComparison.ts'

/** How a function's time went over its versions: `unclear` where too little is known to say. */
export type Direction = 'improving' | 'stable' | 'degrading' | 'unclear'

/** A version of a function in its trend. */
export interface TrendPoint {
  readonly version: string
  /** Null without git. */
  readonly commit: string | null
  /** The code was not committed as it was. */
  readonly isDirty: boolean
  /** When it was measured: milliseconds since the epoch. */
  readonly measuredAt: number
  /** Time per call as a multiple of the first point's. */
  readonly index: number
  /** 95%: wider the more comparisons lie between. */
  readonly interval: Interval
  /** Milliseconds per call where and when it was measured, for display: those of two points are never compared. */
  readonly currentMs: number | null
}

/** From a point on the function takes another time than before. */
export interface TrendChange {
  /** Of the first point that has it. */
  readonly at: number
  /** Median index after / before - 1. */
  readonly relativeDifference: number
}

/** How a function's time went, by ratios that were measured side by side; absolute times of different days say nothing. */
export interface Trend {
  /** In the order of time; the first has an index of 1. Empty where nothing was compared. */
  readonly points: readonly TrendPoint[]
  /** In the order of time; none with fewer than twenty points. */
  readonly changes: readonly TrendChange[]
  readonly direction: Direction
  /** Versions that no comparison connects with the newest: left out. */
  readonly unlinked: number
}

/** Less is no change, as in a comparison. */
const floor = 0.01
/** Within that a function is stable. */
const sameness = 0.03
/** Two-sided 95% of the normal distribution. */
const z = 1.959963984540054

/** @param comparisons of one function, in any order */
export function trendOf(comparisons: readonly StoredComparison[]): Trend {
  const ordered = comparisons.toSorted((a, b) => a.startedAt - b.startedAt)
  const links = linkVersions(ordered)
  const measured = versionsInOrder(ordered)
  const newest = measured.at(-1)
  if (newest === undefined) return { points: [], changes: [], direction: 'unclear', unlinked: 0 }
  const fromNewest = links.from(newest.version)
  const linked = measured.filter(({ version }) => fromNewest.has(version))
  const points = pointsOf(linked, links)
  const changes = changesOf(points)
  return { points, changes, direction: directionOf(points, changes), unlinked: new Set(measured.filter((each) => !linked.includes(each)).map(({ version }) => version)).size }
}

type Measured = Pick<TrendPoint, 'version' | 'commit' | 'isDirty' | 'measuredAt' | 'currentMs'>

/** The base of the first comparison of two versions, then what was current: of edits that were never committed the last before a commit. */
function versionsInOrder(ordered: readonly StoredComparison[]): readonly Measured[] {
  const versions: Measured[] = []
  for (const { baseVersion, currentVersion, startedAt, commit, isDirty, currentMs } of ordered.filter((each) => each.baseVersion !== each.currentVersion)) {
    // What it was compared with came before.
    if (versions.length === 0) versions.push({ version: baseVersion, commit: null, isDirty: false, measuredAt: startedAt, currentMs: null })
    const previous = versions.at(-1)
    if (previous?.version === currentVersion) continue
    if (previous !== undefined && previous.isDirty && commit !== null && previous.commit === commit) versions.pop()
    versions.push({ version: currentVersion, commit, isDirty: isDirty === true, measuredAt: startedAt, currentMs })
  }
  return versions
}

function pointsOf(measured: readonly Measured[], links: VersionLinks): readonly TrendPoint[] {
  const [first] = measured
  if (first === undefined) return []
  const fromFirst = links.from(first.version)
  return measured.flatMap((each) => {
    const way = fromFirst.get(each.version)
    if (way === undefined) return []
    const half = z * Math.sqrt(way.variance)
    return [{ ...each, index: Math.exp(way.logRatio), interval: { low: Math.exp(way.logRatio - half), high: Math.exp(way.logRatio + half) } }]
  })
}

function changesOf(points: readonly TrendPoint[]): readonly TrendChange[] {
  const logs = points.map(({ index }) => Math.log(index))
  const cuts = changePoints(logs)
  return cuts.flatMap((at, index) => {
    const before = median(logs.slice(cuts[index - 1] ?? 0, at)) ?? 0
    const after = median(logs.slice(at, cuts[index + 1] ?? logs.length)) ?? 0
    const relativeDifference = Math.expm1(after - before)
    return Math.abs(relativeDifference) < floor ? [] : [{ at, relativeDifference }]
  })
}

/** By its last change where there are points enough to see one, else by how the newest point stands to the first. */
function directionOf(points: readonly TrendPoint[], changes: readonly TrendChange[]): Direction {
  const last = points.at(-1)
  if (last === undefined || points.length < 2) return 'unclear'
  if (points.length >= fewestPoints) {
    const change = changes.at(-1)
    return change === undefined ? 'stable' : change.relativeDifference > 0 ? 'degrading' : 'improving'
  }
  const { low, high } = last.interval
  if (low > 1 + floor) return 'degrading'
  if (high < 1 - floor) return 'improving'
  return low >= 1 - sameness && high <= 1 + sameness ? 'stable' : 'unclear'
}
