import { describe, expect, test } from 'vitest'
import { findInsights } from '../../../src/core/insights/findInsights.ts'
import type { MeasuredRun } from '../../../src/core/insights/findInsights.ts'
import { readSyntaxTree } from '../../../src/core/source/syntaxTree.ts'
import { changed, findingsOf } from './findingsOf.ts'

describe('edits', () => {
  test.each([
    ['delete-property', 'f.js', 'function f(r) {\n  const o = { ...r }\n  delete o.a\n  delete o.b\n  return g(o, r.id)\n}', 'function f(r) {\n  const { a, b, ...o } = r\n  return g(o, r.id)\n}'],
    ['delete-property', 'f.js', 'function f(r) {\n  const o = { ...r };\n  delete o.a; // no secrets\n  return o;\n}', 'function f(r) {\n  const { a, ...o } = r ?? {};\n  // no secrets\n  return o;\n}'],
    ['delete-property', 'f.js', 'function f(r, a) {\n  const o = { ...r.all }\n  delete o.a\n  return [o, a]\n}', 'function f(r, a) {\n  const { a: a2, ...o } = r.all ?? {}\n  return [o, a]\n}'],
    ['delete-property', 'f.js', 'function f(r) {\n  const o = { ...(r ?? {}) }\n  delete o.a\n  return o\n}', 'function f(r) {\n  const { a, ...o } = r ?? {}\n  return o\n}'],
    ['array-as-set', 'f.js', 'function f(all) {\n\tconst seen = [];\n\tfor (const x of all)\n\t\tif (!seen.includes(x))\n\t\t\tseen.push(x);\n\treturn seen;\n}', 'function f(all) {\n\tconst seen = [];\n\tconst seenSet = new Set();\n\tfor (const x of all)\n\t\tif (!seenSet.has(x)) {\n\t\t\tseen.push(x);\n\t\t\tseenSet.add(x);\n\t\t}\n\treturn seen;\n}'],
    ['array-as-set', 'f.js', 'function f(all) {\n  const seen = []\n  for (const x of all)\n    if (!seen.includes(x)) // new\n      seen.push(x)\n  return seen\n}', 'function f(all) {\n  const seen = []\n  const seenSet = new Set()\n  for (const x of all)\n    if (!seenSet.has(x)) // new\n      {\n      seen.push(x)\n      seenSet.add(x)\n    }\n  return seen\n}'],
    ['array-as-set', 'f.js', 'function f(all) {\n  const seen = []\n  let n = 0\n  for (const x of all) {\n    if (seen.indexOf(x.id) !== -1) n++\n    else seen.push(x.id)\n  }\n  return n\n}', 'function f(all) {\n  const seen = new Set()\n  let n = 0\n  for (const x of all) {\n    if (seen.has(x.id)) n++\n    else seen.add(x.id)\n  }\n  return n\n}'],
    ['array-as-set', 'f.ts', 'function f(all: string[]) {\n  const seen: string[] = []\n  return all.filter((x) => {\n    if (seen.includes(x)) return false\n    seen.push(x)\n    return true\n  })\n}', 'function f(all: string[]) {\n  const seen = new Set<string>()\n  return all.filter((x) => {\n    if (seen.has(x)) return false\n    seen.add(x)\n    return true\n  })\n}'],
    ['array-as-set', 'f.js', 'function f(all) {\n  const seen = [];\n  for (const x of all) {\n    if (!seen.includes(x)) seen.push(x);\n  }\n  return seen.sort();\n}', 'function f(all) {\n  const seen = [];\n  const seenSet = new Set();\n  for (const x of all) {\n    if (!seenSet.has(x)) {\n      seen.push(x);\n      seenSet.add(x);\n    }\n  }\n  return seen.sort();\n}'],
    ['array-as-set', 'f.js', 'function f(all) {\n  const seen = []\n  for (const x of all) {\n    if (!seen.includes(x)) {\n      seen.push(x)\n    }\n  }\n  return seen\n}', 'function f(all) {\n  const seen = []\n  const seenSet = new Set()\n  for (const x of all) {\n    if (!seenSet.has(x)) {\n      seen.push(x)\n      seenSet.add(x)\n    }\n  }\n  return seen\n}'],
    ['array-as-set', 'f.ts', 'const f = (o: O) => o.ids.filter((id, at) => o.ids.indexOf(id) === at)', 'const f = (o: O) => [...new Set(o.ids)]'],
    ['arguments-object', 'f.js', 'function f() {\n  return Array.from(arguments)\n}', 'function f(...args) {\n  return args\n}'],
    ['arguments-object', 'f.js', 'function f() {\n  const all = [...arguments]\n  return all.slice(0, arguments.length)\n}', 'function f(...args) {\n  const all = [...args]\n  return all.slice(0, args.length)\n}'],
    ['arguments-object', 'f.ts', 'class A {\n  key() {\n    return Array.prototype.map.call(arguments, String).join(arguments[0])\n  }\n}', 'class A {\n  key(...args: any[]) {\n    return args.map(String).join(args[0])\n  }\n}'],
    ['arguments-object', 'f.js', 'const f = function () {\n  return Array.from(arguments, (x) => x + 1)\n}', 'const f = function (...args) {\n  return args.map((x) => x + 1)\n}'],
    ['arguments-object', 'f.js', 'function f() {\n  return Array.prototype.slice.call(arguments)\n}', 'function f(...args) {\n  return args\n}'],
    ['arguments-object', 'f.js', 'function f() {\n  return [].slice.call(arguments, 1)\n}', 'function f(...args) {\n  return args.slice(1)\n}'],
    ['arguments-object', 'f.ts', 'class A {\n  emit(name: string): void {\n    const rest = [].slice.call(arguments, 1)\n    this.run(name, rest)\n  }\n}', 'class A {\n  emit(name: string, ...args: any[]): void {\n    const rest = args\n    this.run(name, rest)\n  }\n}'],
    ['arguments-object', 'f.js', 'function f() {\n  return Array.prototype.indexOf.call(arguments, 2) >= 0\n}', 'function f(...args) {\n  return args.indexOf(2) >= 0\n}'],
    ['array-holes', 'f.js', 'function f(x) {\n  const a = []\n  for (let i = x.length - 1; i >= 0; i--) a[i] = x[i] + a[i + 1]\n  return a\n}', 'function f(x) {\n  const a = new Array(x.length)\n  for (let i = x.length - 1; i >= 0; i--) a[i] = x[i] + a[i + 1]\n  return a\n}'],
    ['array-holes', 'f.ts', 'function f(x: string) {\n  const a: number[] = []\n  a[x.length] = 0\n  for (let i = x.length - 1; i > -1; i--) {\n    a[i] = a[i + 1] + 1\n  }\n  return a\n}', 'function f(x: string) {\n  const a: number[] = new Array(x.length + 1)\n  a[x.length] = 0\n  for (let i = x.length - 1; i > -1; i--) {\n    a[i] = a[i + 1] + 1\n  }\n  return a\n}'],
    ['unshift-in-loop', 'f.js', 'function f(n) {\n  const p = [];\n  while (n) {\n    p.unshift(n.id);\n    n = n.up;\n  }\n  return p.join();\n}', 'function f(n) {\n  const p = [];\n  while (n) {\n    p.push(n.id);\n    n = n.up;\n  }\n  p.reverse();\n  return p.join();\n}'],
    ['unshift-in-loop', 'f.js', 'function f(a) {\n  const p = []\n  for (const x of a) p.unshift(x)\n  return p\n}', 'function f(a) {\n  const p = []\n  for (const x of a) p.push(x)\n  p.reverse()\n  return p\n}'],
  ])('%s in %s: %j', (rule, fileName, text, edited) => {
    const [finding, ...more] = findingsOf(rule, text, fileName)
    expect(more).toEqual([])
    expect(finding && changed(text, finding)).toBe(edited)
  })

  test.each([
    ['delete-property', 'the object is no copy', 'function f(o) {\n  delete o.a\n}'],
    ['delete-property', 'it is an instance\'s', 'class A {\n  f() {\n    delete this.a\n  }\n}'],
    ['delete-property', 'something happens between', 'function f(r) {\n  const o = { ...r }\n  g(o)\n  delete o.a\n}'],
    ['delete-property', 'it is written again', 'function f(r) {\n  const o = { ...r }\n  delete o.a\n  o.a = 1\n  return o\n}'],
    ['array-as-set', 'elements are taken away', 'function f(all) {\n  const open = []\n  for (const x of all) {\n    if (!open.includes(x)) open.push(x)\n    if (x.last) open.pop()\n  }\n}'],
    ['array-as-set', 'it is emptied', 'function f(all) {\n  const seen = []\n  for (const x of all) {\n    if (!seen.includes(x)) seen.push(x)\n    else seen.length = 0\n  }\n}'],
    ['array-as-set', 'others get it meanwhile', 'function f(all) {\n  const seen = []\n  for (const x of all) {\n    if (!seen.includes(x)) seen.push(x)\n    g(seen)\n  }\n}'],
    ['array-as-set', 'what is added is a call', 'function f(all) {\n  const seen = []\n  for (const x of all) if (!seen.includes(x)) seen.push(g(x))\n}'],
    ['array-as-set', 'it is searched again when it was changed', 'function f(all) {\n  const seen = []\n  for (const x of all) if (!seen.includes(x)) seen.push(x)\n  seen.pop()\n  return seen.includes(1)\n}'],
    ['array-as-set', 'a function empties it', 'function f(all) {\n  const seen = []\n  for (const x of all) {\n    if (x) reset()\n    if (!seen.includes(x)) seen.push(x)\n  }\n  function reset() {\n    seen.pop()\n  }\n}'],
    ['arguments-object', 'it has parameters', 'function f(a) {\n  return [...arguments]\n}'],
    ['arguments-object', 'a copy begins with a parameter', 'function f(a, b) {\n  return [].slice.call(arguments, 1)\n}'],
    ['arguments-object', 'another use of them needs its parameter', 'function f(a) {\n  return [[].slice.call(arguments, 1), arguments.length]\n}'],
    ['arguments-object', 'a function goes through them', 'const toArray = (list) => Array.from(list)\nfunction f() {\n  return toArray(arguments)\n}'],
    ['arguments-object', 'it hands them on', 'function f() {\n  g(arguments)\n  return [...arguments]\n}'],
    ['arguments-object', 'it says that it is strict', 'function f() {\n  "use strict"\n  return [...arguments]\n}'],
    ['arguments-object', 'it writes to them', 'function f() {\n  arguments[0] = 1\n  return [...arguments]\n}'],
    ['array-holes', 'not each round writes', 'function f(x) {\n  const a = []\n  for (let i = x.length - 1; i >= 0; i--) if (x[i]) a[i] = 1\n}'],
    ['array-holes', 'it is left early', 'function f(x) {\n  const a = []\n  for (let i = x.length - 1; i >= 0; i--) {\n    a[i] = 1\n    if (x[i]) break\n  }\n}'],
    ['array-holes', 'the length is no length', 'function f(n) {\n  const a = []\n  for (let i = n - 1; i >= 0; i--) a[i] = 1\n}'],
    ['array-holes', 'its length is asked for meanwhile', 'function f(x) {\n  const a = []\n  for (let i = x.length - 1; i >= 0; i--) a[i] = a.length\n}'],
    ['array-holes', 'what it is as long as changes', 'function f(x) {\n  const a = []\n  x.push(1)\n  for (let i = x.length - 1; i >= 0; i--) a[i] = 1\n}'],
    ['array-holes', 'something else is written before', 'function f(x) {\n  const a = []\n  a[2] = 1\n  for (let i = x.length - 1; i >= 0; i--) a[i] = 1\n}'],
    ['unshift-in-loop', 'it is read meanwhile', 'function f(a) {\n  const p = []\n  for (const x of a) {\n    p.unshift(x)\n    g(p[0])\n  }\n  return p\n}'],
    ['unshift-in-loop', 'it holds something before', 'function f(a) {\n  const p = [1]\n  for (const x of a) p.unshift(x)\n  return p\n}'],
    ['unshift-in-loop', 'it is somebody else\'s', 'function f(a, p) {\n  for (const x of a) p.unshift(x)\n}'],
    ['unshift-in-loop', 'another loop goes on with it', 'function f(a) {\n  const p = []\n  for (const x of a) for (const y of x) p.unshift(y)\n  return p\n}'],
  ])('%s is the user\'s to change where %s', (rule, _, text) => {
    const findings = findingsOf(rule, text)
    expect(findings).toHaveLength(1)
    expect(findings[0]?.edit).toBeNull()
  })
})

