import { expect, test } from 'vitest'
import { dropBeginning } from '../../../src/core/profile/dropBeginning.ts'
import type { CdpProfile } from '../../../src/core/profile/importCdpProfile.ts'

const frame = { functionName: 'f', scriptId: '1', url: 'a.js', lineNumber: 0, columnNumber: 0 }
const profile: CdpProfile = {
  nodes: [
    { id: 1, callFrame: frame, hitCount: 5, positionTicks: [{ line: 3, ticks: 1 }, { line: 7, ticks: 4 }] },
    { id: 2, callFrame: frame, hitCount: 1, positionTicks: [{ line: 9, ticks: 1 }] },
  ],
  startTime: 1000,
  endTime: 2000,
  samples: [1, 1, 1, 2, 1, 1],
  timeDeltas: [100, 100, 100, 200, 200, 200],
}

test('samples before the time are gone, from the busiest line of their node', () => {
  expect(dropBeginning(profile, 1301)).toEqual({
    nodes: [
      { id: 1, callFrame: frame, hitCount: 2, positionTicks: [{ line: 7, ticks: 1 }, { line: 3, ticks: 1 }] },
      { id: 2, callFrame: frame, hitCount: 1, positionTicks: [{ line: 9, ticks: 1 }] },
    ],
    startTime: 1301,
    endTime: 2000,
  })
})

test('nothing changes where none is', () => {
  expect(dropBeginning(profile, 1000)).toBe(profile)
})
