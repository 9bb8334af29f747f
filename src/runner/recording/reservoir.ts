/** Keeps a fair sample of calls whose number nobody knows beforehand, within a number and a size. */
export interface Reservoir {
  /** The call to be kept next, counted from 0: those before it need not even be looked at. */
  readonly nextAt: number
  /** Keeps the call that `nextAt` named; returns the calls that have to go for it. */
  keep(bytes: number): readonly number[]
  /** Has place for half as many from now on, but for a few; returns the calls that have to go. */
  halve(): readonly number[]
}

/** So many calls are kept whatever they cost: fewer would not show how inputs differ. */
const fewestCalls = 32

/**
 * Each call so far is kept with the same probability (Vitter's algorithm R, 1985); how many are passed over until the next is drawn at
 * once. Where the kept ones grow too large, some go by lot and there is place for that many fewer from then on, so that large and
 * small calls keep their shares.
 */
export function makeReservoir(mostCalls: number, mostBytes: number): Reservoir {
  let places = mostCalls
  let nextAt = 0
  let bytes = 0
  const kept: { readonly call: number; readonly bytes: number }[] = []
  const random = makeRandom()
  return {
    get nextAt() { return nextAt },
    keep(ownBytes) {
      const gone: number[] = []
      if (kept.length >= places) drop(gone)
      while (kept.length > 0 && bytes + ownBytes > mostBytes) {
        drop(gone)
        places = Math.max(1, kept.length + 1)
      }
      kept.push({ call: nextAt, bytes: ownBytes })
      bytes += ownBytes
      drawNext()
      return gone
    },
    halve() {
      const gone: number[] = []
      places = Math.min(places, Math.max(fewestCalls, Math.floor(kept.length / 2)))
      while (kept.length > places) drop(gone)
      drawNext(nextAt)
      return gone
    },
  }

  /** Of `seen` calls `places` are kept. The chance that none of the next s is comes to (seen / (seen + s)) ^ places. */
  function drawNext(seen: number = nextAt + 1): void {
    nextAt = seen < places ? seen : seen + Math.floor(seen * (random() ** (-1 / places) - 1))
  }

  function drop(gone: number[]): void {
    const at = Math.floor(random() * kept.length)
    const last = kept.pop()
    const dropped = at < kept.length ? kept[at] : last
    if (at < kept.length && last !== undefined) kept[at] = last
    if (dropped === undefined) return
    bytes -= dropped.bytes
    gone.push(dropped.call)
  }
}

/** xorshift32: the program's own random numbers, which it may have seeded, stay as they are. */
function makeRandom(): () => number {
  let state = 0x9e3779b9
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return ((state >>> 0) + 1) / 0x1_0000_0001
  }
}
