import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { insightRules } from '../../../src/core/insights/insightRules.ts'
import { readSyntaxTree } from '../../../src/core/source/syntaxTree.ts'
import { changed, findingsOf } from './findingsOf.ts'

const corpus = path.resolve(import.meta.dirname, '../../fixtures/insights')

/** What is found in these is the user's to change. */
const byHand: ReadonlySet<string> = new Set([
  'exceptions-as-control-flow/plain', 'exceptions-as-control-flow/disguised', 'catastrophic-regexp/plain', 'catastrophic-regexp/disguised',
  'n-plus-one/disguised', 'synchronous-io/disguised', 'main-thread-work/plain', 'main-thread-work/disguised',
  'read-all/plain', 'read-all/disguised', 'unbounded-promise-all/plain', 'unbounded-promise-all/disguised', 'event-loop-block/plain', 'event-loop-block/disguised', 'collection-pressure/plain', 'collection-pressure/disguised', 'endless-growth/plain', 'endless-growth/disguised',
  'heavy-import/plain', 'heavy-import/disguised',
])

const textOf = (rule: string, variant: string): string => readFileSync(path.join(corpus, rule, `${variant}.js`), 'utf8')

/** What the corpus's call answers. */
async function answerOf(text: string): Promise<unknown> {
  const call = /@profile (.*?)(?: \*\/)?$/mu.exec(text)?.[1] ?? ''
  const name = /^\w+/u.exec(call)?.[0] ?? ''
  const module = await import(`data:text/javascript,${encodeURIComponent(`${text}\nexport const heatlineAnswer = () => ${call}\n`)}`) as { readonly heatlineAnswer: () => unknown }
  expect(name).not.toBe('')
  return module.heatlineAnswer()
}

/** These rest on evidence that is no line's alone, and have tests of their own. */
const onEvidence: ReadonlySet<string> = new Set(['same-arguments', 'mixed-shapes', 'mixed-arrays'])

// What the corpus reads, it writes there.
afterAll(() => rmSync(path.join(tmpdir(), 'heatline-corpus'), { recursive: true, force: true }))

describe.each(insightRules.map(({ name }) => name).filter((name) => !onEvidence.has(name)))('%s', (rule) => {
  test('has its corpus', () => expect(readdirSync(path.join(corpus, rule)).toSorted()).toEqual(['disguised.js', 'fine.js', 'plain.js']))

  test.each(['plain', 'disguised'])('finds the %s one, and its edit changes no answer', async (variant) => {
    const text = textOf(rule, variant)
    const [finding, ...more] = findingsOf(rule, text, 'code.js')
    expect(more).toEqual([])
    expect(finding).toBeDefined()
    expect(finding?.edit === null).toBe(byHand.has(`${rule}/${variant}`))
    if (finding === undefined || finding.edit === null) return
    const edited = changed(text, finding)
    expect(readSyntaxTree(edited, 'code.js')).not.toBeNull()
    expect(findingsOf(rule, edited, 'code.js')).toEqual([])
    expect(await answerOf(edited)).toEqual(await answerOf(text))
  })
})

// The rest of what is fine looks the same, and only takes no time: it is run by test/integration/insights.
test.each(['lookup-in-loop', 'find-in-loop', 'copy-in-reduce', 'made-again', 'sort-in-loop', 'json-clone', 'sequential-awaits', 'chained-passes', 'n-plus-one', 'connection-reuse', 'allocation-churn', 'read-all', 'unbounded-promise-all', 'event-loop-block', 'delete-property', 'arguments-object', 'exceptions-as-control-flow', 'catastrophic-regexp', 'heavy-import'])('%s is silent where it is fine', (rule) => {
  expect(findingsOf(rule, textOf(rule, 'fine'), 'code.js')).toEqual([])
})

