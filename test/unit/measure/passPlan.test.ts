import { describe, expect, it } from 'vitest'
import { planPasses, planTiming, rowsInTime } from '../../../src/engine/measure/passPlan.ts'

describe('planPasses', () => {
  it('leaves at least a third of the budget for timing', () => {
    const { lines, callers } = planPasses(2000)
    const sampling = lines.warmUpMs + lines.measureMs + callers.warmUpMs + callers.measureMs
    expect(sampling).toBeLessThanOrEqual(2000 * (2 / 3))
  })
})

describe('planTiming', () => {
  it('takes nine processes where each can make a call', () => {
    const { processes, warmUpMs, measureMs } = planTiming(2000, 1100, 0.01, 50)
    expect(processes).toBe(9)
    expect(processes * (warmUpMs + measureMs)).toBeCloseTo(900)
  })

  it('takes six where loading is slow', () => {
    expect(planTiming(2000, 1100, 0.01, 1000).processes).toBe(6)
  })

  it('takes fewer where a call is long, without warm-up', () => {
    expect(planTiming(2000, 1100, 400, 50)).toEqual({ processes: 2, warmUpMs: 0, measureMs: 450 })
  })

  it('takes none where not one call fits', () => {
    expect(planTiming(2000, 1100, 2000, 50).processes).toBe(0)
    expect(planTiming(2000, 2100, 2000, 50).processes).toBe(0)
  })

  it('times short calls on a machine too busy to leave them time', () => {
    const { processes, warmUpMs, measureMs } = planTiming(2000, 2700, 0.01, 50)
    expect(processes).toBe(9)
    expect(processes * (warmUpMs + measureMs)).toBeCloseTo(400)
  })
})

it('a timing process takes as many rows of inputs as it can get through often, and one at least', () => {
  expect(rowsInTime(120, 0.001, 50)).toBe(120)
  expect(rowsInTime(120, 0.5, 50)).toBe(10)
  expect(rowsInTime(120, 500, 50)).toBe(1)
})
