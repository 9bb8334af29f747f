import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Workload } from '../../../src/core/comparison/workload.ts'
import { repeatedArgumentsOf } from '../../../src/engine/evidence/repeatedArgumentsOf.ts'
import type { RecordedCall } from '../../../src/engine/recording/recording.ts'
import { storeRecording } from '../../../src/engine/recording/recordingStore.ts'
import { encodeValue } from '../../../src/runner/recording/encodeValue.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heatline repeats é '))
})
afterEach(() => rmSync(folder, { recursive: true, maxRetries: 3 }))

function recorded(parameters: readonly unknown[], redacted = false): RecordedCall {
  const encoded = encodeValue(parameters, { referenceOf: () => null, mostBytes: 1_000_000, isLoose: false })
  if (encoded.kind === 'obstacle') throw new Error(encoded.reason)
  return { value: encoded.value, outcome: null, ms: 1, redacted }
}

async function repeatsOf(rows: readonly RecordedCall[]): ReturnType<typeof repeatedArgumentsOf> {
  const kept = path.join(folder, 'recording')
  await storeRecording(kept, { file: '/a.js', calls: rows.length, rows, unkept: [], references: [], tests: [], warnings: [] })
  const workload: Workload = { kind: 'recorded', expression: 'f()', inputs: { path: kept, rows: rows.length, calls: rows.length, tests: [], names: [], imports: [], notes: [] } }
  return await repeatedArgumentsOf(workload)
}

test('arguments are the same where they are deeply equal, however V8 holds them', async () => {
  const floating = [0.5, 2]
  floating[0] = 1
  const repeats = await repeatsOf([recorded([{ a: [1, 2] }, 'x']), recorded([{ a: floating }, 'x']), recorded([{ a: [1, 3] }, 'x'])])
  expect(repeats).toEqual({ calls: 3, distinct: 2, hitRates: [{ entries: 1, rate: 1 / 3 }, { entries: 8, rate: 1 / 3 }], types: [null, 'string'] })
})

test('tells what all calls give an argument as', async () => {
  expect((await repeatsOf([recorded(['a', 1, true, 1n]), recorded(['b', -0, null, 2n])]))?.types).toEqual(['string', 'number', null, 'bigint'])
})

test('secrets that were replaced look alike: nothing is told', async () => expect(await repeatsOf([recorded(['a'], true), recorded(['a'])])).toBeNull())

test('of other workloads nothing is known', async () => expect(await repeatedArgumentsOf({ kind: 'call', expression: 'f(1)', origin: 'tag' })).toBeNull())