describe('edits', () => {
  test.each([
    ['lookup-in-loop', 'const f = (a, b) => a.filter((x) => b.includes(x))', 'const f = (a, b) => {\n  const bSet = new Set(b)\n  return a.filter((x) => bSet.has(x))\n}'],
    ['lookup-in-loop', 'function f(a, b) {\n  for (const x of a) if (b.indexOf(x) < 0) return x\n}', 'function f(a, b) {\n  const bSet = new Set(b.filter((each) => !Number.isNaN(each)))\n  for (const x of a) if (!bSet.has(x)) return x\n}'],
    ['lookup-in-loop', 'function f(a, o, bSet) {\n  for (const x of a) for (const y of x) if (o.b.includes(y)) return x\n}', 'function f(a, o, bSet) {\n  const bSet2 = new Set(o.b)\n  for (const x of a) for (const y of x) if (bSet2.has(y)) return x\n}'],
    ['find-in-loop', 'function f(ids, users) {\n  return ids.map((id) => users.find((user) => user.id === id).name)\n}', 'function f(ids, users) {\n  const usersById = new Map(users.map((user) => [user.id, user] as const).reverse())\n  return ids.map((id) => usersById.get(id).name)\n}'],
    ['find-in-loop', 'function f(ids, users) {\n  for (const id of ids) if (users.some(({ key }) => id === key)) return id\n}', 'function f(ids, users) {\n  const usersKeys = new Set(users.map(({ key }) => key))\n  for (const id of ids) if (usersKeys.has(id)) return id\n}'],
    ['made-again', 'export const f = (n) => new Intl.NumberFormat("en").format(n)', 'const formatter = new Intl.NumberFormat("en")\n\nexport const f = (n) => formatter.format(n)'],
    ['made-again', 'function f(a: number[], s: string) {\n  let n = 0\n  for (const x of a) {\n    const { by } = JSON.parse(s) as { by: number[] }\n    n += x * by[0]!\n  }\n  return n\n}', 'function f(a: number[], s: string) {\n  let n = 0\n  const parsed = JSON.parse(s)\n  for (const x of a) {\n    const { by } = parsed as { by: number[] }\n    n += x * by[0]!\n  }\n  return n\n}'],
    ['copy-in-reduce', 'const f = (a) => a.reduce((all, x) => ({ ...all, [x.id]: x }), {})', 'const f = (a) => a.reduce((all, x) => { all[x.id] = x; return all }, {})'],
    ['copy-in-reduce', 'const f = (a) => a.reduce((all, x) => all.concat([x, 1]), [])', 'const f = (a) => a.reduce((all, x) => { all.push(x, 1); return all }, [])'],
    ['copy-in-reduce', 'const f = (a) => a.reduce((all, x) => all.concat(x), [])', 'const f = (a) => a.reduce((all, x) => { for (const each of [x].flat()) all.push(each); return all }, [])'],
    ['sequential-awaits', 'async function f() {\n  const a = await g(1)\n  const b = await g(2)\n  return a + b\n}', 'async function f() {\n  const [a, b] = await Promise.all([g(1), g(2)])\n  return a + b\n}'],
    ['sequential-awaits', 'async function f(ids, found) {\n  for (const id of ids) found.push(await g(id))\n}', 'async function f(ids, found) {\n  found.push(...await Promise.all(Array.from(ids, async (id) => await g(id))))\n}'],
    ['chained-passes', 'function f(a) {\n  return a.map((x) => x.n).filter((x) => x > 1).reduce((sum, x) => sum + x, 0)\n}', 'function f(a) {\n  let gathered = 0\n  for (const each of a) {\n    const each2 = each.n\n    if (!(each2 > 1)) continue\n    gathered = gathered + each2\n  }\n  return gathered\n}'],
    ['lookup-in-loop', 'function f(a, b) {\n  let n = 0;\n  for (const x of a) if (b.includes(x)) n++;\n  return n;\n}', 'function f(a, b) {\n  let n = 0;\n  const bSet = new Set(b);\n  for (const x of a) if (bSet.has(x)) n++;\n  return n;\n}'],
    ['lookup-in-loop', 'function f(a, b) {\n  [1].forEach((x) => b.includes(x))\n}', 'function f(a, b) {\n  const bSet = new Set(b);\n  [1].forEach((x) => bSet.has(x))\n}'],
    ['json-clone', 'export const f = (x: T) => JSON.parse(JSON.stringify(x))', "export const f = (x: T) => plainCopy(x)\n\nfunction plainCopy(value: any): any {\n  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null\n  if (typeof value === 'function' || typeof value === 'symbol') return undefined\n  if (typeof value !== 'object' || value === null) return value\n  if (typeof value.toJSON === 'function') return plainCopy(value.toJSON())\n  if (Array.isArray(value)) {\n    const all: any[] = []\n    for (const each of value) all.push(plainCopy(each) ?? null)\n    return all\n  }\n  const copy: any = {}\n  for (const key of Object.keys(value)) {\n    const each = plainCopy(value[key])\n    if (each !== undefined) copy[key] = each\n  }\n  return copy\n}"],
    ['shift-in-loop', 'function f(n) {\n  const q = [n]\n  while (q.length) g(q.shift())\n}', 'function f(n) {\n  const q = [n]\n  let qHead = 0\n  while (qHead < q.length) g(q[qHead++])\n}'],
  ])('%s: %j', (rule, text, edited) => {
    const [finding] = findingsOf(rule, text)
    expect(finding && changed(text, finding)).toBe(edited)
  })

  test.each([
    ['lookup-in-loop', 'function f(a, b) {\n  for (const x of a) { if (!b.includes(x)) b.push(x) }\n}'],
    ['lookup-in-loop', 'function f(a, b) {\n  for (const x of a) { if (!b.includes(x)) change(b) }\n}'],
    ['lookup-in-loop', 'function f(a) {\n  for (const x of a) { const b = x.all; if (b.includes(1)) return x }\n}'],
    ['lookup-in-loop', 'const b = []\nfunction add(x) { b.push(x) }\nfunction f(a) {\n  for (const x of a) if (!b.includes(x)) add(x)\n}'],
    ['lookup-in-loop', 'function f(a: string[], b: string) {\n  for (const x of a) if (b.includes(x)) return x\n}'],
    ['lookup-in-loop', 'function f(a, b) {\n  return b.includes(a)\n}'],
    ['find-in-loop', 'function f(ids, users) {\n  for (const id of ids) { users.find((user) => user.id === id).id = 2 }\n}'],
    ['find-in-loop', 'function f(ids, users) {\n  for (const id of ids) users.find((user) => user.id > id)\n}'],
    ['find-in-loop', 'function f(ids, users) {\n  for (const id of ids) users.find((user) => user.id === user.other)\n}'],
    ['made-again', 'let known\nexport function f() {\n  if (!known) known = new RegExp("a|b")\n  return known\n}'],
    ['made-again', 'export const zone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone'],
    ['made-again', 'export const f = (n, locale) => new Intl.NumberFormat(locale).format(n)'],
    ['copy-in-reduce', 'const f = (a, start) => a.reduce((all, x) => [...all, x], start)'],
    ['copy-in-reduce', 'const f = (a) => a.reduce((all, x) => { keep(all); return [...all, x] }, [])'],
    ['made-again', 'function f(a, s) {\n  for (const x of a) if (new RegExp(s, "g").test(x)) return x\n}'],
    ['made-again', 'function f(a, s) {\n  for (const x of a) { const all = JSON.parse(s); all.push(x) }\n}'],
    ['sequential-awaits', 'async function f() {\n  const a = await g(1)\n  const b = await g(a)\n}'],
    ['sequential-awaits', 'async function f() {\n  const a = await g(1)\n  close()\n  const b = await g(2)\n}'],
    ['sequential-awaits', 'async function f(ids, all) {\n  for (const id of ids) all.push(await g(id, all))\n}'],
    ['chained-passes', 'function f(a) {\n  return a.map((x) => ({ x })).filter((x) => x.x > 1).map((x) => x.x)\n}'],
    ['chained-passes', 'function f(a) {\n  return a.map((x) => x.all.map((y) => y + 1)).filter((x) => x.length).map((x) => x.length)\n}'],
    ['sort-in-loop', 'function f(a, b) {\n  for (const x of a) x.all = [...b].sort()\n}'],
  ])('%s is silent: %j', (rule, text) => expect(findingsOf(rule, text)).toEqual([]))

  test.each([
    ['the queue is read otherwise', 'function f(n) {\n  const q = [n]\n  while (q.length) g(q.shift(), q[0])\n}'],
    ['the queue is somebody else\'s', 'function f(q) {\n  while (q.length) g(q.shift())\n}'],
  ])('shift-in-loop leaves the change to the user where %s', (_, text) => {
    const [finding] = findingsOf('shift-in-loop', text)
    expect(finding?.edit).toBeNull()
  })
})
