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
  // `includes` finds NaN, and `indexOf` does not.
  ['lookup-in-loop', 'const f = (a, b) => a.filter((x) => b.indexOf(x) !== -1)', 'f([1, NaN, undefined], [NaN, 1, undefined])'],
  ['lookup-in-loop', 'const f = (a, b) => a.filter((x) => b.includes(x))', 'f([1, NaN, 0], [NaN, , -0])'],
  ['lookup-in-loop', 'const f = (a, b) => a.map((x) => b.indexOf(x))', 'f([1, NaN, 0, 7], [NaN, 1, 0, 1, -0])'],
  ['array-as-set', 'function f(all) {\n  const seen = []\n  for (const x of all) {\n    if (seen.indexOf(x) === -1) seen.push(x)\n  }\n  return seen\n}', 'f([NaN, 1, NaN, 1, -0, 0])'],
  ['array-as-set', 'const f = (all) => all.filter((x, at) => all.indexOf(x) === at)', 'f([NaN, 1, NaN, 1, undefined, undefined])'],
  // A function between, of which the loop asks the same array.
  ['lookup-in-loop', 'const has = (all, x) => all.includes(x)\nconst f = (a, b) => a.filter((x) => has(b, x)).length + (has(b, 1) ? 1 : 0)', 'f([1, 2], [2, 3])'],
  ['lookup-in-loop', 'function count(all, x) {\n  const y = x + 1\n  return all.includes(y) ? 1 : 0\n}\nfunction f(a, b) {\n  let n = 0\n  for (const x of a) n += count(b, x)\n  return n\n}', 'f([1, 2], [2, 3])'],
  ['lookup-in-loop', 'const known = Array.from({ length: 50 }, (_, i) => i * 2)\nconst has = (x) => known.includes(x)\nconst f = (a) => a.map((x) => has(x))', 'f([1, 2])'],
  ['find-in-loop', 'function byId(all, id) {\n  return all.find((each) => each.id === id)\n}\nfunction f(ids, all) {\n  const found = []\n  for (let i = 0; i < ids.length; i++) found.push(byId(all, ids[i])?.n)\n  return found\n}', 'f([1, 2, 3], [{ id: 2, n: 1 }, { id: 2, n: 2 }, { id: 3, n: 3 }])'],
  ['sort-in-loop', 'function f(a, all) {\n  const found = []\n  for (const x of a) {\n    const order = [...all].sort((p, q) => p - q)\n    found.push(order[x % order.length])\n  }\n  return found\n}', 'f([1, 2, 3], [3, 1, 2])'],
  ['sort-in-loop', 'function f(n, all) {\n  let text = ""\n  let i = 0\n  while (i < n) {\n    const [first, ...more] = all.toSorted()\n    text += first + more.length\n    i++\n  }\n  return text\n}', 'f(3, ["c", "a"])'],
  ['sort-in-loop', 'const f = (a, all) => a.map((x) => Object.values(all).sort((p, q) => q - p)[x])', 'f([1, 0], { p: 1, q: 5 })'],
  ['sort-in-loop', 'function f(a) {\n  const all = [3, 1, 2]\n  const found = []\n  for (const x of a) {\n    all.sort()\n    found.push(all[x])\n  }\n  return found\n}', 'f([1, 0, 2])'],
  ['sort-in-loop', 'function f(a) {\n  const all = []\n  const found = []\n  for (const x of a) {\n    all.push(x)\n    all.sort((p, q) => p.n - q.n)\n    found.push(all[all.length >> 1].is)\n  }\n  return [found, all]\n}', 'f([3, 1, 2, 1, 3].map((n, is) => ({ n, is })))'],
  ['sort-in-loop', 'function f(a) {\n  const all = a.filter((x) => x > 1).sort((p, q) => p - q)\n  return all.sort((p, q) => p - q)\n}', 'f([3, 1, 2])'],
  // Another function has an array of the same name.
  ['sort-in-loop', 'const g = (all) => { all.sort(); return all[0] }\nfunction f(a, all) {\n  const found = []\n  for (const x of a) found.push(all.slice().sort()[x])\n  return found\n}', 'f([1, 0], [3, 1, 2])'],
  ['sequential-awaits', 'const g = async (x) => ({ n: x, all: [x, x + 1] })\nasync function f(x) {\n  const { n } = await g(x)\n  const { all: [first] } = await g(x + 1)\n  return [n, first]\n}', 'f(1)'],
  ['sequential-awaits', 'const g = async (x) => ({ n: x })\nasync function f(x) {\n  const one = await g(x)\n  const label = one.n.toFixed(2)\n  // The other.\n  const two = await g(x + 1)\n  return [label, two]\n}', 'f(1)'],
  ['sequential-awaits', 'const g = async (x) => ({ n: x })\nasync function f(x) {\n  return { one: await g(x), two: await g(x + 1), x }\n}', 'f(1)'],
  ['sequential-awaits', 'const g = async (x) => ({ n: x / 10 })\nasync function f(all) {\n  let sum = 0\n  for (let i = 0; i < all.length; i++) {\n    const { n } = await g(all[i])\n    sum += n\n  }\n  return sum\n}', 'f([1, 2, 3])'],
  ['sequential-awaits', 'const g = async (x) => ({ n: x })\nasync function f(all) {\n  const found = []\n  for (const { id } of all) {\n    const one = await g(id)\n    found.push({ id, n: one.n })\n  }\n  return found\n}', 'f([{ id: 1 }, { id: 2 }])'],
  ['chained-passes', 'const f = (a) => {\n  return a\n    .filter(({ on }) => on)\n    .map(({ price: p, n }) => p * n)\n    .reduce((sum, x) => sum + x, 0)\n}', 'f([{ on: 1, price: 2, n: 3 }, { price: 1 }, { on: 2, price: 5, n: 1 }])'],
  ['chained-passes', 'const isOn = ({ on }) => on\nfunction total(x) {\n  return x.price\n}\nconst plus = (a, b) => a + b\nfunction f(a) {\n  return a.filter(isOn).map(total).filter(Boolean).reduce(plus, 1)\n}', 'f([{ on: 1, price: 2 }, { price: 1 }, { on: 2, price: 0 }])'],
  ['made-again', 'function f(a, text) {\n  let n = 0\n  for (const x of a) {\n    const { weights, by } = JSON.parse(text)\n    n += x * weights[x % weights.length] + by\n  }\n  return n\n}', 'f([1, 2, 3], JSON.stringify({ weights: [2, 3], by: 1 }))'],
  ['made-again', 'function f(a, s) {\n  return a.map((x) => x.replace(new RegExp(`${s}+`, "g"), "-"))\n}', 'f(["baab", "aa-y"], "a")'],
  ['made-again', 'class C {\n  constructor(locale) { this.locale = locale }\n  f(a) { return [...a].sort((x, y) => new Intl.Collator(this.locale).compare(x, y)) }\n}\nconst f = (a) => new C("sv").f(a)', 'f(["b", "å", "a"])'],
  ['shift-in-loop', 'function f(all) {\n  let rest = all\n  let n = 0\n  while (rest.length) {\n    n = n * 3 + rest[0] - (rest[1] ?? 0) * rest.length\n    rest = rest.slice(1)\n  }\n  return [n, all.length]\n}', 'f([1, 2, 3, 4])'],
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
  ['a function grows what it searches', 'lookup-in-loop', 'function note(all, x) {\n  if (!all.includes(x)) all.push(x)\n}\nfunction f(a) {\n  const seen = []\n  for (const x of a) note(seen, x)\n  return seen\n}'],
  ['a function is given another array each time', 'lookup-in-loop', 'const has = (all, x) => all.includes(x)\nconst f = (rows, x) => rows.filter((row) => has(row, x))'],
  ['one of the loops that call a function has another array each time', 'lookup-in-loop', 'const has = (all, x) => all.includes(x)\nconst f = (a, all) => a.filter((x) => has(all, x))\nconst g = (rows, x) => rows.filter((row) => has(row, x))'],
  ['a function is called in no loop', 'lookup-in-loop', 'const has = (all, x) => all.includes(x)\nconst f = (all) => has(all, 1)'],
  ['a method changes what another searches', 'lookup-in-loop', 'class C {\n  all = []\n  has(x) { return this.all.includes(x) }\n  add(x) { this.all.push(x) }\n  f(a) { for (const x of a) if (!this.has(x)) this.add(x) }\n}'],
  ['a sorted copy is changed', 'sort-in-loop', 'function f(a, all) {\n  let n = 0\n  for (const x of a) {\n    const order = [...all].sort()\n    order[0] = x\n    n += order.pop()\n  }\n  return n\n}'],
  ['the order is another one in each round', 'sort-in-loop', 'const f = (a, all) => a.map((x) => [...all].sort((p, q) => Math.abs(p - x) - Math.abs(q - x))[0])'],
  ['elements change between', 'sort-in-loop', 'function f(all, n) {\n  const sum = [...all]\n  for (let i = 0; i < n; i++) {\n    sum.sort()\n    sum[0] = sum[0] * 7 % 10\n  }\n  return sum\n}'],
  ['the queue is put in order in each round', 'shift-in-loop', 'function f(all) {\n  const some = [...all]\n  while (some.length > 0) {\n    some.sort()\n    if (some.shift() > 3) some.push(1)\n  }\n}'],
  ['one of two awaited needs what the other does', 'sequential-awaits', 'let session = null\nconst enter = async () => { session = {} }\nconst read = async () => session.n\nasync function f() {\n  const a = await enter()\n  const b = await read()\n  return [a, b]\n}'],
  ['awaited calls are made for what they do', 'sequential-awaits', 'async function f(db) {\n  const a = await db.insert(1)\n  const b = await db.count()\n  return [a, b]\n}'],
  ['a value between is needed', 'sequential-awaits', 'async function f() {\n  const a = await g(1)\n  const n = a.n\n  const b = await g(n)\n  return b\n}'],
  ['a guard stands between', 'sequential-awaits', 'async function f() {\n  const a = await g(1)\n  if (!a) return\n  const b = await g(2)\n  return b\n}'],
  ['a round leaves something for the next', 'sequential-awaits', 'let last = 0\nconst g = async (x) => { last += x; return last }\nasync function f(all) {\n  const found = []\n  for (const x of all) found.push(await g(x))\n  return found\n}'],
  ['a round waits on purpose', 'sequential-awaits', 'async function f(all, found) {\n  for (const x of all) found.push(await delay(10, x))\n}'],
  ['a pass changes what the next one sees', 'chained-passes', 'function f(a) {\n  let sum = 0\n  return a.map((x) => (sum += x)).filter((x) => x < sum / 2).map((x) => x + 1)\n}'],
  ['a function takes the index too', 'chained-passes', 'const at = (x, i) => x + i\nconst f = (a) => a.map(at).filter(Boolean).map(parseInt)'],
  ['the elements are few', 'chained-passes', 'const f = (a) => [a, a + 1].map((x) => x + 1).filter((x) => x > 1).map((x) => x * 2)'],
  ['what is parsed is handed on', 'made-again', 'function f(a, text, g) {\n  for (const x of a) {\n    const { weights } = JSON.parse(text)\n    g(x, weights)\n  }\n}'],
  ['what is parsed is changed', 'made-again', 'function f(a, text) {\n  let n = 0\n  for (const x of a) {\n    const { weights } = JSON.parse(text)\n    weights.push(x)\n    n += weights[0]\n  }\n  return n\n}'],
  ['an instance gets another one', 'made-again', 'class C {\n  set(locale) { this.locale = locale }\n  f(a) { return [...a].sort((x, y) => new Intl.Collator(this.locale).compare(x, y)) }\n}'],
  ['a pattern is another one in each call', 'made-again', 'const has = (text, s) => new RegExp(s, "i").test(text)\nconst f = (a, all) => a.filter((x, i) => has(x, all[i]))'],
  ['a text is taken apart', 'shift-in-loop', 'function f(text) {\n  let rest = text\n  let n = 0\n  while (rest.length) {\n    n += rest[0] === "a" ? 1 : 0\n    rest = rest.slice(1)\n  }\n  return n\n}'],
])('is silent where %s', (_, rule, text) => expect(findingsOf(rule, text, 'code.js')).toEqual([]))

