import { describe, expect, test } from 'vitest'
import type { MeasuredRun } from '../../../src/core/insights/findInsights.ts'
import type { Evidence } from '../../../src/core/evidence/evidence.ts'
import { findInsights } from '../../../src/core/insights/findInsights.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { readSyntaxTree } from '../../../src/core/source/syntaxTree.ts'
import { changed, findingsOf, runOf } from './findingsOf.ts'

const saidOf = (rule: string, text: string, evidence?: Evidence): readonly string[] => findingsOf(rule, text, 'code.ts', evidence && { evidence }).map(({ title }) => title)

const megabytes = (line: number, count: number): { readonly file: string; readonly line: number; readonly bytesPerCall: number } => ({ file: 'code.ts', line, bytesPerCall: count * 1_000_000 })

const inLoop = (made: string, used: string): string => `function f(rows, width, keep) {\n  let sum = 0\n  for (const row of rows) {\n    const all = ${made}\n    ${used}\n  }\n  return sum\n}`

describe('allocation-churn', () => {
  test.each([
    ['new Float64Array(width)', 'all[row] = 1; sum += all[row] + all.length', 'const allOfAll = new Float64Array(width)', 'allOfAll.fill(0)'],
    ['new Array(rows.length).fill(-1)', 'for (const each of all) sum += each', 'const allOfAll = new Array(rows.length).fill(-1)', 'allOfAll.fill(-1)'],
    ['Array(width + 1).fill(false)', 'all[row] = true; sum += all.indexOf(true)', 'const allOfAll = Array(width + 1).fill(false)', 'allOfAll.fill(false)'],
    ['Buffer.alloc(1024)', 'all.writeUInt8(row, 1); sum += all[1]', 'const allOfAll = Buffer.alloc(1024)', 'allOfAll.fill(0)'],
    ['Buffer.alloc(1024)', 'sum += all.write(row, 1) + all[1]', 'const allOfAll = Buffer.alloc(1024)', 'allOfAll.fill(0)'],
    ['new BigInt64Array(width)', 'all[0] = BigInt(row); sum += Number(all[0])', 'const allOfAll = new BigInt64Array(width)', 'allOfAll.fill(0n)'],
  ])('fills %s again', (made, used, before, again) => {
    const text = inLoop(made, used)
    const [finding] = findingsOf('allocation-churn', text)
    expect(finding && changed(text, finding)).toBe(inLoop(again, used).replace('  for', `  ${before}\n  for`))
  })

  test.each([
    ['it is kept', 'new Float64Array(width)', 'keep.push(all)'],
    ['it is handed on', 'new Float64Array(width)', 'sum += keep(all)'],
    ['it is returned', 'new Float64Array(width)', 'if (row) return all'],
    ['a function keeps it', 'new Float64Array(width)', 'keep.push(() => all[row])'],
    ['a view of it is kept', 'Buffer.alloc(width)', 'keep.push(all.slice(1))'],
    ['it grows', 'new Array(width).fill(0)', 'all.push(row)'],
    ['it is cut', 'new Array(width).fill(0)', 'all.length = row'],
    ['it is as long as the row', 'new Float64Array(row.length)', 'sum += all[0]'],
    ['it is made of another one', 'new Float64Array(rows)', 'sum += all[0]'],
    ['its elements are objects', 'new Array(width).fill({})', 'sum += all[0].x'],
  ])('is silent where %s', (_, made, used) => {
    expect(saidOf('allocation-churn', inLoop(made, used))).toEqual([])
  })

  test('is silent where rounds are in one another', () => {
    expect(saidOf('allocation-churn', 'const f = (rows, width) => Promise.all(rows.map(async (row) => {\n  const all = new Float64Array(width)\n  await use(row)\n  return all[0]\n}))')).toEqual([])
  })
})

