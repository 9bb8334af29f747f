import { expect, test } from 'vitest'
import { baseLines } from '../../../src/core/comparison/baseLines.ts'
import type { SampledRound } from '../../../src/core/comparison/findCauses.ts'

const round = (lines: readonly (readonly [string, number, number])[], msPerSample: number): SampledRound => ({
  msPerSample,
  places: lines.map(([file, line, samples]) => ({ line: { file, line }, function: { file, name: 'total', line: 0 }, samples, paths: [] })),
})

test('sums what the processes saw of one file; shares are of all files, times of one call', () => {
  const rounds = [round([['/a.ts', 3, 60], ['/a.ts', 4, 20], ['/b.ts', 3, 20]], 0.01), round([['/a.ts', 3, 40], ['/a.ts', 9, 60]], 0.02)]
  expect(baseLines(rounds, '/a.ts')).toEqual([{ line: 3, selfShare: 0.5, selfMsPerCall: 0.7 }, { line: 9, selfShare: 0.3, selfMsPerCall: 0.6 }, { line: 4, selfShare: 0.1, selfMsPerCall: 0.1 }])
})

test('leaves out what took next to nothing', () => {
  expect(baseLines([round([['/a.ts', 3, 995], ['/a.ts', 4, 5]], 0.01)], '/a.ts').map(({ line }) => line)).toEqual([3])
})
