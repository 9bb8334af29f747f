import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Recorded } from '../../../src/engine/recording/recordCalls.ts'
import { runnerModules } from '../../../scripts/testRunners.mjs'
import { decodeValue } from '../../../src/runner/recording/decodeValue.ts'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { inProject } from './recordProject.ts'

const manifest = JSON.stringify({ type: 'module', scripts: { test: 'node --test' } })
const cart = `export class Cart {
  items: number[] = []
  total(rate: number): number { let t = 0; for (const p of this.items) t += p * rate; return t }
}
export function sum(prices: number[], each: (p: number) => number = (p) => p): number { let t = 0; for (const p of prices) t += each(p); return t }
export function drain(prices: number[]): number { let t = 0; while (prices.length > 0) t += prices.pop() ?? 0; return t }
export function fib(n: number): number { return n < 2 ? n : fib(n - 1) + fib(n - 2) }
export const login = (user: { name: string }, password: string): string => user.name + password
export default (prices: number[]): number => sum(prices)
`
const imports = `import assert from 'node:assert'\nimport { test } from 'node:test'\nimport byDefault, { Cart, sum, drain, fib, login } from '../src/cart.ts'\n`

function Named(): void {}

/** The inputs of all calls; classes of the project become `Named`. */
function inputsOf(recorded: Recorded): readonly unknown[] {
  if (recorded.kind !== 'recorded') throw new Error(JSON.stringify(recorded))
  return recorded.recording.rows.map(({ value }) => decodeValue(value, () => Named))
}

function project(body: string): Readonly<Record<string, string>> {
  return { 'package.json': manifest, 'src/cart.ts': cart, 'test/cart.test.ts': `${imports}test('cart', async () => {\n${body}\n})\n` }
}

describe('recordCalls with node:test', () => {
  test('keeps inputs as they were before the call, in the order of the calls', async () => {
    await inProject(project('drain([1, 2]); drain([3]); assert.throws(() => drain(null)); byDefault([4]); login({ name: "ann" }, "hunter2")'), async ({ record, runs }) => {
      const drained = await record('drain')
      expect(inputsOf(drained)).toEqual([[[1, 2]], [[3]], [null]])
      expect(drained).toMatchObject({ recording: { calls: 3, tests: ['test/cart.test.ts'], rows: [{ outcome: { end: 'returned' } }, { outcome: { end: 'returned' } }, { outcome: { end: 'threw' } }] } })
      expect(inputsOf(await record('default'))).toEqual([[[4]]])
      const logins = await record('login')
      expect(inputsOf(logins)).toEqual([[{ name: 'ann' }, '*******']])
      expect(logins).toMatchObject({ recording: { rows: [{ redacted: true }] } })
      expect(runs).toHaveLength(3)
    })
  })

  test('records calls from outside, at most 200 of them, each as likely as the others', async () => {
    await inProject(project('assert.equal(fib(12), 144); for (let i = 0; i < 50_000; i++) sum([i])'), async ({ record }) => {
      expect(inputsOf(await record('fib'))).toEqual([[12]])
      const many = await record('sum')
      expect(many).toMatchObject({ recording: { calls: 50_000 } })
      const first = inputsOf(many).map((row) => ((row as number[][])[0] ?? [])[0] ?? 0)
      expect(first.length).toBeLessThanOrEqual(200)
      expect(first.length).toBeGreaterThan(20)
      expect(first).toEqual(first.toSorted((a, b) => a - b))
      const mean = first.reduce((all, each) => all + each, 0) / first.length
      expect(mean).toBeGreaterThan(12_000)
      expect(mean).toBeLessThan(38_000)
    })
  })

  test('replays what is kept until the tests change', async () => {
    await inProject(project('sum([1])'), async ({ root, dataFolder, record, runs }) => {
      await record('sum')
      writeFileSync(path.join(root, 'src/cart.ts'), cart.replace('let t = 0; for', 'let t = -0; for'))
      expect(await record('sum')).toMatchObject({ kind: 'recorded', isStored: true })
      expect(runs).toHaveLength(1)
      writeFileSync(path.join(root, 'test/cart.test.ts'), `${imports}test('cart', () => { sum([1, 2]) })\n`)
      expect(inputsOf(await record('sum'))).toEqual([[[1, 2]]])
      expect(runs).toHaveLength(2)
      // What is recorded is the user's data.
      expect(readdirSync(root).toSorted()).toEqual(['node_modules', 'package.json', 'src', 'test'])
      expect(readdirSync(path.join(dataFolder, 'heatline/recordings'))).toHaveLength(2)
    })
  })

  test('counts calls whose inputs cannot be kept, and says why', async () => {
    await inProject(project('const rate = 2; sum([1], (p) => p * rate); sum([1], (p) => p * 2); sum(new Proxy([], {}))'), async ({ record }) => {
      const recorded = await record('sum')
      expect(recorded).toMatchObject({ recording: { calls: 3, rows: [{}], unkept: [{ reason: 'a function that uses what stands around it', calls: 1 }, { reason: 'a proxy', calls: 1 }] } })
      expect(recorded).toMatchObject({ recording: { warnings: ['One recorded call is left out: their inputs hold a function that uses what stands around it.'] } })
    })
  })

  test.each([
    ['a test that fails before', 'assert.equal(1, 2)', /^test\/cart\.test\.ts failed before it called `sum`: /],
    ['a test that needs a server', 'await fetch("http://127.0.0.1:1/")', /^test\/cart\.test\.ts failed before it called `sum`: .*(?:fetch failed|ECONNREFUSED)/],
    ['a test that ends the process', 'process.exit(0); sum([])', /^test\/cart\.test\.ts ran without calling `sum`\.$/],
    ['a test that does not call it', 'fib(1)', /^test\/cart\.test\.ts ran without calling `sum`\.$/],
    ['a test that only hands over closures', 'let n = 0; sum([1], () => n++); sum([1], () => n++)', /^The 2 calls that test\/cart\.test\.ts makes of `sum` cannot be replayed: their inputs hold a function that uses what stands around it\.$/],
  ])('says why nothing was recorded: %s', async (_, body, reason) => {
    await inProject(project(body), async ({ record }) => {
      expect(await record('sum')).toEqual({ kind: 'none', reason: expect.stringMatching(reason) })
    })
  })

  test('a failing test still leaves the calls that it made', async () => {
    await inProject(project('sum([1]); assert.equal(1, 2)'), async ({ record }) => {
      expect(inputsOf(await record('sum'))).toEqual([[[1]]])
    })
  })

  test('a test that hangs is ended, and leaves the calls that it made', async () => {
    await inProject(project(`sum([1]); (await import('node:child_process')).spawn('sleep', ['1000'], { cwd: import.meta.dirname }); for (;;) {}`), async ({ root, record }) => {
      const recorded = await record('sum', { limits: { totalMs: 60_000, silenceMs: 1_500 } })
      expect(inputsOf(recorded)).toEqual([[[1]]])
      expect(recorded).toMatchObject({ recording: { warnings: ['test/cart.test.ts did not end within 1.5 s: what it called until then is replayed.'] } })
      await expectNoLeftoverProcesses(root)
    })
  })

  test('is cancelled while tests run', async () => {
    await inProject(project('console.log("waiting"); for (;;) {}'), async ({ root, record }) => {
      const abort = new AbortController()
      const recorded = await record('sum', { signal: abort.signal, events: { onOutput: () => abort.abort() } })
      expect(recorded).toEqual({ kind: 'cancelled' })
      await expectNoLeftoverProcesses(root)
    })
  })
})