/** The lines that are `// measured` ran 10,000 times a call, and allocated so many bytes of all. */
const madeOften = (text: string, perCall = 10_000, bytesPerCall = 20_000_000, others = 10_000_000): Partial<MeasuredRun> => {
  const lines = text.split('\n').flatMap((each, line) => (each.includes('// measured') ? [{ file: 'f.js', line }] : []))
  return {
    evidence: { counts: lines.map((each) => ({ ...each, perCall, blocks: [] })), allocations: [...lines.map((each) => ({ ...each, bytesPerCall })), { file: 'f.js', line: 99, bytesPerCall: others }] },
    timing: { medianMs: 20, confidenceIntervalMs: null, iterations: 9, processes: 9, processMediansMs: [] },
  }
}

const ofRound = (code: string): string => `function f(rows, kept) {\n  let sum = 0\n  for (const row of rows) {\n    ${code}\n  }\n  return sum\n}`

const churnOf = (text: string, ...how: readonly number[]): readonly string[] => findingsOf('allocation-churn', text, 'f.js', madeOften(text, ...how)).map(({ title }) => title)

describe('allocation-churn of what is made for a moment', () => {
  test.each([
    ['an array of a method', 'const parts = row.map((v) => v * v) // measured\n    sum += parts[0] + parts.length'],
    ['an array in a chain', 'sum += row.filter((v) => v > 1).length // measured'],
    ['what a loop goes through', 'for (const [key, value] of Object.entries(row)) sum += value // measured'],
    ['what is taken apart', 'const [a, b] = [row.x + 1, row.y] // measured\n    sum += a * b'],
    ['what arguments are made of', 'sum += Math.max(...row.map((v) => v + 1)) // measured'],
  ])('finds %s', (_, code) => expect(churnOf(ofRound(code))).toEqual(['Do without the array that is made here each time, read and dropped']))

  test.each([
    ['a function answers with it', 'const around = ({ x, y }) => [{ x: x + 1, y }, { x, y: y + 1 }] // measured\nfunction f(all) {\n  let n = 0\n  for (const p of all) for (const { x, y } of around(p)) n += x + y\n  return n\n}', 'array'],
    ['a method answers with it', 'class Vec {\n  constructor(x) { this.x = x }\n  plus(o) {\n    return new Vec(this.x + o.x) // measured\n  }\n  get far() { return this.x }\n}\nfunction f(all, o) {\n  let n = 0\n  for (const v of all) n += v.plus(o).far\n  return n\n}', 'object'],
    ['the next one takes its place', 'const next = (state, by) => ({ ...state, n: state.n + by }) // measured\nfunction f(all) {\n  let state = { n: 0 }\n  for (const x of all) state = next(state, x)\n  return state\n}', 'object'],
  ])('finds what is made where %s', (_, text, what) => expect(churnOf(text)).toEqual([`Do without the ${what} that is made here each time, read and dropped`]))

  test.each([
    ['it is kept', ofRound('const parts = row.map((v) => v * v) // measured\n    kept.push(parts)')],
    ['its elements may be', ofRound('for (const each of row.map((v) => ({ v }))) kept.push(each) // measured')],
    ['a part of what is kept is', ofRound('kept.push({ row, by: new Map([[row.id, row]]) }) // measured')],
    ['a function keeps it', ofRound('const parts = row.map((v) => v * v) // measured\n    kept.push(() => parts[0])')],
    ['the next one holds it', 'const leaf = (value, next) => ({ value, next }) // measured\nfunction f(all) {\n  let head = null\n  for (const x of all) head = leaf(x, head)\n  return head.value\n}'],
    ['it is what is answered', 'export const f = (all) => all.map((x) => x + 1) // measured'],
    ['others get it', ofRound('use(row.map((v) => v * v)) // measured')],
    ['sorting it takes the time', ofRound('sum += [...row].sort((a, b) => a - b)[0] // measured')],
    ['three passes are another rule\'s', ofRound('sum += row.map((v) => v * v).filter((v) => v > 1).map((v) => v + 1).length // measured')],
  ])('is silent where %s', (_, text) => expect(churnOf(text)).toEqual([]))

  test('says how much it is, and what collecting it takes', () => {
    const text = ofRound('sum += row.filter((v) => v > 1).length // measured')
    const run = runOf('f.js', text, 0.1)
    const attribution = run.attribution && { ...run.attribution, garbageCollection: { ...run.attribution.garbageCollection, share: 0.3 } }
    expect(findingsOf('allocation-churn', text, 'f.js', { ...madeOften(text), attribution })[0]?.measured).toEqual({ share: expect.closeTo(0.3, 5) as number, evidence: 'Line 4 allocates 20.0 MB in each call, 2.00 kB 10,000×, and takes 10% of the time without what is called; its part of collecting garbage is 20%.' })
  })

  test.each([['hardly ever runs', 100, 20_000_000, 0], ['allocates next to nothing', 1_000_000, 10_000_000, 0], ['takes far longer than that', 10_000, 4_000_000, 0], ['makes few of the bytes', 10_000, 20_000_000, 200_000_000]])('is silent where its line %s', (_, perCall, bytes, others) => {
    expect(churnOf(ofRound('sum += row.filter((v) => v > 1).length // measured'), perCall, bytes, others)).toEqual([])
  })
})

