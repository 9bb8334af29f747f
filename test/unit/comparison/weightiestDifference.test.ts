import { expect, test } from 'vitest'
import { weightiestDifference } from '../../../src/core/comparison/weightiestDifference.ts'
import { exampleDifference } from '../presentation/exampleComparison.ts'

const time = exampleDifference({ verdict: 'unchanged' })
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
