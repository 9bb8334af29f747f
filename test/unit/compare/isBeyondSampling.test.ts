import { describe, expect, test } from 'vitest'
import { isBeyondSampling } from '../../../src/core/comparison/isBeyondSampling.ts'

const counted = (samples: number, variance = samples) => ({ samples, variance, ms: samples })

describe('a difference beyond sampling', () => {
  test('is seldom seen where there is none', () => {
    let seed = 11
    const random = (): number => ((seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff) + 1) / 0x80000000
    // Knuth's way to a Poisson variate.
    const poisson = (mean: number): number => {
      let count = 0
      for (let product = random(); product > Math.exp(-mean); product *= random()) count++
      return count
    }
    const seen = Array.from({ length: 20_000 }, () => isBeyondSampling({ base: [counted(poisson(20)), counted(poisson(20))], current: [counted(poisson(20)), counted(poisson(20))] }, { base: 2, current: 2 }))
    expect(seen.filter(Boolean).length / seen.length).toBeLessThan(0.002)
  })

  test.each([
    ['many samples that doubled', [100, 100], [200, 200], true],
    ['few that doubled', [3, 3], [6, 6], false],
    ['new ones', [0, 0], [8, 8], true],
    ['new ones, in one process three times as many', [0, 0], [30, 90], true],
    ['those that differ as much from process to process', [100, 130], [140, 170], false],
    ['those of one process only', [100, 100], [400, 90], false],
  ])('of %s', (_, base, current, is) => {
    expect(isBeyondSampling({ base: base.map((each) => counted(each)), current: current.map((each) => counted(each)) }, { base: 2, current: 2 })).toBe(is)
  })

  test('takes more where it is uncertain which way the samples came', () => {
    expect([180, 2000].map((variance) => isBeyondSampling({ base: [counted(100)], current: [counted(180, variance)] }, { base: 1, current: 1 }))).toEqual([true, false])
  })

  test('compares counts by what they are of', () => {
    expect(isBeyondSampling({ base: [{ ...counted(100), ms: 1 }], current: [{ ...counted(200), ms: 1.01 }] }, { base: 100, current: 200 })).toBe(false)
  })
})