describe('recordCalls with vitest', () => {
  const vitestProject = {
    'package.json': JSON.stringify({ type: 'module', devDependencies: { vitest: '5' } }),
    'vitest.config.ts': `export default { test: { projects: [{ test: { name: 'one', include: ['test/*.test.ts'] } }] } }\n`,
    'src/cart.ts': cart,
    'test/cart.test.ts': `import { expect, test, vi } from 'vitest'\nimport { Cart, drain, sum } from '../src/cart'
test('cart', () => {
  vi.useFakeTimers()
  const cart = new Cart()
  cart.items.push(1, 2)
  expect(cart.total(2)).toBe(6)
  expect(sum([1, 2])).toBe(3)
  sum([3], vi.fn())
  drain([5])
})\n`,
  }

  test('records functions one after the other, in a workspace of projects', async () => {
    await inProject(vitestProject, async ({ root, record }) => {
      expect(inputsOf(await record('sum'))).toEqual([[[1, 2]]])
      expect(inputsOf(await record('drain'))).toEqual([[[5]]])
      const totals = await record('Cart.total')
      expect(totals).toMatchObject({ recording: { calls: 1, references: [{ file: path.join(root, 'src/cart.ts'), name: 'Cart' }] } })
      expect(inputsOf(totals)).toMatchObject([[{ items: [1, 2] }, 2]])
      expect(readFileSync(path.join(root, 'src/cart.ts'), 'utf8')).toBe(cart)
    })
  })
})

describe('recordCalls with', () => {
  const commonjs = `class Money { constructor(amount) { this.amount = amount } }
class Cart { constructor() { this.items = [] } total(rate) { return this.items.reduce((all, each) => all + each.amount * rate, 0) } }
const sum = (prices) => prices.reduce((all, each) => all + each, 0)
module.exports = { Money, Cart, sum }
`
  const test1 = `const assert = require('node:assert')
const { Cart, Money, sum } = require('../src/cart')
it('cart', () => {
  const cart = new Cart()
  cart.items.push(new Money(2))
  assert.equal(cart.total(3), 6)
  assert.equal(sum([1, 2]), 3)
  assert.equal(sum(new Array(2).fill(0)), 0)
})
`
  test.each(['jest', 'mocha'] as const)('%s', async (runner) => {
    const files = {
      'package.json': JSON.stringify({ devDependencies: { [runner]: '1' }, ...(runner === 'mocha' ? { mocha: { spec: 'test/**/*.js' } } : {}) }),
      'src/cart.js': commonjs,
      'test/cart.test.js': test1,
      'test/other.test.js': `it('is not run', () => { throw new Error('not asked for') })\n`,
    }
    await inProject(files, async ({ root, record }) => {
      const file = 'src/cart.js'
      const sums = await record('sum', { file })
      expect(inputsOf(sums)).toEqual([[[1, 2]], [[0, 0]]])
      expect(sums).toMatchObject({ recording: { calls: 2, tests: ['test/cart.test.js'] } })
      const totals = await record('Cart.total', { file })
      expect(totals).toMatchObject({ recording: { calls: 1, references: [{ file: path.join(root, file), name: 'Cart' }, { file: path.join(root, file), name: 'Money' }] } })
    }, runnerModules(runner))
  })
})