describe('read-all', () => {
  const imports = 'import fs from "node:fs"\nimport { readFile } from "node:fs/promises"\n'
  const evidence = { allocations: [megabytes(2, 30), megabytes(3, 20), megabytes(9, 50)] }

  test.each([
    ['const f = async (name) => {\n  for (const line of (await readFile(name, "utf8")).split("\\n")) use(line)\n}'],
    ['const f = (name) => fs.readFileSync(name, "utf8")\n  .split(/\\r?\\n/).forEach(use)'],
    ['const f = async (name) => { const text = await fs.promises.readFile(name, "utf8")\n  const lines = text.trim().split("\\n"); return lines.map(Number) }'],
    ['const textOf = (name) => fs.readFileSync(name, "utf8")\nconst f = (name) => textOf(name).split("\\n").length'],
    ['async function linesOf(name) { const text = await readFile(name, "utf8"); return text.split("\\n") }\nasync function f(name) { for (const line of await linesOf(name)) use(line) }'],
    ['const f = (name) => { const lines = fs.readFileSync(name, "utf8").split("\\n"); for (let i = 0; i < lines.length; i++) use(lines[i]) }'],
  ])('finds %j', (code) => {
    const [finding] = findingsOf('read-all', imports + code, 'code.ts', { evidence })
    expect(finding).toMatchObject({ title: 'Read line by line, not all at once', edit: null })
  })

  test('says how much it is', () => {
    const [finding] = findingsOf('read-all', `${imports}const f = async (name) => { const text = await readFile(name, "utf8")\n  return text.split("\\n").map(Number) }`, 'code.ts', { evidence })
    expect(finding?.measured).toEqual({ share: 0.5, evidence: 'Reading and splitting allocates 50.0 MB in each call, 50% of its bytes.' })
  })

  test.each([
    ['the whole text is needed, too', 'const text = await readFile(name, "utf8"); return [text.length, text.split("\\n").map(Number)]'],
    ['lines are sorted', 'return (await readFile(name, "utf8")).split("\\n").sort()'],
    ['lines are asked for by number', 'const lines = (await readFile(name, "utf8")).split("\\n"); return lines[lines.length - 2]'],
    ['others are asked for in each round', 'const lines = (await readFile(name, "utf8")).split("\\n"); for (let i = 1; i < lines.length; i++) use(lines[i], lines[i - 1])'],
    ['whoever calls it sorts them', 'return (await linesOf(name)).sort() }\nasync function linesOf(name) { return (await readFile(name, "utf8")).split("\\n")'],
    ['nobody here calls what returns them', 'return (await readFile(name, "utf8")).split("\\n")'],
    ['lines are gone through twice', 'const lines = (await readFile(name, "utf8")).split("\\n"); return lines.map(Number).concat(lines.map(String))'],
    ['no lines are asked for', 'return (await readFile(name, "utf8")).split(",").map(Number)'],
    ['it is no file', 'return (await load(name)).split("\\n").map(Number)'],
  ])('is silent where %s', (_, code) => expect(saidOf('read-all', `${imports}async function f(name) { ${code} }`, evidence)).toEqual([]))

  test('is silent of small files, and where bytes were not counted', () => {
    const text = `${imports}const f = async (name) => (await readFile(name, "utf8")).split("\\n").map(Number)`
    expect(saidOf('read-all', text, { allocations: [megabytes(2, 15.9)] })).toEqual([])
    expect(saidOf('read-all', text, {})).toEqual([])
    expect(saidOf('read-all', text, { allocations: [megabytes(2, 16)] })).toHaveLength(1)
  })
})

