import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { AskPool } from '../../bench/reach/support/askPool.ts'
import { buildChild } from '../../bench/reach/support/buildChild.ts'
import { judgeRecorded } from '../../bench/reach/support/judgeRecorded.ts'
import { openProgram, packageOptions } from '../../bench/reach/support/openProgram.ts'
import { sourceFiles } from '../../bench/reach/support/sourceFiles.ts'
import { Candidates } from '../../bench/reach/support/subjects.ts'

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'heatline-reach-recorded-')))
const pool = new AskPool(folder)

afterAll(() => {
  pool.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

test('the bench judges the calls that tests make as it does those that are made up', async () => {
  const root = path.join(folder, 'sums')
  mkdirSync(path.join(root, 'src'), { recursive: true })
  writeFileSync(path.join(root, 'package.json'), '{ "name": "sums", "type": "module", "scripts": { "test": "node --test" } }')
  writeFileSync(path.join(root, 'src/sums.ts'), `export function sumOf(values: number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

export function twice(value: number): number {
  return value * 2
}
`)
  writeFileSync(path.join(root, 'src/sums.test.ts'), `import { test } from 'node:test'
import { sumOf, twice } from './sums.ts'

test('sums', () => { for (let n = 0; n < 30; n++) sumOf(Array.from({ length: n }, () => n)) })
test('one', () => { twice(1) })
`)
  const { files } = sourceFiles(root)
  const candidates = new Candidates(root, files, openProgram(root, files, packageOptions(root), new Map()))
  const judged = await judgeRecorded(candidates.all, { root, candidates, jobs: 1, program: await buildChild(folder), pool, onDone: () => {} })
  expect(candidates.all.map(({ listed }) => [listed.name, judged.get(listed)])).toEqual([
    ['sumOf', { isReached: true, verdict: { isGood: true } }],
    ['twice', { isReached: true, verdict: { isGood: false, reason: 'too few different tuples', detail: '1 of 1000' } }],
  ])
})
