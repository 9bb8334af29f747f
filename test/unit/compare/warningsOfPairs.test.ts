import { expect, test } from 'vitest'
import type { PairMeasured } from '../../../src/engine/compare/measurePair.ts'
import { warningsOfPairs } from '../../../src/engine/compare/warningsOfPairs.ts'

function pairsThatKeep(...bytes: readonly number[]): readonly PairMeasured[] {
  const slices = Array.from({ length: 12 }, () => 1)
  return bytes.map((kept, index) => ({ base: { slices, allocatedBytes: 10, retainedBytes: 5 }, current: { slices, allocatedBytes: 10, retainedBytes: 5 + kept }, baseFirst: index % 2 === 0, measuringMs: 1 }))
}

const told = (...bytes: readonly number[]) => warningsOfPairs(pairsThatKeep(...bytes), { verdict: 'unchanged', minimumDetectableEffect: 0.01 })

test('that a call keeps more is told where the pairs agree on it', () => {
  expect(told(130, 120, 128, 127, 129, 128, 126, 131)).toEqual(['Each call keeps 128 bytes more than in the baseline after a full collection.'])
  expect(told(527, -900, 1200, 140, 800, -300, 600, 500)).toEqual([])
  expect(told(16, 15, 16, 14, 17, 16, 15, 16)).toEqual([])
})
