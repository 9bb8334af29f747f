import { expect, test } from 'vitest'
import type { Cause } from '../../../src/core/comparison/comparison.ts'
import { describeCause } from '../../../src/core/presentation/describeCause.ts'

const cause: Cause = { file: 'src/parse.ts', line: 41, functionName: 'parseHeader', differenceMsPerCall: 0.034, differenceBytesPerCall: 1200, change: 'added' }

test.each<[string, Partial<Cause>]>([
  ['+34.0 µs/call, +1.20 kB/call in parseHeader, src/parse.ts:42, new', {}],
  ['waits in parseHeader, src/parse.ts:42, new', { differenceMsPerCall: null, differenceBytesPerCall: null }],
  ['+34.0 µs/call in parseHeader, src/parse.ts:42, new, felt at src/read.ts:8', { differenceBytesPerCall: null, feltAt: { file: 'src/read.ts', line: 7 } }],
  ['+34.0 µs/call in parseHeader, src/parse.ts:42, new, felt at line 50', { differenceBytesPerCall: null, feltAt: { file: 'src/parse.ts', line: 49 } }],
  ['+34.0 µs/call in parseHeader, src/parse.ts:42, runs 400 times a call, before never', { differenceBytesPerCall: null, change: 'same', runsPerCall: { base: 0, current: 400 } }],
  ['−34.0 µs/call in parseHeader, src/parse.ts:42, runs once a call, before 2.5 times a call', { differenceMsPerCall: -0.034, differenceBytesPerCall: null, change: 'same', runsPerCall: { base: 2.5, current: 1 } }],
])('%s', (text, changes) => expect(describeCause({ ...cause, ...changes })).toBe(text))
