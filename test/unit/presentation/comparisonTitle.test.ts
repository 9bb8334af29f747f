import { describe, expect, test } from 'vitest'
import { regressionsOf, severityOf, worstSeverity } from '../../../src/core/comparison/regressions.ts'
import { comparisonTitle } from '../../../src/core/presentation/comparisonTitle.ts'
import { formatBytes } from '../../../src/core/presentation/formatBytes.ts'
import { formatDifference, formatSigned } from '../../../src/core/presentation/formatDifference.ts'
import { exampleComparison, exampleDifference, inconclusiveComparison, unchangedComparison } from './exampleComparison.ts'

const faster = exampleDifference({ verdict: 'faster', relativeDifference: -0.042, confidenceInterval: { low: -0.051, high: -0.031 } })

test.each([
  [exampleComparison(), '▲ 18% [15, 21] vs main'],
  [unchangedComparison({ time: faster }), '▼ 4.2% [3.1, 5.1] vs main'],
  [unchangedComparison(), '= main ±1%'],
  [unchangedComparison({ time: exampleDifference({ verdict: 'unchanged', relativeDifference: null, confidenceInterval: null, pairs: 0 }) }), '= main'],
  [inconclusiveComparison(), '? vs main'],
  [unchangedComparison({ memory: exampleDifference({ relativeDifference: 0.25 }) }), '= main ±1% · memory ▲ 25%'],
  [exampleComparison({ outcome: 'timedOut' }), 'comparison timed out'],
])('%#: %s', (comparison, title) => expect(comparisonTitle(comparison)).toBe(title))

describe('a difference', () => {
  test.each([
    [0.18, 0.15, 0.21, '18% [15, 21]'],
    [-0.18, -0.21, -0.15, '18% [15, 21]'],
    [0.012, -0.004, 0.028, '1.2% [−0.4, 2.8]'],
    [-0.012, -0.028, 0.004, '1.2% [−0.4, 2.8]'],
    [12.5, 11, 14, '1250% [1100, 1400]'],
    [0, 0, 0, '0% [0, 0]'],
    [0.0031, 0.00001, 0.0999, '0.31% [0, 10]'],
  ])('%d, from %d to %d: %s', (ratio, low, high, text) => expect(formatDifference(ratio, { low, high })).toBe(text))

  test('with its sign', () => {
    expect([0.2, -0.042, 0, -0.00001].map(formatSigned)).toEqual(['+20%', '−4.2%', '0%', '0%'])
  })
})

test.each([[0, '0 B'], [96, '96 B'], [999.6, '1.00 kB'], [1536, '1.54 kB'], [12_345_678, '12.3 MB'], [-96, '−96 B']])('%d bytes: %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

describe('the severity', () => {
  test.each([
    [0.15, 'low'],
    [0.2249, 'low'],
    [0.15 * 1.5, 'medium'],
    [0.3, 'high'],
    [0.15 * 3, 'critical'],
    [4, 'critical'],
  ])('of %d with a threshold of 15%: %s', (relativeDifference, severity) => expect(severityOf(exampleDifference({ relativeDifference }))).toBe(severity))

  test('is that of time where throughput fails with it, of throughput alone otherwise, and the worst of time and memory', () => {
    expect(worstSeverity(exampleComparison())).toBe('low')
    const slower = exampleDifference({ verdict: 'slower', relativeDifference: 0.13 })
    expect(regressionsOf(exampleComparison({ time: slower }))).toEqual(['throughput'])
    expect(worstSeverity(exampleComparison({ time: slower }))).toBe('medium')
    expect(worstSeverity(exampleComparison({ memory: exampleDifference({ relativeDifference: 1, threshold: 0.2 }) }))).toBe('critical')
    expect(worstSeverity(unchangedComparison())).toBeNull()
  })
})
