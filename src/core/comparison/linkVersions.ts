import type { StoredComparison } from './storedComparison.ts'

/** How one version's time stands to another's. */
export interface Way {
  /** ln(its time / the other's) */
  readonly logRatio: number
  /** Of that: the sum over the comparisons that lie between. */
  readonly variance: number
}

/** All versions of a function, connected by comparisons. */
export interface VersionLinks {
  /** The surest way from a version to each that comparisons connect it with, itself included. */
  from(version: string): ReadonlyMap<string, Way>
}

/** An interval of 95% is that many standard errors wide. */
const intervalErrors = 2 * 1.959963984540054

/**
 * Reads comparisons as links between versions. Those of the same two versions are one link, weighted by how sure they are. Of several ways
 * between two versions the surest counts: one that goes through a baseline that all were compared with is surer than a long chain.
 */
export function linkVersions(comparisons: readonly StoredComparison[]): VersionLinks {
  const links = new Map<string, Map<string, Way>>()
  for (const { baseVersion, currentVersion, relativeDifference, confidenceInterval } of comparisons) {
    if (baseVersion === currentVersion || relativeDifference === null || relativeDifference <= -1) continue
    const logRatio = Math.log1p(relativeDifference)
    // Without an interval it is the same program: nothing had to be measured.
    const variance = confidenceInterval === null ? 0 : ((Math.log1p(confidenceInterval.high) - Math.log1p(confidenceInterval.low)) / intervalErrors) ** 2
    if (!Number.isFinite(variance) || (confidenceInterval === null && relativeDifference !== 0)) continue
    add(links, baseVersion, currentVersion, { logRatio, variance })
    add(links, currentVersion, baseVersion, { logRatio: -logRatio, variance })
  }
  return { from: (version) => surestWays(links, version) }
}

function add(links: Map<string, Map<string, Way>>, from: string, to: string, way: Way): void {
  const ways = links.get(from) ?? new Map<string, Way>()
  const known = ways.get(to)
  ways.set(to, known === undefined ? way : combined(known, way))
  links.set(from, ways)
}

/** Weighted by inverse variance. */
function combined(one: Way, other: Way): Way {
  if (one.variance === 0) return one
  if (other.variance === 0) return other
  const weight = 1 / one.variance
  const otherWeight = 1 / other.variance
  return { logRatio: (weight * one.logRatio + otherWeight * other.logRatio) / (weight + otherWeight), variance: 1 / (weight + otherWeight) }
}

/** Dijkstra's, by variance. */
function surestWays(links: ReadonlyMap<string, ReadonlyMap<string, Way>>, from: string): ReadonlyMap<string, Way> {
  const settled = new Map<string, Way>()
  const open = new Map<string, Way>([[from, { logRatio: 0, variance: 0 }]])
  while (open.size > 0) {
    const [version, way] = Array.from(open).reduce((surest, each) => (each[1].variance < surest[1].variance ? each : surest))
    open.delete(version)
    settled.set(version, way)
    for (const [next, link] of links.get(version) ?? []) {
      if (settled.has(next)) continue
      const longer = { logRatio: way.logRatio + link.logRatio, variance: way.variance + link.variance }
      if (longer.variance < (open.get(next)?.variance ?? Number.POSITIVE_INFINITY)) open.set(next, longer)
    }
  }
  return settled
}
