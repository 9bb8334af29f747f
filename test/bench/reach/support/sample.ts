/** A few of the items, chosen by the seed and in their order; all where there are no more. */
export function sample<Item>(items: readonly Item[], size: number, seed: number): readonly Item[] {
  if (items.length <= size) return items
  const random = mulberry32(seed)
  const ranked = items.map((item, index) => ({ item, index, rank: random() })).toSorted((a, b) => a.rank - b.rank)
  return ranked.slice(0, size).toSorted((a, b) => a.index - b.index).map(({ item }) => item)
}

/** Tommy Ettinger's generator: good enough to choose, and the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