describe('a file that is hashed', () => {
  const hash = 'import { createHash } from "node:crypto"\nimport { readFile } from "node:fs/promises"\n'

  test.each([
    'const f = async (name) => { const data = await readFile(name); return createHash("sha256").update(data).digest("hex") }',
    'const bytesOf = (name) => readFile(name)\nconst f = async (name) => { const sum = createHash("md5"); sum.update(await bytesOf(name)); return sum.digest() }',
  ])('could be read in pieces: %j', (code) => {
    expect(findingsOf('read-all', hash + code)).toMatchObject([{ title: 'Hash the file piece by piece, not all at once', measured: { share: 1 } }])
  })

  test('is left alone where it is soon hashed, or needed as a whole', () => {
    const code = 'const f = async (name) => { const data = await readFile(name); return createHash("sha256").update(data).digest("hex") }'
    const timing = { medianMs: 4, confidenceIntervalMs: null, iterations: 9, processes: 9, processMediansMs: [] }
    expect(findingsOf('read-all', hash + code, 'code.ts', { timing })).toEqual([])
    expect(findingsOf('read-all', hash + code.replace('return ', 'send(data); return '))).toEqual([])
    expect(findingsOf('read-all', hash + code.replace('await readFile(name)', 'await other(name)'))).toEqual([])
  })
})

const awaited = (line: number, atOnce: number): Evidence => ({ awaits: [{ file: 'code.ts', line, perCall: atOnce, msPerCall: 1, coveredMsPerCall: 1, share: 0.1, longestMs: 1, atOnce }] })

/** Many wait for their turn, on one line, and some are under way, on the next. */
const waitingInLine = (atOnce: number): Evidence => ({ awaits: [...awaited(1, 500).awaits ?? [], ...awaited(2, 500).awaits ?? [], ...awaited(3, atOnce).awaits ?? []] })

