import { describe, expect, test } from 'vitest'
import { discoverTests } from '../../../src/core/source/discoverTests.ts'
import { testFullName, testNamePattern } from '../../../src/core/source/sourceTest.ts'

const found = (text: string) => discoverTests(text, 'cart.test.ts').map((each) => `${each.kind} ${testFullName(each)} ${each.startLine}-${each.endLine}`)

const matches = (kind: 'test' | 'suite', path: readonly string[], name: string) => new RegExp(testNamePattern({ kind, path })).test(name)

describe('discoverTests', () => {
  test('names what is nested by all that is around it', () => {
    expect(found(`import { describe, it, test } from 'vitest'
test('alone', () => {})
describe('Cart', () => {
  describe("total", function () {
    it(\`adds up\`, async () => {
      expect(1).toBe(1)
    })
  })
})`)).toEqual(['test alone 1-1', 'suite Cart 2-8', 'suite Cart > total 3-7', 'test Cart > total > adds up 4-6'])
  })

  test.each([
    ['it.skip("a", f)', ['test a 0-0']],
    ['test.only("a", () => {})', ['test a 0-0']],
    ['describe.concurrent.skip("a", () => {})', ['suite a 0-0']],
    ['test.each([1, 2])("adds %i", (n) => {})', ['test adds %i 0-0']],
    ['test.each`a | b\n${1} | ${2}`("adds $a", ({ a }) => {})', ['test adds $a 0-1']],
    ['describe.each([[1]])("for %s", () => { it("b", () => {}) })', ['suite for %s 0-0', 'test for %s > b 0-0']],
    ['it.skipIf(isWindows)("a", () => {})', ['test a 0-0']],
    ['test("slow", { timeout: 5 }, async () => {})', ['test slow 0-0']],
    ['test(`adds ${n}`, () => {})', ['test adds ${} 0-0']],
    ['describe(Cart, () => {})', ['suite Cart 0-0']],
    ['describe(Cart.name, () => {})', ['suite Cart 0-0']],
    ['bench("parse", () => {})', ['benchmark parse 0-0']],
    ['const check = test.extend({})\ncheck("a", ({ page }) => {})', ['test a 1-1']],
    ['for (const n of [1]) test("in a loop", () => {})', ['test in a loop 0-0']],
  ])('%s', (text, tests) => expect(found(text)).toEqual(tests))

  test.each([
    'it.todo("later")',
    'it.todo("later", () => {})',
    'test("no body")',
    'test(nameOf(x), () => {})',
    'regex.test("text")',
    'test.each([1])',
    'test.beforeEach(() => {})',
    'other.describe("a", () => {})',
    'test("does not parse", () => {',
  ])('%s is none', (text) => expect(found(text)).toEqual([]))
})

describe('testNamePattern', () => {
  test('a test is matched by its full name alone', () => {
    expect(matches('test', ['Cart', 'adds (1 + 2)'], 'Cart adds (1 + 2)')).toBe(true)
    expect(matches('test', ['Cart', 'adds'], 'Cart adds more')).toBe(false)
    expect(matches('test', ['adds'], 'Cart adds')).toBe(false)
    expect(matches('test', ['Cart', 'adds'], 'Cart > adds')).toBe(true)
  })

  test('a suite matches its tests', () => {
    expect(matches('suite', ['Cart'], 'Cart adds up')).toBe(true)
    expect(matches('suite', ['Cart'], 'Carts add up')).toBe(false)
  })

  test('placeholders match what is put into them', () => {
    expect(matches('test', ['adds %i and $b.c'], 'adds 1 and 2')).toBe(true)
    expect(matches('test', ['takes ${} ms'], 'takes 5 ms')).toBe(true)
    expect(matches('test', ['costs $5%%'], 'costs $5%')).toBe(true)
  })
})
