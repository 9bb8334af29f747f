import { describe, expect, test } from 'vitest'
import { makeReservoir } from '../../../src/runner/recording/reservoir.ts'

/** The calls that are kept of so many, each of the size that `bytesOf` tells. */
function sample(reservoir: ReturnType<typeof makeReservoir>, calls: number, bytesOf: (call: number) => number = () => 1): number[] {
  const kept = new Set<number>()
  for (let call = reservoir.nextAt; call < calls; call = reservoir.nextAt) {
    for (const gone of reservoir.keep(bytesOf(call))) kept.delete(gone)
    kept.add(call)
  }
  return [...kept]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length
}

describe('a reservoir', () => {
  test('keeps all calls while there is place', () => {
    expect(sample(makeReservoir(200, 1e6), 200)).toEqual(Array.from({ length: 200 }, (_, call) => call))
  })

  test('keeps each call of many with the same probability', () => {
    const kept = sample(makeReservoir(2000, 1e6), 1_000_000)
    expect(kept).toHaveLength(2000)
    // Five standard errors of the mean of so many uniform numbers are 3.2%.
    expect(Math.abs(mean(kept) / 500_000 - 1)).toBeLessThan(0.04)
    const early = kept.filter((call) => call < 100_000).length
    expect(early).toBeGreaterThan(130)
    expect(early).toBeLessThan(270)
  })

  test('stays within its size without a preference for small calls', () => {
    const kept = sample(makeReservoir(1000, 100_000), 100_000, (call) => (call % 2 === 0 ? 1 : 1999))
    const bytes = kept.reduce((sum, call) => sum + (call % 2 === 0 ? 1 : 1999), 0)
    expect(bytes).toBeLessThanOrEqual(100_000)
    expect(kept.length).toBeGreaterThan(40)
    expect(kept.filter((call) => call % 2 === 1).length / kept.length).toBeGreaterThan(0.25)
  })

  test('halves, and stays fair', () => {
    const reservoir = makeReservoir(1000, 1e6)
    sample(reservoir, 10_000)
    expect(reservoir.halve()).toHaveLength(500)
    const after = sample(reservoir, 100_000)
    expect(after.length).toBeLessThanOrEqual(500)
    // 90% of all calls came after the halving.
    expect(after.length).toBeGreaterThan(400)
  })
})
