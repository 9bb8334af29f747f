import type { Profiler } from 'node:inspector'

/** Which of the offsets ran, by V8's coverage of their script. @param offsets ascending @returns their indices */
export function executedOffsets(functions: readonly Profiler.FunctionCoverage[], offsets: readonly number[]): readonly number[] {
  const counts = new Float64Array(offsets.length)
  const ranges = functions.toSorted(byExtent).flatMap((each) => each.ranges)
  // Each range lies within one before it: the last that holds an offset is the innermost.
  for (const { startOffset, endOffset, count } of ranges) counts.fill(count, lowerBound(offsets, startOffset), lowerBound(offsets, endOffset))
  return offsets.flatMap((_, index) => ((counts[index] ?? 0) > 0 ? [index] : []))
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
