/** Edits beyond which two sequences are taken for different ones: their table grows with the square. */
const mostEdits = 1500

/**
 * The positions at which two sequences are the same when one is made of the other by the fewest insertions and deletions
 * (E. W. Myers, Algorithmica 1, 1986). None where that takes too many.
 */
export function shortestEdit(baseCount: number, currentCount: number, isSame: (base: number, current: number) => boolean): readonly (readonly [number, number])[] {
  const most = Math.min(baseCount + currentCount, mostEdits)
  /** By diagonal, from `most` below 0, how far in the base one comes with so many edits. */
  const furthest = new Int32Array(2 * most + 3)
  const before: Int32Array[] = []
  const at = (diagonal: number): number => furthest[diagonal + most + 1] ?? 0
  for (let edits = 0; edits <= most; edits++) {
    before.push(furthest.slice(most + 1 - edits - 1, most + 1 + edits + 2))
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1))
      let base = down ? at(diagonal + 1) : at(diagonal - 1) + 1
      while (base < baseCount && base - diagonal < currentCount && isSame(base, base - diagonal)) base++
      furthest[diagonal + most + 1] = base
      if (base >= baseCount && base - diagonal >= currentCount) return wayBack(before, edits, baseCount, currentCount)
    }
  }
  return []
}

function wayBack(before: readonly Int32Array[], edits: number, baseCount: number, currentCount: number): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = []
  let base = baseCount
  let current = currentCount
  for (let left = edits; left >= 0; left--) {
    const furthest = before[left]
    const at = (diagonal: number): number => furthest?.[diagonal + left + 1] ?? 0
    const diagonal = base - current
    const down = diagonal === -left || (diagonal !== left && at(diagonal - 1) < at(diagonal + 1))
    const from = left === 0 ? 0 : down ? at(diagonal + 1) : at(diagonal - 1)
    const fromCurrent = left === 0 ? 0 : from - (down ? diagonal + 1 : diagonal - 1)
    while (base > from && current > fromCurrent) pairs.push([--base, --current])
    base = from
    current = fromCurrent
  }
  return pairs.toReversed()
}