describe('array-as-set where the search is not plain to see', () => {
  test.each([
    ['a class keeps it', 'class Unique {\n  #all = []\n  add(x) {\n    if (this.#all.indexOf(x) === -1) this.#all.push(x)\n  }\n}', 'Keep a Set to ask, instead of searching `this.#all` each time'],
    ['a module keeps it', 'const seen = []\nexport function add(x) {\n  if (!seen.includes(x)) seen.push(x)\n}', 'Keep a Set to ask, instead of searching `seen` each time'],
    ['it is handed in', 'const add = (all, x) => {\n  if (!all.includes(x)) all.push(x)\n}', 'Keep a Set to ask, instead of searching `all` each time'],
    ['a helper searches it', 'const known = (table, key) => table.find(([k]) => k === key)\nfunction f(all) {\n  const table = []\n  for (const x of all) if (!known(table, x.id)) table.push([x.id, x])\n}', 'Keep a Map by the element at 0, instead of searching `table` each time'],
    ['a reduce gathers it', 'const f = (all) => all.reduce((found, x) => {\n  if (found.indexOf(x) < 0) found.push(x)\n  return found\n}, [])', 'Keep a Set to ask, instead of searching `found` each time'],
    ['a key is asked for', 'function f(all) {\n  const out = [...all]\n  for (const x of all) {\n    const at = out.findIndex((o) => o.id === x.id)\n    if (at < 0) out.push(x)\n  }\n}', 'Keep a Map by `id`, instead of searching `out` each time'],
    ['two keys are asked for', 'function f(all) {\n  const met = []\n  for (const { x, y } of all) {\n    if (met.some((m) => m.x === x && m.y === y)) continue\n    met.push({ x, y })\n  }\n}', 'Keep a Set of `x` and `y` as one key, instead of searching `met` each time'],
  ])('%s', (_, text, title) => {
    expect(findingsOf('array-as-set', text, 'f.js')).toEqual([expect.objectContaining({ title, edit: null })])
  })

  test('some is asked as indexOf is: it finds no NaN', () => {
    const [finding] = findingsOf('array-as-set', 'function f(all) {\n  const met = []\n  let n = 0\n  for (const x of all) {\n    if (met.some((m) => m === x)) n++\n    else met.push(x)\n  }\n  return n\n}', 'f.js')
    expect(finding && changed('function f(all) {\n  const met = []\n  let n = 0\n  for (const x of all) {\n    if (met.some((m) => m === x)) n++\n    else met.push(x)\n  }\n  return n\n}', finding)).toContain('const met = new Set()\n  let n = 0\n  for (const x of all) {\n    if ((!Number.isNaN(x) && met.has(x))) n++\n    else met.add(x)')
  })

  test.each([[100, 1], [20_000_000, 0]])('searches that take 200 ms and are %d a call: %d findings', (perCall, findings) => {
    const text = 'function f(all) {\n  const kinds = []\n  for (const x of all) {\n    if (!kinds.includes(x.kind)) kinds.push(x.kind)\n  }\n  return kinds\n}'
    expect(findingsOf('array-as-set', text, 'f.js', { evidence: { counts: [{ file: 'f.js', line: 3, perCall, blocks: [] }] } })).toHaveLength(findings)
  })
})

