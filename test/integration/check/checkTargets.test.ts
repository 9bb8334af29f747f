import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCheckTargets } from '../../../src/engine/checkTargets.ts'

const files = {
  'package.json': '{ "type": "module" }',
  '.heatline/workloads.json': '{ "version": 1, "calls": { "src/b.ts#remembered": "remembered(1)", "src/b.ts#gone": "gone()" }, "inputs": { "src/c.ts#chosen": "generated" } }',
  'src/a.ts': "import { helper } from './lib/helper.js'\n/** @profile tagged(1) */\nexport function tagged(n: number) { return helper(n) }\nexport function plain() {}\n",
  'src/b.ts': "import data from './data.json' with { type: 'json' }\nexport const remembered = (n: number) => n + data.length\nexport function based() {}\n",
  'src/c.ts': 'export function chosen(n: number) { return n }\n',
  'src/lib/helper.ts': 'export const helper = (n: number) => n\n',
  'src/data.json': '[]',
  'node_modules/dep/index.js': '/** @profile hidden() */\nexport function hidden() {}\n',
  'src/a.test.ts': '/** @profile inTest() */\nexport function inTest() {}\n',
}

let root: string

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'heatline check ')))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
})
afterAll(() => rmSync(root, { recursive: true }))

function idsOf(request: { paths?: readonly string[]; withBaseline?: readonly string[] }): readonly string[] {
  const { paths = [], withBaseline = [] } = request
  const { targets } = findCheckTargets({ root, paths: paths.map((each) => join(root, each)), withBaseline: new Set(withBaseline) })
  return targets.map(({ id }) => id)
}

test('finds tags, remembered calls and choices, and baselines', () => {
  expect(idsOf({})).toEqual(['src/a.ts#tagged', 'src/b.ts#remembered', 'src/c.ts#chosen'])
  expect(idsOf({ withBaseline: ['src/b.ts#based'] })).toContain('src/b.ts#based')
})

test('keeps to the files and folders that it is given', () => {
  expect(idsOf({ paths: ['src/b.ts'] })).toEqual(['src/b.ts#remembered'])
  expect(idsOf({ paths: ['src'] })).toHaveLength(3)
  expect(idsOf({ paths: ['sr'] })).toEqual([])
})

test('says which named function is gone', () => {
  expect(findCheckTargets({ root, paths: [], withBaseline: new Set(['src/old.ts#f']) }).notes).toEqual([
    'There is no src/b.ts#gone any more: it is left out.',
    'There is no src/old.ts#f any more: it is left out.',
  ])
})