test('is silent where the profiled call hands over what JSON changes', () => {
  const text = 'export const f = (x) => JSON.parse(JSON.stringify(x))'
  const findingsFor = (expression: string): number => findingsOf('json-clone', text, 'code.js', { workload: { kind: 'call', expression, origin: 'option' } }).length
  expect([findingsFor('f({ n: 1 })'), findingsFor('f({ n: 1, at: new Date(1) })'), findingsFor('f({ n: undefined })')]).toEqual([1, 0, 0])
})

test('keeps the comments of a chain', () => {
  const text = 'function f(a) {\n  return a\n    // Those that are on.\n    .filter((x) => x.on)\n    .map((x) => x.n) // How many.\n    .filter((x) => x > 1)\n}'
  const [finding] = findingsOf('chained-passes', text, 'code.js')
  expect(finding && changed(text, finding)).toBe('function f(a) {\n  const gathered = []\n  for (const each of a) {\n    // Those that are on.\n    if (!(each.on)) continue\n    const each2 = each.n\n    // How many.\n    if (!(each2 > 1)) continue\n    gathered.push(each2)\n  }\n  return gathered\n}')
})

test('is silent where the profiled call hands over a text, which has the same methods', () => {
  const text = 'export const it = (words, all) => words.filter((word) => all.includes(word)).length + words.map((word) => all.indexOf(word))[0]'
  const findingsFor = (expression: string): number => findingsOf('lookup-in-loop', text, 'code.js', { workload: { kind: 'call', expression, origin: 'option' } }).length
  expect(['it(["a"], ["a", "b"])', 'it(["a"], "a b")', 'it(["a"], ["a", "b"].join(" "))', 'it(["a"], `${1} a`.repeat(9))'].map(findingsFor)).toEqual([2, 0, 0, 0])
})