describe('unbounded-promise-all', () => {
  const imports = 'import { readFile } from "node:fs/promises"\n'

  test.each([
    ['const f = (names) => Promise.all(names.map((name) => readFile(name)))'],
    ['const f = async (names) => { const all = names.map(async (name) => (await fetch(name)).ok); return Promise.allSettled(all) }'],
    ['const one = async (id) => db.query("…", [id]); const f = (ids) => Promise.all(ids.map(one))'],
    ['const one = async (id) => db.query("…", [id]); const f = (ids) => Promise.all(Array.from(ids, (id) => one(id)))'],
    ['const f = async (names) => { const jobs = []; for (const name of names) jobs.push(readFile(name)); return Promise.all(jobs) }'],
    ['const one = (id) => load(id); const load = (id) => fetch(id); const f = (ids) => Promise.all(ids.map((id) => one(id)))'],
    ['class A { one(id) { return fetch(id) } f(ids) { return Promise.all(ids.map((id) => this.one(id))) } }'],
  ])('finds %j', (code) => {
    expect(saidOf('unbounded-promise-all', imports + code, awaited(1, 100))).toEqual(['Keep a limit on how many are under way at once'])
    expect(saidOf('unbounded-promise-all', imports + code, awaited(1, 99))).toEqual([])
    expect(saidOf('unbounded-promise-all', imports + code, awaited(0, 500))).toEqual([])
    expect(saidOf('unbounded-promise-all', imports + code, {})).toEqual([])
  })

  test.each([
    ['nothing outside is asked', 'const f = (all) => Promise.all(all.map(async (each) => each * 2))'],
    ['they are few, and written out', 'const f = () => Promise.all([readFile("a"), readFile("b")])'],
    ['nobody waits for all', 'const f = (names) => Promise.race(names.map((name) => readFile(name)))'],
    ['others on the line are many', 'const f = (names, all) => Promise.all([Promise.all(names.map(read)), Promise.all(all.map(half))])\nconst read = (name) =>\n  readFile(name)\nconst half = async (each) => each / 2'],
    ['somebody else says when', 'const f = (ids, limit) => Promise.all(ids.map(async (id) => (await limit(() => fetch(id))).ok))'],
    ['one after the other is pushed and awaited', 'const f = async (ids) => { const jobs = []; for (const id of ids) { jobs.push(id); await fetch(id) } return Promise.all(jobs) }'],
  ])('is silent where %s', (_, code) => expect(saidOf('unbounded-promise-all', imports + code, awaited(1, 500))).toEqual([]))

  test('counts what is under way, not what waits for its turn', () => {
    const text = `${imports}const f = (ids) => Promise.all(ids.map(async (id) => {\n  await turn()\n  return fetch(id)\n}))`
    expect(saidOf('unbounded-promise-all', text, waitingInLine(8))).toEqual([])
    expect(saidOf('unbounded-promise-all', text, waitingInLine(500))).toHaveLength(1)
  })
})

describe('event-loop-block', () => {
  const eventLoop = { longestMs: 90, meanMs: 20, p99Ms: 90, blockedShare: 0.8 }

  test('finds the outermost loop that lets nobody have the thread', () => {
    const [finding, ...more] = findingsOf('event-loop-block', 'async function f(all) {\n  for (const a of all)\n    for (const b of a) use(b)\n}', 'code.ts', { evidence: { eventLoop } })
    expect(more).toEqual([])
    expect(finding).toMatchObject({ extent: { start: 26 }, measured: { share: 1, evidence: 'Lines 2 to 3 keep the thread for 200 ms of each call, 100% of its time. The longest stretch without a break was 90.0 ms.' } })
  })

  test.each([
    ['it awaits something', 'async function f(all) {\n  for (const a of all) await use(a)\n}', eventLoop],
    ['what it goes through comes by and by', 'async function f(all) {\n  for await (const a of all) use(a)\n}', eventLoop],
    ['the function is synchronous', 'function f(all) {\n  for (const a of all) use(a)\n}', eventLoop],
    ['stretches are short', 'async function f(all) {\n  for (const a of all) use(a)\n}', { ...eventLoop, longestMs: 49 }],
    ['a promise does the rest', 'const ask = (all) => fetch(all)\nasync function f(all) {\n  const first = await ask(all)\n  return Promise.all(all.map(async (a) => (await first).get(a)))\n}', eventLoop],
    ['the loop calls it', 'const use = (a) => a * 2\nfunction g(all) {\n  for (const a of all) use(a)\n}', eventLoop],
    ['nothing else runs there', 'import { parentPort } from "node:worker_threads"\nasync function f(all) {\n  for (const a of all) use(a)\n}', eventLoop],
  ])('is silent where %s', (_, text, seen) => expect(saidOf('event-loop-block', text, { eventLoop: seen })).toEqual([]))
})

const loopHeld: Evidence = { eventLoop: { longestMs: 90, meanMs: 20, p99Ms: 90, blockedShare: 0.8 } }
const loopTitle = 'Let others have the thread between the rounds of this loop'

