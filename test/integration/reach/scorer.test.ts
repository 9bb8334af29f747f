import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { baselineInputs, baselines } from '../../bench/reach/support/baselineInputs.ts'
import { stopBundler } from '../../../src/engine/bundle/runEsbuild.ts'
import { openFixture } from './fixtureScores.ts'
import type { FixtureCase, FixtureScores } from './fixtureScores.ts'

let fixture: FixtureScores

beforeAll(async () => { fixture = await openFixture() })
afterAll(async () => {
  await fixture.close()
  await stopBundler()
})

/** Twenty-five rows, each of another number. */
function rowsOf(write: (n: number) => string): readonly string[] {
  return Array.from({ length: 25 }, (_, n) => write(n))
}

describe('what the bench lists', () => {
  test('every function with a body and a name, exported or not, with a lens or without', () => {
    const listed = fixture.candidates.all.map(({ id, fn, listed: { exported } }) => `${id.replace(/:\d+$/u, '')}${exported ? ' exported' : ''}${fn === null ? ' no lens' : ''}`)
    expect(listed).toEqual([
      'src/cart.ts#Cart.constructor exported', 'src/cart.ts#Cart.total exported', 'src/cart.ts#Cart.size exported', 'src/cart.ts#Cart.tax exported', 'src/cart.ts#Cart.#count',
      'src/cart.ts#Cart.rest exported', 'src/cart.ts#Cart.clear', 'src/cart.ts#class.twice exported',
      'src/common.cjs#parse exported', 'src/common.cjs#join exported', 'src/common.cjs#hidden', 'src/common.cjs#direct exported', 'src/common.cjs#own exported',
      'src/scan.ts#word', 'src/scan.ts#unused', 'src/scan.ts#words exported',
      'src/typed.ts#total exported', 'src/typed.ts#rarely exported', 'src/typed.ts#strict exported', 'src/typed.ts#toggle exported', 'src/typed.ts#never exported', 'src/typed.ts#soon exported',
      'src/typed.ts#outer exported', 'src/typed.ts#inner', 'src/typed.ts#unreached', 'src/typed.ts#adder exported', 'src/typed.ts#writes exported', 'src/typed.ts#describe exported',
      'src/typed.ts#loose exported', 'src/typed.ts#hidden', 'src/typed.ts#api.size exported', 'src/typed.ts#finite exported', 'src/typed.ts#piped exported no lens', 'src/typed.ts#curried',
      'src/untyped.js#add exported', 'src/untyped.js#shout exported',
    ])
  })

  test('how many different tuples the types allow', () => {
    const domains = ['total', 'toggle', 'finite', 'Cart.size', 'add'].map((name) => {
      const found = fixture.candidates.all.find(({ listed }) => listed.name === name)
      if (found === undefined) throw new Error(name)
      return fixture.candidates.subject(found, []).domain
    })
    expect(domains).toEqual([1000, 2, 4, 1, 1000])
  })
})

