import { expect, test } from 'vitest'
import { severityOf } from '../../../src/core/comparison/severity.ts'
import { weightiestDifference } from '../../../src/core/comparison/weightiestDifference.ts'
import { exampleDifference } from '../presentation/exampleComparison.ts'

const time = exampleDifference()
const worse = exampleDifference({ verdict: 'regression', relativeDifference: 0.3 })

test('a regression of memory weighs more than a gain of time', () => {
  const faster = exampleDifference({ verdict: 'improvement', relativeDifference: -0.3 })
  expect(weightiestDifference({ time: faster, throughput: faster, memory: worse })).toMatchObject({ verdict: 'regression', figure: 'memory' })
  expect(weightiestDifference({ time: faster, throughput: faster, memory: time })).toMatchObject({ verdict: 'improvement', figure: 'time' })
})

test('lost throughput is a regression that time speaks for', () => {
  const slower = exampleDifference({ verdict: 'slower', relativeDifference: 0.12 })
  expect(weightiestDifference({ time: slower, throughput: { ...worse, relativeDifference: -0.107, threshold: 0.1 }, memory: time })).toEqual({ verdict: 'regression', figure: 'time', difference: slower })
})

test('memory speaks where time says nothing', () => {
  expect(weightiestDifference({ time: exampleDifference({ verdict: 'inconclusive' }), throughput: time, memory: exampleDifference({ verdict: 'slower' }) })).toMatchObject({ verdict: 'slower', figure: 'memory' })
})

test.each([
  [0.15, 'low'], [0.22, 'low'], [0.23, 'medium'], [0.3, 'high'], [0.44, 'high'], [0.46, 'critical'],
])('a difference of %d is %s', (relativeDifference, severity) => {
  expect(severityOf({ time: exampleDifference({ verdict: 'regression', relativeDifference }), throughput: time, memory: time })).toBe(severity)
})

test('lost throughput is as severe as the time that it means', () => {
  const half = exampleDifference({ verdict: 'regression', relativeDifference: -0.5, threshold: 0.1 })
  expect(severityOf({ time, throughput: half, memory: time })).toBe('critical')
  expect(severityOf({ time, throughput: { ...half, relativeDifference: -0.11 }, memory: time })).toBe('low')
})

test('what is no regression has no severity', () => {
  expect(severityOf({ time: exampleDifference({ verdict: 'slower', relativeDifference: 0.14 }), throughput: time, memory: time })).toBeNull()
})
