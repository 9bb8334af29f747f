import { expect, test } from 'vitest'
import { changed, findingsOf } from './findingsOf.ts'

/** What an expression gives, or throws, where a text is its module. */
async function answerOf(text: string, expression: string): Promise<unknown> {
  const module = await import(`data:text/javascript,${encodeURIComponent(`${text}\nexport const heatlineAnswer = async () => ${expression}\n`)}`) as { readonly heatlineAnswer: () => Promise<unknown> }
  return module.heatlineAnswer().catch((error: unknown) => (error instanceof Error ? { threw: error.name } : error))
}

// What other ways to write a pattern, and other values, make of an edit: the code that it stands for is asked the same.
test.each([
  ['copy-in-reduce', 'const f = (a) => a.reduce((all, x) => (x % 2 ? [...all, x, -x] : all), [])', 'f([1, 2, 3])'],
  ['copy-in-reduce', 'const f = (a) => a.reduce((all, x) => (x % 2 ? all : all.concat([x])), [])', 'f([1, 2, 3, 4])'],
  ['copy-in-reduce', 'const f = (a) => a.reduce((all, x) => x > 2 ? [...all, x] : [...all, ...[x, 7]], [])', 'f([1, 2, 3, 4])'],
  ['copy-in-reduce', 'const f = (a) => a.reduce((all, x) => all.concat(x, x.length), [])', 'f([[1, [2]], "ab", [3]])'],
  ['copy-in-reduce', 'const f = (a) => a.reduce((all, x) => [...all, ...x], [])', 'f([Array.from({ length: 300000 }, (_, i) => i), [1]])'],
  ['copy-in-reduce', 'const f = (a) => a.reduce((all, x) => Object.assign({}, all, { [x]: x + 1 }), {})', 'f([1, 2, 3])'],
  ['copy-in-reduce', 'const f = (a) => a.reduce((all, x) => {\n  if (x < 2) {\n    return all\n  }\n  const y = x * 2\n  return [...all, y]\n}, [])', 'f([1, 2, 3])'],
  // Each value is taken from what was there before any is written.
  ['copy-in-reduce', 'const f = (a) => a.reduce((all, x) => ({ ...all, n: all.n + 1, mean: all.mean + (x - all.mean) / (all.n + 1), [`k${x}`]: all.n }), { n: 0, mean: 0 })', 'f([1, 4, 9])'],
  ['copy-in-reduce', 'const f = (a) => a.reduce((all, x) => ({ ...all, sum: all.sum + x, by: { ...all.by, [x]: x } }), { sum: 0, by: {} })', 'f([1, 4, 9])'],
  ['copy-in-reduce', 'const add = (all, x) => ({ ...all, [x]: [...(all[x] ?? []), x] })\nconst f = (a) => a.reduce(add, {})', 'f([1, 4, 1])'],
  ['json-clone', 'const f = (x) => JSON.parse(JSON.stringify(x))', 'f([-0, 1.5, NaN, Infinity, "a", null, true, , () => 1, { a: undefined, b: [[]], c: Symbol("x"), d: { toJSON: () => ({ e: new Date(0) }) }, f: new Map([[1, 2]]) }])'],
  ['json-clone', 'function f(x) {\n  const text = JSON.stringify(x)\n  const copy = JSON.parse(text)\n  copy.n = 1\n  return copy\n}', 'f({ n: 2, all: [1] })'],
])('%s changes no answer: %s', async (rule, text, expression) => {
  const [finding, ...more] = findingsOf(rule, text, 'code.js')
  expect(more).toEqual([])
  expect(finding?.edit ?? null).not.toBeNull()
  const edited = finding === undefined ? text : changed(text, finding)
  expect(edited).not.toBe(text)
  expect(findingsOf(rule, edited, 'code.js')).toEqual([])
  expect(await answerOf(edited, expression)).toEqual(await answerOf(text, expression))
})

test.each([
  ['what is copied stays as small as it began', 'copy-in-reduce', 'const f = (a) => a.reduce((all, x) => ({ ...all, n: all.n + 1, sum: all.sum + x }), { n: 0, sum: 0 })'],
  ['what is copied is asked later', 'copy-in-reduce', 'const f = (a) => a.reduce((all, x) => [...all, () => all.length], [])'],
  ['JSON is another one', 'json-clone', 'function f(x) {\n  const JSON = { parse: (y) => y, stringify: (y) => y }\n  return JSON.parse(JSON.stringify(x))\n}'],
  ['dates become texts', 'json-clone', 'const f = (n) => JSON.parse(JSON.stringify({ n, at: new Date(n) }))'],
  ['a caller hands dates over', 'json-clone', 'const f = (x) => JSON.parse(JSON.stringify(x))\nconst g = () => f({ at: new Date(1) })'],
  ['functions are left out', 'json-clone', 'function f(n) {\n  const all = { n, run() {} }\n  return JSON.parse(JSON.stringify(all))\n}'],
  ['a class says what it is as JSON', 'json-clone', 'class Money { toJSON() { return 1 } }\nconst f = () => JSON.parse(JSON.stringify([new Money()]))'],
])('is silent where %s', (_, rule, text) => expect(findingsOf(rule, text, 'code.js')).toEqual([]))

test('is silent where the profiled call hands over what JSON changes', () => {
  const text = 'export const f = (x) => JSON.parse(JSON.stringify(x))'
  const findingsFor = (expression: string): number => findingsOf('json-clone', text, 'code.js', { workload: { kind: 'call', expression, origin: 'option' } }).length
  expect([findingsFor('f({ n: 1 })'), findingsFor('f({ n: 1, at: new Date(1) })'), findingsFor('f({ n: undefined })')]).toEqual([1, 0, 0])
})

test.each([
  ['a reducer is used elsewhere too', 'copy-in-reduce', 'const add = (all, x) => [...all, x]\nconst f = (a) => a.reduce(add, [])\nconst g = (all) => add(all, 1)'],
  ['a value is taken from what is written before it', 'copy-in-reduce', 'const f = (a) => a.reduce((all, x) => ({ ...all, sum: all.sum + x, by: { ...all.by, [x]: all.sum } }), { sum: 0, by: {} })'],
])('leaves the change to the user where %s', (_, rule, text) => {
  expect(findingsOf(rule, text, 'code.js').map(({ edit }) => edit)).toEqual([null])
})