test.each([
  ['a queue is an object\'s', 'shift-in-loop', 'class Queue {\n  all = []\n  take() { return this.all.shift() }\n}\nfunction f(n) {\n  const queue = new Queue()\n  let sum = 0\n  while (n-- > 0) sum += queue.take()\n  return sum\n}'],
  ['the rest is taken by a pattern', 'shift-in-loop', 'function f(all) {\n  let n = 0\n  while (all.length) {\n    n += all[0];\n    [, ...all] = all\n  }\n  return n\n}'],
  ['what a pattern throws is caught in the loop', 'made-again', 'function f(a, s) {\n  let n = 0\n  for (const x of a) {\n    try {\n      if (new RegExp(s, "i").test(x)) n++\n    } catch {\n      n--\n    }\n  }\n  return n\n}'],
  ['a helper is given the same pattern each time', 'made-again', 'const has = (text, s) => new RegExp(s, "i").test(text)\nconst f = (a) => a.filter((x) => has(x, "a+"))'],
  ['a caller sees the order', 'sort-in-loop', 'function f(a, all) {\n  for (const x of a) {\n    all.sort()\n    x.first = all[0]\n  }\n}'],
  ['an instance has the array', 'lookup-in-loop', 'class C {\n  constructor(all) { this.all = all }\n  has(x) { return this.all.includes(x) }\n  f(a) { return a.filter((x) => this.has(x)) }\n}'],
  ['a reducer is used elsewhere too', 'copy-in-reduce', 'const add = (all, x) => [...all, x]\nconst f = (a) => a.reduce(add, [])\nconst g = (all) => add(all, 1)'],
  ['a value is taken from what is written before it', 'copy-in-reduce', 'const f = (a) => a.reduce((all, x) => ({ ...all, sum: all.sum + x, by: { ...all.by, [x]: all.sum } }), { sum: 0, by: {} })'],
])('leaves the change to the user where %s', (_, rule, text) => {
  expect(findingsOf(rule, text, 'code.js').map(({ edit }) => edit)).toEqual([null])
})
