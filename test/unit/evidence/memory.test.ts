import { expect, test } from 'vitest'
import { summariseCollections } from '../../../src/core/evidence/collections.ts'
import { allocationsByLine } from '../../../src/core/evidence/lineAllocations.ts'

const at = (line: number, bytes: number, file = '/app/a.ts') => ({ place: { file, line, column: 2 }, bytes })

test('adds what statements allocate up to lines, the one of most first, and leaves out what is no source', () => {
  expect(allocationsByLine([at(3, 10), at(1, 40), at(3, 50), at(9, 0), at(3, 20, '/app/b.ts'), { place: null, bytes: 1000 }], (file) => file.slice('/app/'.length))).toEqual([
    { file: 'a.ts', line: 3, bytesPerCall: 60 }, { file: 'a.ts', line: 1, bytesPerCall: 40 }, { file: 'b.ts', line: 3, bytesPerCall: 20 },
  ])
})

test('sums up collections by kind, per call and as a share of the time', () => {
  expect(summariseCollections([{ kind: 'minor', ms: 1 }, { kind: 'major', ms: 6 }, { kind: 'minor', ms: 2 }], 100, 90)).toEqual({
    calls: 100, perCall: 0.03, pauseMsPerCall: 0.09, longestPauseMs: 6, share: 0.1, kinds: [{ kind: 'major', count: 1, ms: 6 }, { kind: 'minor', count: 2, ms: 3 }],
  })
  expect(summariseCollections([], 10, 0)).toEqual({ calls: 10, perCall: 0, pauseMsPerCall: 0, longestPauseMs: 0, share: 0, kinds: [] })
})