const cases: readonly (readonly [title: string, name: string, inputs: FixtureCase['inputs'], expected: string])[] = [
  ['inputs that fit', 'total', { rows: rowsOf((n) => `[[${n}, 2], ${n % 2 === 0 ? '0.5' : 'undefined'}]`) }, 'good'],
  ['two rows of a boolean', 'toggle', { rows: ['[true]', '[false]'] }, 'good'],
  ['one row of a boolean', 'toggle', { rows: ['[true]'] }, 'too few different tuples'],
  ['all of four combinations', 'finite', { rows: ["['a', true]", "['a', false]", "['b', true]", "['b', false]"] }, 'good'],
  ['the same row, written differently', 'total', { rows: rowsOf((n) => `[[1,${' '.repeat(n)}2]]`) }, 'too few different tuples'],
  ['few lines', 'rarely', { rows: rowsOf((n) => `['text ${n}']`) }, 'lines: under half ran'],
  ['all lines', 'rarely', { rows: rowsOf((n) => `['the one and only text ${n}']`) }, 'good'],
  ['lines that only a call ran that threw', 'add', { rows: rowsOf((n) => `[${n}, '1']`) }, 'throws TypeError'],
  ['untyped, right', 'add', { rows: rowsOf((n) => `[${n}, ${n + 1}]`) }, 'good'],
  ['a type from JSDoc, wrong', 'shout', { rows: rowsOf((n) => `[{ toUpperCase: () => '${n}' }]`) }, 'checker: TS2345'],
  ['undefined against the type', 'soon', { rows: rowsOf(() => '[undefined]') }, 'undefined against the type'],
  ['undefined that an expression hides', 'strict', { rows: rowsOf((n) => `[[new Date(${n})][1]]`) }, 'undefined against the type'],
  ['values of another type', 'strict', { rows: rowsOf((n) => `[{ toISOString: () => '2026-01-${n}T' }]`) }, 'checker: TS2345'],
  ['a property of another type', 'describe', { rows: rowsOf((n) => `[{ width: ${n}, deep: { name: ${n} } }]`) }, 'checker: TS2322'],
  ['what the checker cannot see through', 'describe', { rows: rowsOf((n) => `[JSON.parse('{"width":${n}}')]`) }, 'checker: `JSON.parse(\'{"width":0}\')`'],
  ['a comment that silences the checker', 'describe', { rows: rowsOf((n) => `[\n// @ts-ignore\n'${n}']`) }, 'checker: TS2345'],
  ['a proxy with every property', 'describe', { rows: rowsOf((n) => `[(() => { const p = new Proxy({ width: ${n} }, { get: () => p }); return p })()]`) }, 'universal proxy'],
  ['such a proxy deep inside', 'describe', { rows: rowsOf((n) => `[{ width: ${n}, deep: new Proxy({ name: 'x' }, { get: () => 'x' }) }]`) }, 'universal proxy'],
  ['a promise that stays pending', 'never', { rows: rowsOf((n) => `['${n}']`) }, 'stays pending'],
  ['a promise that does not', 'soon', { rows: rowsOf((n) => `['${n}']`) }, 'good'],
  ['a returned function that nobody calls', 'adder', { rows: rowsOf((n) => `[${n}]`) }, 'lines: under half ran'],
  ['a returned function that is called', 'adder', { rows: rowsOf((n) => `[${n}]`), drive: '(r) => r(1)' }, 'good'],
  ['a drive that calls the function itself', 'rarely', { rows: rowsOf((n) => `['text ${n}']`), drive: "() => rarely('the one and only')", names: ['rarely'] }, 'its drive calls it'],
  ['a drive that throws', 'adder', { rows: rowsOf((n) => `[${n}]`), drive: '(r) => r(1)(2)' }, 'throws TypeError'],
  ['a file that is written', 'writes', { rows: rowsOf((n) => `['${n}']`) }, 'denied by the sandbox'],
  ['no rows', 'total', { rows: [] }, 'too few attempts'],
  ['a constructor', 'Cart.constructor', { rows: rowsOf((n) => `[[${n}]]`) }, 'good'],
  ['a method', 'Cart.total', { rows: rowsOf((n) => `[new Cart([1, 2]), ${n}]`), names: ['Cart'] }, 'good'],
  ['a method of something that is not of its class', 'Cart.total', { rows: rowsOf((n) => `[{ total: (factor) => factor }, ${n}]`), names: ['Cart'] }, 'lines: under half ran'],
  ['a method with an object made past its constructor', 'Cart.total', { rows: rowsOf((n) => `[Object.create(Cart.prototype), ${n}]`), names: ['Cart'] }, 'throws TypeError'],
  ['a getter', 'Cart.size', { rows: ['[new Cart([1])]'], names: ['Cart'] }, 'good'],
  ['a setter', 'Cart.tax', { rows: rowsOf((n) => `[new Cart([1]), ${n}]`), names: ['Cart'] }, 'good'],
  ['a setter, another type', 'Cart.tax', { rows: rowsOf((n) => `[new Cart([1]), '${n}']`), names: ['Cart'] }, 'checker: TS2322'],
  ['a private method', 'Cart.#count', { rows: rowsOf((n) => `[new Cart([1]), ${n}]`), names: ['Cart'] }, 'good'],
  ['a private method, another type', 'Cart.#count', { rows: rowsOf((n) => `[new Cart([1]), '${n}']`), names: ['Cart'] }, 'checker: TS2345'],
  ['a protected method', 'Cart.clear', { rows: ['[new Cart([1])]'], names: ['Cart'] }, 'good'],
  ['a name of another module', 'total', { rows: rowsOf((n) => `[[new Other([1]).total(${n})]]`), imports: [{ name: 'Other', from: new URL('../../fixtures/reach/src/cart.ts', import.meta.url).pathname, exported: 'Cart' }] }, 'good'],
]

describe.concurrent('what inputs score', () => {
  let problems: readonly (string | null)[]
  beforeAll(() => { problems = fixture.check(cases.map(([, name, inputs]) => ({ name, inputs }))) })

  test.each(cases.map((each, index) => [...each, index] as const))('%s', async (_title, name, inputs, expected, index) => {
    expect(await fixture.score({ name, inputs }, problems[index] ?? null)).toEqual([expected])
  })
})

test('a nested function is good where its parent\'s run covers it', async () => {
  const numbers = { name: 'outer', inputs: { rows: rowsOf((n) => `[[${n}, 1]]`) } }
  expect(await fixture.score(numbers, null, ['inner', 'unreached'])).toEqual(['good', 'good', 'lines: under half ran'])
})

test('a function that another one calls is good where its calls, made again, are', async () => {
  const texts = { rows: rowsOf((n) => `['some words ${n}']`) }
  const calls = { copies: true, skipped: [] }
  const scores = await Promise.all([
    fixture.scoreThrough('word', 'words', texts, calls),
    fixture.scoreThrough('word', 'words', texts, null),
    fixture.scoreThrough('word', 'words', { rows: ["['word']"] }, calls),
    fixture.scoreThrough('word', 'words', { rows: rowsOf((n) => `[{ length: ${n} }]`) }, null),
    fixture.scoreThrough('unused', 'words', texts, calls),
    fixture.scoreThrough('unused', 'words', texts, null),
  ])
  expect(scores).toEqual(['good', 'good', 'too few different tuples', 'throws TypeError', 'too few attempts', 'lines: under half ran'])
})

test('inputs that take no thought score nothing where something is needed, and a proxy nowhere', async () => {
  const thoughtless = ['total', 'strict', 'shout', 'add', 'Cart.size', 'toggle'].flatMap((name) => {
    const fn = fixture.candidates.all.find(({ listed }) => listed.name === name)?.fn
    if (fn === undefined || fn === null) throw new Error(name)
    return baselines.map((baseline) => ({ name, inputs: baselineInputs(fn, baseline) }))
  })
  const problems = fixture.check(thoughtless)
  const scores = await Promise.all(thoughtless.map(async (each, index) => [each.name, ...await fixture.score(each, problems[index] ?? null)]))
  expect(scores.filter((row) => row.includes('good'))).toEqual([])
})
