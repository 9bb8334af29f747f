import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { resolveRecorded } from '../../../src/engine/workloads/resolveRecorded.ts'
import { profileFile } from '../../support/profileFile.ts'
import { inProject } from './recordProject.ts'

const manifest = JSON.stringify({ type: 'module', scripts: { test: 'node --test' } })
const money = `export class Money { amount: number; constructor(amount: number) { this.amount = amount } }
class Hidden { n = 1 }
export const hide = (): object => new Hidden()
`
const cart = `import { Money } from './money.ts'
let isOpen = false
export function open(): void { isOpen = true }
export class Cart {
  items: Money[] = []
  add(...items: Money[]): this { this.items.push(...items); return this }
  total(): Money { let t = 0; for (const { amount } of this.items) t += amount; return new Money(t) }
}
export function price(n: number): number { return isOpen ? n : -n }
export function age(since: number): number { return Date.now() - since }
export function count(value: object): number { return Object.keys(value).length }
export async function later(n: number): Promise<number> { if (n < 0) throw new RangeError('negative'); return n }
`
const files = {
  'package.json': manifest,
  'src/money.ts': money,
  'src/cart.ts': cart,
  'test/cart.test.ts': `import assert from 'node:assert'
import { mock, test } from 'node:test'
import { Cart, age, count, later, open, price } from '../src/cart.ts'
import { Money, hide } from '../src/money.ts'
test('cart', async () => {
  mock.timers.enable({ apis: ['Date'], now: 1000 })
  assert.equal(age(400), 600)
  assert.deepEqual(new Cart().add(new Money(1), new Money(2)).total(), new Money(3))
  new Cart().total()
  open()
  assert.equal(price(3), 3)
  assert.equal(count(hide()), 1)
  assert.equal(await later(1), 1)
  await assert.rejects(later(-1))
})
`,
}

describe('resolveRecorded', () => {
  test('finds calls of methods with instances of classes of other modules, and profiles them', async () => {
    await inProject(files, async ({ root, ask, runs }) => {
      const answer = await ask(resolveRecorded, 'Cart.total')
      expect(answer).toMatchObject({ kind: 'found', workload: { kind: 'recorded', expression: 'new Cart().total()', inputs: { rows: 2, calls: 2, tests: ['test/cart.test.ts'], notes: [] } } })
      if (answer.kind !== 'found') throw new Error('not found')
      const run = await profileFile({ root, file: 'src/cart.ts', functionName: 'Cart.total', workload: answer.workload, timeBudgetMs: 100 })
      expect(run).toMatchObject({ outcome: 'completed', message: null, thrownShare: 0, warnings: expect.not.arrayContaining([expect.stringContaining('recorded')]) })

      // A changed body is measured with the same calls; where they end otherwise now, the tests are asked again.
      const change = (from: string, to: string) => { writeFileSync(path.join(root, 'src/cart.ts'), readFileSync(path.join(root, 'src/cart.ts'), 'utf8').replace(from, to)) }
      change('let t = 0; for', 'let t = 0 * 2; for')
      expect(await ask(resolveRecorded, 'Cart.total')).toMatchObject({ kind: 'found' })
      expect(runs).toHaveLength(1)
      change('t += amount', 't += 2 * amount')
      expect(await ask(resolveRecorded, 'Cart.total')).toMatchObject({ kind: 'found' })
      expect(runs).toHaveLength(2)
    })
  })

  test('replays calls that reject', async () => {
    await inProject(files, async ({ ask }) => {
      expect(await ask(resolveRecorded, 'later')).toMatchObject({ kind: 'found', workload: { inputs: { rows: 2 } } })
    })
  })

  test.each([
    ['fake timers', 'age', /^The calls of `age` in test\/cart\.test\.ts end differently outside of the tests, as with mocks, fake timers or state that the tests made: where the call in the test returned, the replayed one returns another value\.$/],
    ['state that the test made', 'price', /^The calls of `price` in .* returns another value\.$/],
    ['a class that no module exports', 'count', /^The call that test\/cart\.test\.ts makes of `count` cannot be replayed: its inputs hold Hidden, which money\.ts does not export\.$/],
  ])('falls to the next rung: %s', async (_, functionName, reason) => {
    await inProject(files, async ({ ask }) => {
      expect(await ask(resolveRecorded, functionName)).toEqual({ kind: 'none', reason: expect.stringMatching(reason) })
    })
  })

  test('has nothing to say of functions that take nothing', async () => {
    await inProject(files, async ({ ask, runs }) => {
      expect(await ask(resolveRecorded, 'open')).toEqual({ kind: 'none', reason: null })
      expect(runs).toEqual([])
    })
  })
})
