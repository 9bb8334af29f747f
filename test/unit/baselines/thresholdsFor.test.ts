import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { thresholdsFor } from '../../../src/engine/baselines/thresholdsFor.ts'

let root: string

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'heatline thresholds '))
  mkdirSync(join(root, '.heatline'))
  writeFileSync(join(root, '.heatline/baselines.json'), JSON.stringify({ version: 1, baselines: {}, thresholds: { all: { memory: 0.5 }, functions: { 'a.ts#f': { time: 0.05 } } } }))
})
afterAll(() => rmSync(root, { recursive: true }))

test('the workspace says, then the default', () => {
  expect(thresholdsFor(root, 'a.ts#f', null)).toEqual({ time: 0.05, memory: 0.5, throughput: 0.1 })
  expect(thresholdsFor(root, 'a.ts#g', null)).toEqual({ time: 0.15, memory: 0.5, throughput: 0.1 })
})

test('the command says of time, and throughput follows', () => {
  expect(thresholdsFor(root, 'a.ts#f', 0.25)).toEqual({ time: 0.25, memory: 0.5, throughput: 0.2 })
})
