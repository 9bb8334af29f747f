import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { inTrialProject } from './trialProject.ts'

const cart = `export function sum(prices) {
  let total = 0
  for (const price of prices) total += price
  return total
}
export const double = (price) => 2 * price
`
const same = cart.replace('total += price', 'total = total + price')
const wrong = cart.replace('return total', 'return total + 1')

const nodeTests = {
  'src/cart.js': cart,
  'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
  'test/cart.test.js': `import assert from 'node:assert'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, test } from 'node:test'
import { sum } from '../src/cart.js'
describe('cart', () => {
  test('adds', () => assert.equal(sum([1, 2]), 3))
  test('of nothing', async (t) => { await t.test('is nothing', () => assert.equal(sum([]), 0)) })
  test('is broken anyway', () => assert.equal(sum([1]), 4))
  test.skip('later', () => {})
})
test('leaves files', () => {
  writeFileSync(new URL('left.txt', import.meta.url), 'left')
  writeFileSync(tmpdir() + '/heatline left by a test', 'left')
})
`,
  'test/double.test.js': `import assert from 'node:assert'
import { test } from 'node:test'
import { double, sum } from '../src/cart.js'
test('doubles, and only names sum', () => assert.equal(double(2), 4))
`,
}

describe('tests on a copy, with node:test', () => {
  test('count where V8 saw them call the changed function; what fails anyway is not held against the change, and neither the working tree nor the temporary folder is touched', async () => {
    await inTrialProject(nodeTests, 'sum([1, 2])', async ({ test: tried, temporaryFolder, texts }) => {
      const before = texts()
      expect(await tried(same)).toEqual({
        passed: 4, failed: 0, alreadyFailing: 1, failures: [], files: ['test/cart.test.js'], uncounted: ['test/double.test.js'], message: null,
      })
      expect(texts()).toEqual(before)
      expect(readdirSync(temporaryFolder)).toEqual([])
    })
  })

  test('say by name what fails with the change alone', async () => {
    await inTrialProject(nodeTests, 'sum([1, 2])', async ({ test: tried }) => {
      expect(await tried(wrong)).toMatchObject({
        passed: 1, failed: 2, alreadyFailing: 1, failures: ['test/cart.test.js: cart > adds', 'test/cart.test.js: cart > of nothing > is nothing'],
      })
    })
  })

  test('that come with the change are run, and those that go with it are not', async () => {
    const fresh = nodeTests['test/double.test.js'].replace('doubles, and only names sum', 'of itself').replace('double(2), 4', 'sum([1]), 2').replace('../src', '../../src')
    await inTrialProject(nodeTests, 'sum([1, 2])', async ({ test: tried }) => {
      expect(await tried(same, { adds: { 'test/fresh/sum.test.js': fresh }, removes: ['test/cart.test.js', 'test/double.test.js'] })).toMatchObject({
        passed: 0, failed: 1, alreadyFailing: 0, failures: ['test/fresh/sum.test.js: of itself'], uncounted: [],
      })
    })
  })

  test('a file that ends early with the change alone breaks; without tests there is nothing to say', async () => {
    await inTrialProject(nodeTests, 'sum([1, 2])', async ({ test: tried }) => {
      expect(await tried(cart.replace('let total = 0', 'process.exit(3)'))).toMatchObject({ failed: 1, failures: ['test/cart.test.js breaks'] })
    })
    await inTrialProject({ 'src/cart.js': cart, 'package.json': '{}' }, 'sum([1, 2])', async ({ test: tried }) => expect(await tried(same)).toBeNull())
  })

  test('are not held against the change where they fail now and then', async () => {
    const flaky = `import assert from 'node:assert'\nimport { existsSync, writeFileSync } from 'node:fs'\nimport { test } from 'node:test'\nimport { sum } from '../src/cart.js'
test('now and then', () => { sum([]); const mark = process.env.MARKS + '/ran'; const ran = existsSync(mark); writeFileSync(mark, ''); assert.ok(ran) })\n`
    await inTrialProject({ ...nodeTests, 'test/cart.test.js': flaky }, 'sum([1, 2])', async ({ test: tried }) => {
      expect(await tried(same)).toMatchObject({ passed: 1, failed: 0, alreadyFailing: 0 })
    })
  })

  test('are cancelled, and leave nothing', async () => {
    const started = `import { writeFileSync } from 'node:fs'\nimport { test } from 'node:test'\nimport { sum } from '../src/cart.js'\ntest('waits', () => { writeFileSync(process.env.MARKS + '/started', ''); for (;;) sum([]) })\n`
    await inTrialProject({ ...nodeTests, 'test/cart.test.js': started }, 'sum([1, 2])', async ({ root, temporaryFolder, test: tried }) => {
      const abort = new AbortController()
      const ended = tried(same, { signal: abort.signal })
      await expect.poll(() => existsSync(path.join(temporaryFolder, 'started')), { timeout: 30_000 }).toBe(true)
      abort.abort()
      expect(await ended).toBeNull()
      await expectNoLeftoverProcesses(root)
      expect(readdirSync(temporaryFolder)).toEqual(['started'])
    })
  })
})