/** Of a text whose lines ran so often, by their 0-based numbers. */
const holesOf = (text: string, times: Readonly<Record<number, number>>): ReturnType<typeof findingsOf> => findingsOf('array-holes', text, 'f.js', { evidence: { counts: Object.entries(times).map(([line, perCall]) => ({ file: 'f.js', line: Number(line), perCall, blocks: [] })) } })

describe('array-holes of arrays that are hardly written', () => {
  const looped = 'function f(all) {\n  const byId = []\n  for (const x of all) {\n    byId[x.id] = x\n  }\n  let sum = 0\n  for (let i = 0; i < byId.length; i++) {\n    if (byId[i]) sum += byId[i].n\n  }\n  return sum\n}'
  const passed = 'function f(all) {\n  const byId = []\n  for (const x of all) {\n    byId[x.id] = x\n  }\n  let sum = 0\n  byId.forEach((x) => { sum += x.n })\n  return sum\n}'

  test('a loop goes through far more places than were written', () => {
    expect(holesOf(looped, { 3: 100, 6: 1, 7: 500_000 })).toEqual([expect.objectContaining({
      title: 'Keep a Map instead of `byId`: most of it is holes',
      measured: { share: 1, evidence: 'Lines 7 to 9 take 100% of the time: each pass goes through 500,000 places, and 100 were written.' },
    })])
    expect(holesOf(looped, { 3: 100_000, 6: 1, 7: 500_000 })).toEqual([])
    expect(holesOf(looped, {})).toEqual([])
  })

  test('a pass takes far longer than its elements could', () => {
    expect(holesOf(passed, { 3: 100, 6: 1 })).toHaveLength(1)
    expect(holesOf(passed, { 3: 100_000, 6: 1 })).toEqual([])
  })

  test.each([['push', 'byId.push(0)'], ['another function', 'fill(byId)']])('is silent where %s writes it too', (_, code) => {
    expect(holesOf(looped.replace('  let sum = 0', `  ${code}; let sum = 0`), { 3: 100, 6: 1, 7: 500_000 })).toEqual([])
  })

  test('elements that are deleted', () => {
    expect(findingsOf('array-holes', 'function f(n) {\n  const a = []\n  for (let i = 0; i < n; i++) a.push(i)\n  for (let i = 0; i < n; i += 2) delete a[i]\n}')).toEqual([expect.objectContaining({ title: 'Write undefined instead of `delete a[i]`, or keep the others in a new array', of: 'own' })])
    expect(findingsOf('array-holes', 'function f(n, o) {\n  const byKey = {}\n  delete byKey[n]\n  delete o[n]\n}')).toEqual([])
  })
})