test.each([
  ['async function f(n) {\n  return String(fib(n))\n}\nfunction fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) }', ['Let others have the thread: `fib` keeps it until it is done']],
  ['async function f(all) {\n  return all.toSorted((a, b) => rank(a) - rank(b)).map(name).join()\n}', ['Let others have the thread: `map` keeps it until it is done']],
  ['async function f(all) {\n  return save(all, new Sums(all).of(all))\n}\nclass Sums {\n  of(all) { return all.length }\n}', ['Let others have the thread: `of` keeps it until it is done']],
  ['function f(request, response) {\n  for (const a of request.all) use(a)\n  response.end()\n}', [loopTitle]],
  ['const f = (all) => new Promise((done) => {\n  for (const a of all) use(a)\n  done()\n})', [loopTitle]],
  ['const f = (all) => setTimeout(() => {\n  for (const a of all) use(a)\n})', [loopTitle]],
])('event-loop-block finds what is called, and what runs in callbacks: %j', (text, expected) => expect(saidOf('event-loop-block', text, loopHeld)).toEqual(expected))

test('event-loop-block rests on the time of a call that is too long to be looked at again', () => {
  const text = 'async function f(all) {\n  for (const a of all) use(a)\n}'
  const said = (medianMs: number): unknown => findingsOf('event-loop-block', text, 'code.ts', { evidence: {}, timing: { medianMs, confidenceIntervalMs: null, iterations: 1, processes: 1, processMediansMs: [] } }).map(({ measured }) => measured?.evidence)
  expect(said(600)).toEqual(['Line 2 keeps the thread for 600 ms of each call, 100% of its time.'])
  expect(said(400)).toEqual([])
})

/** @param collecting what stacks were sampled in collections */
function collectingRun(of: string, share: number, collecting: number): MeasuredRun {
  const run = runOf('code.ts', of, share)
  return { ...run, attribution: run.attribution && { ...run.attribution, garbageCollection: { ...run.attribution.garbageCollection, share: collecting } } }
}

describe('collection-pressure', () => {
  const text = 'function f(count) {\n  const all = []\n  for (let i = 0; i < count; i++)\n    all.push({ i })\n  return all.length\n}'
  const collections = { calls: 10, perCall: 4, pauseMsPerCall: 20, longestPauseMs: 9, share: 0.2, kinds: [] }
  const insightsOf = (evidence: Evidence, of = text, share = 1, collecting = 0.2): readonly string[] => {
    const tree = readSyntaxTree(of, 'code.ts')
    return tree === null ? [] : findInsights({ ...collectingRun(of, share, collecting), evidence }, [{ file: 'code.ts', tree, functions: discoverFunctions(of, 'code.ts').functions }]).map(({ rule, line }) => `${rule}:${line}`)
  }

  test('names the line that allocates most, with what it costs', () => {
    const [finding] = findingsOf('collection-pressure', text, 'code.ts', { ...collectingRun(text, 1, 0.2), evidence: { collections, allocations: [megabytes(3, 8), megabytes(1, 2)] } })
    expect(finding?.measured).toEqual({ share: 0.2, evidence: 'Collections take 20% of what a call computes; line 4 allocates 8.00 MB in each, 80% of the bytes.' })
    expect(insightsOf({ collections, allocations: [megabytes(3, 8), megabytes(1, 2)] })).toEqual(['collection-pressure:3'])
  })

  test.each([
    ['no line is to blame', { collections, allocations: [megabytes(3, 2.9), megabytes(1, 2.8), megabytes(2, 2.7), megabytes(4, 2.6)] }],
    ['bytes were not counted', { collections }],
    ['another file allocates most', { collections, allocations: [{ ...megabytes(3, 8), file: 'other.ts' }] }],
  ])('is silent where %s', (_, evidence) => expect(insightsOf(evidence)).toEqual([]))

  test('is silent where collections cost little', () => {
    expect(insightsOf({ collections: { ...collections, share: 0.14 }, allocations: [megabytes(3, 8)] }, text, 1, 0.14)).toEqual([])
  })

  test('is silent where only one of two processes saw it: another program had the processor', () => {
    expect(insightsOf({ collections: { ...collections, share: 0.6 }, allocations: [megabytes(3, 8)] }, text, 1, 0.14)).toEqual([])
    expect(insightsOf({ collections, allocations: [megabytes(3, 8)] }, text, 1, 0.5)).toEqual([])
  })

  test('large arrays are not copied', () => {
    const made = 'function f(count) {\n  const all = new Array(count).fill(0)\n  return all.length\n}'
    const evidence = { collections, allocations: [megabytes(1, 8)] }
    const counted = (perCall: number): Evidence => ({ ...evidence, counts: [{ file: 'code.ts', line: 1, perCall, blocks: [] }] })
    expect(insightsOf(counted(1), made)).toEqual([])
    expect(insightsOf(counted(1000), made)).toEqual(['collection-pressure:1'])
    expect(insightsOf(counted(1), 'function f(text) {\n  const all = text.split(",")\n  return all.length\n}')).toEqual(['collection-pressure:1'])
  })

  test('leaves the word to a rule that explains as much of the time', () => {
    const copies = 'function f(all) {\n  return all.reduce((sum, each) => [...sum, each], [])\n}'
    const evidence = { collections: { ...collections, share: 0.5 }, allocations: [megabytes(1, 8)] }
    expect(insightsOf(evidence, copies, 1, 0.5)).toEqual(['copy-in-reduce:1'])
    expect(insightsOf(evidence, copies, 0.2, 0.5)).toEqual(['collection-pressure:1', 'copy-in-reduce:1'])
  })
})

