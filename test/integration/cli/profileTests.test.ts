// `heatline profile <test file>`, and a function in the test that reaches it: run by the file's own runner.
import { mkdtempSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { RunDocument } from '../../../src/core/presentation/runDocument.ts'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { heatline, marker } from './heatlineProgram.ts'

const files: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "sums", "type": "module", "scripts": { "test": "node --test" } }',
  'src/sums.js': `export function sumTo(limit) {
  let sum = 0
  for (let n = 1; n <= limit; n++) {
    sum = (sum * 31 + n) % 1_000_003
  }
  return sum
}

export function other(limit) {
  let product = 1
  for (let n = 1; n <= limit; n++) product = (product * 17 + 3) % 999_983
  return product
}
`,
  'test/sums.test.js': `import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { other, sumTo } from '../src/sums.js'

describe('sums', () => {
  it('of many', () => { assert.ok(sumTo(30_000_000) > 0) })
  it('another way', () => { assert.ok(other(30_000_000) > 0) })
})
`,
  'test/fails.test.js': `import { test } from 'node:test'
import { sumTo } from '../src/sums.js'

test('is wrong', () => { if (sumTo(30_000_000) > 0) throw new Error('on purpose') })
`,
  'jest/package.json': '{ "name": "jests", "jest": {} }',
  'jest/some.test.js': `test('a', () => { jest.fn() })\n`,
  // What a person chose for the function.
  '.heatline/workloads.json': '{ "version": 1, "calls": {}, "inputs": { "src/sums.js#sumTo": "test" } }',
}

let folder: string
let cwd: string

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'heatline tests ')))
  cwd = join(folder, 'sums')
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true })
    writeFileSync(join(cwd, name), text)
  }
  mkdirSync(join(cwd, '.git'))
})
afterEach(() => expectNoLeftoverProcesses(marker))
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 3 }))

test('shows the lines that the tests of a file spend their time in', async () => {
  const { code, stdout } = await heatline(['profile', 'test/sums.test.js'], { cwd })
  expect(code).toBe(0)
  expect(stdout).toMatch(/^\(tests\) {2}test\/sums\.test\.js:1\n {2}test {2}test\/sums\.test\.js/)
  expect(stdout).toMatch(/ +4 +\d\d% .*sum = \(sum \* 31/)
  expect(stdout).toMatch(/ +11 +\d\d% .*product = /)
})

test('narrows to a test by its name', async () => {
  const { code, stdout } = await heatline(['profile', 'test/sums.test.js', '-t', 'sums > of many', '--json'], { cwd })
  expect(code).toBe(0)
  const { lines, workload, functions } = JSON.parse(stdout) as RunDocument
  expect(workload).toEqual({ kind: 'test', description: 'test/sums.test.js > sums > of many' })
  expect(lines[0]).toMatchObject({ file: 'src/sums.js', line: 4 })
  expect(functions.map(({ name }) => name)).not.toContain('other')
})

test('a test that fails keeps its profile, and the exit code says so', async () => {
  const { code, stdout } = await heatline(['profile', 'test/fails.test.js'], { cwd })
  expect(code).toBe(3)
  expect(stdout).toContain('The tests failed: node ended with exit code 1. What they did is shown.')
  expect(stdout).toMatch(/ +4 +\d\d% .*sum = \(sum \* 31/)
})

test('a function is run in the test that reaches it, which is named, with its share', async () => {
  const { code, stdout, stderr } = await heatline(['profile', 'src/sums.js#sumTo', '--json'], { cwd })
  expect(stderr).toContain('Running the tests')
  expect(code).toBe(0)
  const { function: profiled, workload, lines, functions, warnings } = JSON.parse(stdout) as RunDocument
  expect(profiled.id).toBe('src/sums.js#sumTo')
  expect(workload).toEqual({ kind: 'test', description: expect.stringMatching(/^test\/\w+\.test\.js$/) })
  expect(lines[0]).toMatchObject({ file: 'src/sums.js', line: 4 })
  expect(functions.find(({ name }) => name === 'sumTo')?.totalShare).toBeCloseTo(1)
  expect(functions.map(({ name }) => name)).not.toContain('other')
  expect(warnings).toContainEqual(expect.stringMatching(/^`sumTo` and what it calls take \d+% of the time of these tests' own code\./))
})

test.each([
  [['profile', 'jest/some.test.js'], /The tests run with jest, which is not installed in jest/],
  [['profile', 'src/sums.js', '-t', 'x'], /--test-name goes with a test file/],
  [['profile', 'test/sums.test.js', '--call', 'f()'], /--call goes with a function: test\/sums\.test\.js is a test file/],
])('%j is refused', async (args, message) => {
  const { code, stderr } = await heatline(args, { cwd })
  expect(stderr).toMatch(message)
  expect(code).toBe(2)
})