describe('silence', () => {
  test.each([
    ['delete-property', 'function f(o, k) {\n  delete o[k]\n}'],
    ['delete-property', 'function f(o, k) {\n  o[k] = 1\n  delete o.a\n}'],
    ['delete-property', 'function f() {\n  delete process.env.HOME\n}'],
    // The array stays as it is while it is searched: that is lookup-in-loop's.
    ['array-as-set', 'function f(all, others) {\n  const seen = []\n  for (const x of all) seen.push(x)\n  for (const x of others) if (seen.includes(x)) g(x)\n}'],
    ['array-as-set', 'function f(all, others) {\n  const seen = []\n  for (const x of all) {\n    for (const y of others) if (seen.includes(y)) g(y)\n    seen.push(x)\n  }\n}'],
    ['array-as-set', 'function f(x) {\n  const seen = []\n  if (!seen.includes(x)) seen.push(x)\n  return seen\n}'],
    ['array-as-set', 'function f(all) {\n  for (const x of all) {\n    const seen = []\n    if (!seen.includes(x)) seen.push(x)\n  }\n}'],
    ['array-as-set', 'function f(all) {\n  const kept = []\n  for (const p of all) if (!kept.some((k) => near(k, p))) kept.push(p)\n}'],
    ['array-as-set', 'function f(all) {\n  const kept = []\n  for (const p of all) if (!kept.some((k) => k.x < p.x && k.id === p.id)) kept.push(p)\n}'],
    ['array-as-set', 'class A {\n  all = []\n  add(x) {\n    this.all.push(x)\n  }\n}\nclass B {\n  all = [1, 2]\n  has(x) {\n    return this.all.includes(x)\n  }\n}'],
    ['array-as-set', 'const has = (all, x) => all.includes(x)'],
    ['array-as-set', 'const f = (a, b) => a.filter((x, at) => b.indexOf(x) === at)'],
    ['array-as-set', 'const f = (a) => a.filter((x, at) => a.indexOf(x) !== at)'],
    ['arguments-object', 'function f() {\n  return g(...arguments)\n}'],
    ['arguments-object', 'const first = (list) => list[0]\nfunction f() {\n  return first(arguments)\n}'],
    ['arguments-object', 'const f = (o) => [...o.arguments]'],
    ['arguments-object', 'function f() {\n  return Array.from(arguments, g)\n}'],
    ['array-holes', 'function f(x) {\n  const a = new Array(x.length)\n  for (let i = x.length - 1; i >= 0; i--) a[i] = 1\n}'],
    ['array-holes', 'function f(x) {\n  const a = []\n  for (let i = 0; i < x.length; i++) a[i] = 1\n}'],
    ['array-holes', 'function f(x) {\n  const a = {}\n  for (let i = x.length - 1; i >= 0; i--) a[i] = 1\n}'],
    ['array-holes', 'function f(x) {\n  const a = [1]\n  for (let i = x.length - 1; i > 0; i--) a[i] = 1\n}'],
    ['unshift-in-loop', 'function f(a) {\n  const p = []\n  p.unshift(a)\n}'],
    ['unshift-in-loop', 'function f(a) {\n  for (const x of a) {\n    const p = []\n    p.unshift(x)\n  }\n}'],
    ['unshift-in-loop', 'function f(a) {\n  const p = []\n  for (const x of a) p.unshift(...x)\n}'],
    ['exceptions-as-control-flow', 'function f(x) {\n  if (!x) throw new Error("no")\n}'],
    ['exceptions-as-control-flow', 'function f(x) {\n  try {\n    g(x)\n  } catch (error) {\n    throw error\n  }\n}'],
  ])('%s: %j', (rule, text) => expect(findingsOf(rule, text)).toEqual([]))

  test('exceptions-as-control-flow where calls fail by what is thrown', () => {
    const text = 'function f(x) {\n  throw new Error("no")\n}'
    expect(findingsOf('exceptions-as-control-flow', text, 'f.js', { thrownShare: 0.5 })).toEqual([])
    expect(findingsOf('exceptions-as-control-flow', text)).toHaveLength(1)
  })
})

