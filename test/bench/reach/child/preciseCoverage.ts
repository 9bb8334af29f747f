import { Session } from 'node:inspector'
import type { Profiler } from 'node:inspector'

/** Says which offsets of one script ran since it was last asked. */
export interface PreciseCoverage {
  /** Forgets what ran so far. */
  reset(): void
  /** Indices of the offsets that ran since then. */
  executed(): readonly number[]
}

/**
 * Starts V8's precise coverage by block. To be called before the script is loaded, in a process that does not
 * optimise: what is inlined there counts no more.
 * @param offsets ascending
 */
export function startPreciseCoverage(isScript: (url: string) => boolean, offsets: readonly number[]): PreciseCoverage {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const take = (): readonly Profiler.FunctionCoverage[] => {
    let result: readonly Profiler.ScriptCoverage[] = []
    session.post('Profiler.takePreciseCoverage', (_, taken) => { result = taken.result })
    return result.filter(({ url }) => isScript(url)).flatMap(({ functions }) => functions)
  }
  return {
    reset: () => { take() },
    executed() {
      const counts = new Float64Array(offsets.length)
      const ranges = take().toSorted(byExtent).flatMap((each) => each.ranges)
      // Each range lies within one before it: the last that holds an offset is the innermost.
      for (const { startOffset, endOffset, count } of ranges) counts.fill(count, lowerBound(offsets, startOffset), lowerBound(offsets, endOffset))
      return offsets.flatMap((_, index) => ((counts[index] ?? 0) > 0 ? [index] : []))
    },
  }
}

function byExtent(a: Profiler.FunctionCoverage, b: Profiler.FunctionCoverage): number {
  const [first, second] = [a.ranges[0], b.ranges[0]]
  return (first?.startOffset ?? 0) - (second?.startOffset ?? 0) || (second?.endOffset ?? 0) - (first?.endOffset ?? 0)
}

/** The index of the first offset that is not below `value`. */
function lowerBound(offsets: readonly number[], value: number): number {
  let low = 0
  let high = offsets.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((offsets[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
