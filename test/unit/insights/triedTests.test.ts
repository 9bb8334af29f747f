import { describe, expect, test } from 'vitest'
import { isDoubtful, isSuspect, steadied, tallyTests } from '../../../src/core/insights/triedTests.ts'
import type { TestFileRun } from '../../../src/core/insights/triedTests.ts'

const run = (passing: readonly string[], failing: readonly string[], more: Partial<TestFileRun> = {}): TestFileRun => ({
  file: 'a.test.ts', end: 'ended', ranChange: true, ...more,
  results: [...passing.map((name) => ({ name, passed: true })), ...failing.map((name) => ({ name, passed: false }))],
})
const broke = { end: 'broke' } as const
const hung = { end: 'timedOut' } as const

describe('tallyTests', () => {
  test.each([
    ['all pass', run(['x', 'y'], []), null, { passed: 2, failed: 0, alreadyFailing: 0, failures: [] }],
    ['fails with the change alone', run(['x'], ['y']), run(['x', 'y'], []), { passed: 1, failed: 1, alreadyFailing: 0, failures: ['a.test.ts: y'] }],
    ['fails anyway', run(['x'], ['y']), run(['x'], ['y']), { passed: 1, failed: 0, alreadyFailing: 1, failures: [] }],
    ['came with the change, and fails', run(['x'], ['y']), run(['x'], []), { passed: 1, failed: 1, alreadyFailing: 0 }],
    ['cannot be told, for the file does not load without the change', run(['x'], ['y']), run([], [], broke), { passed: 1, failed: 0, alreadyFailing: 1 }],
    ['could not be run without the change', run(['x'], ['y']), null, { passed: 1, failed: 0, alreadyFailing: 1 }],
    ['does not load with the change', run([], [], broke), run(['x'], []), { failed: 1, failures: ['a.test.ts breaks'] }],
    ['does not load at all', run([], [], broke), run([], [], broke), { failed: 0, alreadyFailing: 1 }],
    ['does not end with the change', run(['x'], [], { ...hung, ranChange: false }), run(['x', 'y'], []), { passed: 1, failed: 1, failures: ['a.test.ts does not end'] }],
    ['runs the changed code nowhere', run(['x'], ['y'], { ranChange: false }), run(['x', 'y'], [], { ranChange: false }), { passed: 0, failed: 0, files: [], uncounted: ['a.test.ts'] }],
    ['never ends', run([], [], { ...hung, ranChange: false }), run([], [], { ...hung, ranChange: false }), { failed: 0, alreadyFailing: 0, uncounted: [], message: 'a.test.ts does not end in time, with the change or without.' }],
  ] as const)('%s', (_, changed, unchanged, tally) => {
    expect(tallyTests([{ changed, unchanged }], null)).toMatchObject(tally)
  })

  test('adds up files, and passes on why there are no more', () => {
    expect(tallyTests([{ changed: run(['x'], []), unchanged: null }, { changed: run(['x'], [], { file: 'b.test.ts' }), unchanged: null }], 'There are more.')).toEqual({
      passed: 2, failed: 0, alreadyFailing: 0, failures: [], files: ['a.test.ts', 'b.test.ts'], uncounted: [], message: 'There are more.',
    })
  })
})

test('what passes the second time does not fail because of the change', () => {
  expect(steadied(run(['x'], ['y', 'z']), run(['y'], ['z', 'x']))).toEqual({ ...run(['x', 'y'], ['z']) })
  expect(steadied(run([], [], broke), run(['x'], []))).toEqual(run(['x'], []))
  expect([isSuspect({ changed: run(['x'], ['y']), unchanged: run(['x', 'y'], []) }), isSuspect({ changed: run(['x'], ['y']), unchanged: run(['x'], ['y']) })]).toEqual([true, false])
})

test('what failed, broke or hung is run once more without the change', () => {
  expect([run(['x'], []), run(['x'], ['y']), run([], [], broke), run(['x'], [], hung)].map(isDoubtful)).toEqual([false, true, true, true])
})