/** One access. */
function evidence(line: number, property: string | null, shapes = 6): Pick<MeasuredRun, 'evidence'> {
  return { evidence: { megamorphic: [{ file: 'f.js', line, column: 0, property, shapes }] } }
}

describe('mixed-shapes', () => {
  const text = 'const a = [{ v: 1, w: 2 },\n  { w: 1, v: 2 }]\nfunction f(all) {\n  for (const { v } of all) g(v)\n  return all[0].v\n}'

  test('says how many shapes were met, and where such objects are made', () => {
    const [finding, ...more] = findingsOf('mixed-shapes', text, 'f.js', evidence(4, 'v'))
    expect(more).toEqual([])
    expect(finding?.explanation).toContain('lines 1 and 2')
    expect(finding?.measured).toEqual({ share: 1, evidence: '`v` was read of at least 6 shapes of objects on line 5, which takes 100% of the time without what is called.' })
    expect(finding && text.slice(finding.extent.start, finding.extent.end)).toBe('all[0].v')
  })

  test('sees patterns', () => expect(findingsOf('mixed-shapes', text, 'f.js', evidence(3, 'v'))).toHaveLength(1))

  test('weighs what the line takes itself', () => {
    const all = { samples: 100, share: 1, interval: { low: 0.96, high: 1 } }
    const lines = [{ file: 'f.js', line: 4, self: { ...all, share: 0.02 }, total: all, selfMsPerCall: 1, callees: [] }]
    const attribution = { recorders: [], stackSamples: 100, functionSamples: 100, garbageCollection: all, unmappedShare: 0, lines, functions: [] }
    expect(findingsOf('mixed-shapes', text, 'f.js', { ...evidence(4, 'v'), attribution })[0]?.measured?.share).toBe(0.02)
  })

  test.each<readonly [string, number, string | null]>([['no such access was met', 0, 'x'], ['names are computed', 4, null]])('is silent where %s', (_, line, property) => {
    expect(findingsOf('mixed-shapes', text, 'f.js', evidence(line, property))).toEqual([])
  })

  test('is silent of objects that are made elsewhere, a shape each', () => {
    const rows = 'function f(statement) {\n  return statement.all().map((row) => row.v)\n}'
    expect(findingsOf('mixed-shapes', rows, 'f.js', evidence(1, 'v', 201))).toEqual([])
    expect(findingsOf('mixed-shapes', rows, 'f.js', evidence(1, 'v', 200))).toHaveLength(1)
    expect(findingsOf('mixed-shapes', text, 'f.js', evidence(4, 'v', 201))).toHaveLength(1)
  })

  test('is silent without evidence, and of other files', () => {
    expect(findingsOf('mixed-shapes', text, 'f.js')).toEqual([])
    expect(findingsOf('mixed-shapes', text, 'other.js', evidence(4, 'v'))).toEqual([])
  })
})

