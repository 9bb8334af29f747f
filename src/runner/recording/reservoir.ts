/** Keeps a fair sample of calls whose number nobody knows beforehand, within a number and a size. */
export interface Reservoir {
  /** Decides for the next call, before anything is done for it: whether it is kept. */
  next(): boolean
  /** Keeps what `next` said, under an id; returns the ids that have to go for it. */
  keep(id: number, bytes: number): readonly number[]
  /** Has place for half as many from now on, but for a few; returns the ids that have to go. */
  halve(): readonly number[]
}

/** So many calls are kept whatever they cost. */
const fewestCalls = 8

/**
 * Vitter's algorithm R (1985): each call so far is kept with the same probability. Where the kept ones grow too large, some go by
 * lot and there is place for that many fewer from then on, so that large and small calls keep their shares.
 */
export function makeReservoir(mostCalls: number, mostBytes: number): Reservoir {
  let places = mostCalls
  let seen = 0
  let bytes = 0
  const kept: { readonly id: number; readonly bytes: number }[] = []
  const random = makeRandom()
  return {
    next() {
      seen++
      return seen <= places || random() * seen < places
    },
    keep(id, ownBytes) {
      const gone: number[] = []
      if (kept.length >= places) drop(gone)
      while (kept.length > 0 && bytes + ownBytes > mostBytes) {
        drop(gone)
        places = Math.max(1, kept.length + 1)
      }
      kept.push({ id, bytes: ownBytes })
      bytes += ownBytes
      return gone
    },
    halve() {
      const gone: number[] = []
      places = Math.min(places, Math.max(fewestCalls, Math.floor(kept.length / 2)))
      while (kept.length > places) drop(gone)
      return gone
    },
  }

  function drop(gone: number[]): void {
    const at = Math.floor(random() * kept.length)
    const last = kept.pop()
    const dropped = at < kept.length ? kept[at] : last
    if (at < kept.length && last !== undefined) kept[at] = last
    if (dropped === undefined) return
    bytes -= dropped.bytes
    gone.push(dropped.id)
  }
}

/** xorshift32: the program's own random numbers, which it may have seeded, stay as they are. */
function makeRandom(): () => number {
  let state = 0x9e3779b9
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 0x1_0000_0000
  }
}
