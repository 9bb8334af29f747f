import { describe, expect, test } from 'vitest'
import { formatDuration } from '../../../src/core/presentation/formatDuration.ts'
import { formatPlusMinus } from '../../../src/core/presentation/formatPlusMinus.ts'
import { formatRate, ratePerSecond } from '../../../src/core/presentation/formatRate.ts'
import { formatShare, formatShareInterval } from '../../../src/core/presentation/formatShare.ts'
import { timingTitle } from '../../../src/core/presentation/timingTitle.ts'

describe('formatDuration', () => {
  test.each([
    [0, '0 ns'],
    [0.04e-6, '<0.1 ns'],
    [0.3e-6, '0.3 ns'],
    [2.1e-6, '2.1 ns'],
    [36.04e-6, '36.0 ns'],
    [999.4e-6, '999 ns'],
    [999.6e-6, '1.00 µs'],
    [12.4e-3, '12.4 µs'],
    [9.996e-3, '10.0 µs'],
    [999.7e-3, '1.00 ms'],
    [3.2, '3.20 ms'],
    [123.4, '123 ms'],
    [1400, '1.40 s'],
    [61_000, '61.0 s'],
    [5_000_000, '5000 s'],
    [-3.2, '-3.20 ms'],
  ])('%d ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text))
})

describe('formatRate', () => {
  test.each([
    [0, '0/s'],
    [0.5, '0.5/s'],
    [0.33333, '0.33/s'],
    [0.00123, '0.001/s'],
    [0.996, '1/s'],
    [12.34, '12.3/s'],
    [806.4, '806/s'],
    [999.7, '1k/s'],
    [80_645, '80.6k/s'],
    [1_200_000, '1.2M/s'],
    [476_190_476, '476M/s'],
    [3.3e12, '3300G/s'],
  ])('%d a second is %s', (perSecond, text) => expect(formatRate(perSecond)).toBe(text))

  test('a time of nothing has no rate', () => {
    expect(ratePerSecond(0)).toBeNull()
    expect(ratePerSecond(2)).toBe(500)
  })
})

describe('formatShare', () => {
  test.each([
    [0, '0%'],
    [0.0001, '<0.1%'],
    [0.004, '0.4%'],
    [0.00996, '1%'],
    [0.384, '38%'],
    [1, '100%'],
  ])('%d is %s', (share, text) => expect(formatShare(share)).toBe(text))

  test('an interval names its unit once', () => {
    expect(formatShareInterval({ low: 0.361, high: 0.402 })).toBe('36–40%')
    expect(formatShareInterval({ low: 0.361, high: 0.362 })).toBe('36%')
  })
})

describe('formatPlusMinus', () => {
  test('is relative to the centre', () => expect(formatPlusMinus(100, { low: 98.8, high: 101.2 })).toBe('±1.2%'))
  test('takes the wider side', () => expect(formatPlusMinus(100, { low: 99, high: 104 })).toBe('±4.0%'))
  test('has no decimals from ten on', () => expect(formatPlusMinus(100, { low: 80, high: 112.4 })).toBe('±20%'))
  test('gives up where the interval is wider than the centre', () => {
    expect(formatPlusMinus(100, { low: 1, high: 199 })).toBe('±99%')
    expect(formatPlusMinus(100, { low: 99, high: 397_000_000 })).toBe('±>99%')
  })
  test('never claims none', () => expect(formatPlusMinus(100, { low: 100, high: 100.01 })).toBe('±<0.1%'))
  test('is empty where there is nothing to be relative to', () => expect(formatPlusMinus(0, { low: 0, high: 1 })).toBe(''))
})

describe('timingTitle', () => {
  const workload = { kind: 'call', expression: 'f()', origin: 'tag' } as const
  const timing = { medianMs: 0.0124, confidenceIntervalMs: { low: 0.01225, high: 0.01255 }, iterations: 4_000, processes: 6, processMediansMs: [] }
  test('has time, interval and rate', () => expect(timingTitle({ workload, timing })).toBe('12.4 µs ±1.2% · 80.6k/s'))
  test('shows no ± without an interval', () => expect(timingTitle({ workload, timing: { ...timing, confidenceIntervalMs: null } })).toBe('12.4 µs · 80.6k/s'))
  test('says no more of an empty call than that it is quick', () => {
    expect(timingTitle({ workload, timing: { ...timing, medianMs: 1e-6, confidenceIntervalMs: { low: 0, high: 2e-6 } } })).toBe('<1 ns')
  })
  test('is null without timing', () => expect(timingTitle({ workload, timing: null })).toBeNull())
})