/** How often the text's error is thrown. */
function counted(perCall: number, medianMs: number): Partial<MeasuredRun> {
  return {
    evidence: { counts: [{ file: 'f.js', line: 1, perCall: 900, blocks: [{ column: 10, perCall }] }] },
    timing: { medianMs, confidenceIntervalMs: null, iterations: 9, processes: 9, processMediansMs: [] },
  }
}

describe('exceptions-as-control-flow on the line of its condition', () => {
  const text = 'function f(x) {\n  if (!x) throw new Error("no")\n  return x\n}'

  test('is told where it was counted that it throws', () => {
    const [finding] = findingsOf('exceptions-as-control-flow', text, 'f.js', counted(300, 2))
    expect(finding?.measured).toEqual({ share: 1, evidence: 'Line 2 throws 300 times a call, and takes 100% of the time without what is called.' })
  })

  test.each([['it hardly ever does', 1, 2], ['it does once in a call that takes next to nothing', 1, 0.02], ['the rest takes far longer', 300, 2000]])('is silent where %s', (_, perCall, medianMs) => {
    expect(findingsOf('exceptions-as-control-flow', text, 'f.js', counted(perCall, medianMs))).toEqual([])
  })
})

const triedText = (code: string, caught = ''): string => `function f(x) {\n  try {\n    ${code}\n  } catch (error) {\n    ${caught}\n  }\n}`
/** A handler on the fourth line that runs so often, and other lines that do. */
const failing = (perCall: number, more: readonly (readonly [number, number])[] = []): Partial<MeasuredRun> => ({
  evidence: { counts: [[2, 1000] as const, [3, perCall] as const, ...more].map(([line, each]) => ({ file: 'f.js', line, perCall: each, blocks: [] })) },
  timing: { medianMs: 4, confidenceIntervalMs: null, iterations: 9, processes: 9, processMediansMs: [] },
})

