import { expect, test } from 'vitest'
import { growthText, scalingTitle } from '../../../src/core/presentation/scalingTitle.ts'
import type { Growth } from '../../../src/core/statistics/fitScaling.ts'
import { exampleScaling } from './exampleScaling.ts'

const { fit } = exampleScaling()

test.each([
  [1.9642, 1.9138, 2.0171, 'n^1.96 [1.91, 2.02]'],
  [0.0003, -0.0121, 0.0128, 'n^0.00 [-0.01, 0.01]'],
  [-0.001, -0.002, 0.0001, 'n^-0.001 [-0.002, 0.000]'],
  [1.0001, 0.9995, 1.0008, 'n^1.000 [1.000, 1.001]'],
])('%d, from %d to %d: %s', (exponent, low, high, title) => {
  expect(scalingTitle({ outcome: 'completed', fit: fit && { ...fit, exponent, exponentInterval: { low, high } } })).toBe(title)
})

test('without a figure it is how it ended', () => {
  expect(scalingTitle({ outcome: 'timedOut', fit: null })).toBe('timed out')
})

test.each<[Growth, string]>([
  [{ kind: 'fits', names: ['n²'] }, 'n²'],
  [{ kind: 'fits', names: ['n', 'n log n'] }, 'n or n log n, both fit'],
  [{ kind: 'fits', names: ['1', 'log n', '√n'] }, '1, log n or √n, all fit'],
  [{ kind: 'between', slower: 'n', faster: 'n log n', closeTo: null }, 'between n and n log n'],
  [{ kind: 'between', slower: 'n log n', faster: 'n²', closeTo: 'n²' }, 'between n log n and n², close to n²'],
  [{ kind: 'between', slower: null, faster: '1', closeTo: '1' }, 'slower than 1, close to 1'],
  [{ kind: 'between', slower: '2ⁿ', faster: null, closeTo: null }, 'faster than 2ⁿ'],
])('%j: %s', (growth, text) => expect(growthText({ growth })).toBe(text))