const growing = (line: number, verdict: 'grows' | 'steady' | 'unsure' = 'grows', kept = 90, calls = 5000): Evidence => ({ growth: { bytesPerCall: 100, confidenceInterval: { low: 95, high: 105 }, calls, verdict, keptBy: [{ file: 'code.ts', line, bytesPerCall: kept }] } })

describe('endless-growth', () => {
  test.each([
    ['const all = []\nfunction f(x) {\n  all.push({ x })\n}', 'Put a limit on what is kept here'],
    ['const all = new Map()\nfunction f(x) {\n  all.set(x, { x })\n}', 'Put a limit on what is kept here'],
    ['function f(bus) {\n  const state = {}\n  bus.on("a", () => state)\n}', 'Take the listener away when it has done its work'],
    ['function f() {\n  const state = {}\n  setInterval(() => state.x, 1000)\n}', 'Clear the timer when it has done its work'],
    ['let last\nfunction f() {\n  last = { last }\n}', 'Find out who keeps what is made here'],
  ])('says of %j: %s', (text, title) => {
    const [finding] = findingsOf('endless-growth', text, 'code.ts', { evidence: growing(2) })
    expect(finding).toMatchObject({ title, measured: { share: 0.9, evidence: '100 B more are held after each call, garbage aside; line 3 allocates 90% of that.' } })
  })

  test('counts what a buffer holds outside of the heap', () => {
    const evidence = { ...growing(2, 'grows', 9), allocations: [{ file: 'code.ts', line: 2, bytesPerCall: 95 }] }
    expect(findingsOf('endless-growth', 'let last\nfunction f(n) {\n  last = { bytes: new Uint8Array(n), last }\n}', 'code.ts', { evidence })[0]?.measured?.share).toBe(0.95)
    expect(findingsOf('endless-growth', 'let last\nfunction f(n) {\n  last = { text: String(n), last }\n}', 'code.ts', { evidence })[0]?.measured?.share).toBe(0.09)
  })

  test('is silent where it cannot be told, or nothing stays', () => {
    const text = 'const all = []\nfunction f(x) {\n  all.push({ x })\n}'
    expect(saidOf('endless-growth', text, growing(2, 'steady'))).toEqual([])
    expect(saidOf('endless-growth', text, growing(2, 'unsure'))).toEqual([])
    expect(saidOf('endless-growth', text, growing(2, 'grows', 90, 2000))).toEqual([])
    expect(saidOf('endless-growth', text, {})).toEqual([])
  })
})