describe('exceptions-as-control-flow where no line of the text throws', () => {
  test('is told where it was counted that it fails', () => {
    expect(findingsOf('exceptions-as-control-flow', triedText('return JSON.parse(x)'), 'f.js', failing(500))).toEqual([expect.objectContaining({
      title: 'Ask before whether it will fail, instead of catching an error each time',
      measured: { share: 1, evidence: 'Lines 2 to 4 fail 500 times a call, and take 100% of the time.' },
    })])
  })

  test('names what can be asked', () => {
    expect(findingsOf('exceptions-as-control-flow', triedText('return new URL(x)'), 'f.js', failing(500))[0]?.title).toBe('Ask `URL.canParse` before, instead of catching an error each time')
  })

  test.each([
    ['it hardly ever fails', triedText('return JSON.parse(x)'), failing(2)],
    ['it fails a few times in a call that takes next to nothing', triedText('return JSON.parse(x)'), { ...failing(9), timing: { medianMs: 0.02, confidenceIntervalMs: null, iterations: 9, processes: 9, processMediansMs: [] } }],
    ['it was not counted', triedText('return JSON.parse(x)'), {}],
    ['what is caught is thrown again', triedText('return JSON.parse(x)', 'throw error'), failing(500, [[4, 500]])],
    ['calls fail by it', triedText('return JSON.parse(x)'), { ...failing(500), thrownShare: 0.5 }],
  ])('is silent where %s', (_, code, changes) => {
    expect(findingsOf('exceptions-as-control-flow', code, 'f.js', changes)).toEqual([])
  })

  test('the class of an error takes the time of what is thrown', () => {
    const thrown = 'class Missing extends Error {\n  constructor(key) { super(key) }\n}\nfunction f(x) {\n  if (!x) throw new Missing(x)\n}'
    const all = { samples: 100, share: 0, interval: { low: 0, high: 1 } }
    const lines = [{ file: 'f.js', line: 1, self: { ...all, share: 0.8 }, total: all, selfMsPerCall: 1, callees: [] }]
    const attribution = { recorders: [], stackSamples: 100, functionSamples: 100, garbageCollection: all, unmappedShare: 0, lines, functions: [] }
    const run = { ...counted(900, 2000), attribution, evidence: { counts: [{ file: 'f.js', line: 4, perCall: 900, blocks: [] }] } }
    expect(findingsOf('exceptions-as-control-flow', thrown, 'f.js', run)[0]?.measured).toEqual({ share: 0.8, evidence: 'Line 5 throws 900 times a call, and takes 80% of the time with making the error.' })
  })
})

describe('what a line takes itself', () => {
  const text = 'function f(all) {\n  const p = []\n  for (const x of all) {\n    p.unshift(g(x))\n  }\n  return p\n}'

  /** Calls that take all of their time in a line and what it calls, and so much of it in the line itself. */
  function insightsAt(self: number): ReturnType<typeof findInsights> {
    const tree = readSyntaxTree(text, 'f.js')
    const all = { samples: 100, share: 1, interval: { low: 0.96, high: 1 } }
    const line = { file: 'f.js', line: 3, self: { ...all, share: self }, total: all, selfMsPerCall: 1, callees: [] }
    return tree === null ? [] : findInsights({
      attribution: { recorders: [], stackSamples: 100, functionSamples: 100, garbageCollection: { ...all, share: 0 }, unmappedShare: 0, lines: [line], functions: [] },
      timing: null,
      thrownShare: 0,
      function: { id: 'f.js#f', file: 'f.js', name: 'f', startLine: 0, endLine: 6, bodyHash: '' },
    }, [{ file: 'f.js', tree, functions: [] }])
  }

  test('is what counts where the rest is what it calls', () => {
    expect(insightsAt(0.1)).toEqual([])
    expect(insightsAt(0.9)).toMatchObject([{ rule: 'unshift-in-loop', line: 3, share: 0.9, evidence: 'Line 4 takes 90% of the time without what is called.' }])
  })
})
