// How the runner calls a workload: what it makes of results, errors, inputs and ends.
import { expect, test } from 'vitest'
import type { TimingPass } from '../../../src/protocol/runnerTask.ts'
import { messageOf, runRunner, warningsOf } from './support/runRunner.ts'

const timing: TimingPass = { kind: 'timing', warmUpMs: 20, measureMs: 40 }

/** Busy for that many milliseconds of the call. */
const busy = 'const busy = (ms) => { const end = performance.now() + ms; while (performance.now() < end); }'

test('both module formats, with a clean command line and no word of the harness', async () => {
  for (const format of ['mjs', 'cjs'] as const) {
    const run = await runRunner({ module: 'console.log(process.argv.length, process.argv.join().includes("task.json"))', call: '1 + 1' }, timing, { format })
    expect(run.messages.map(({ kind }) => kind)).toEqual(['started', 'prepared', 'firstCall', 'stage', 'stage', 'timing'])
    expect(messageOf(run, 'firstCall')).toMatchObject({ isAsync: false, changesArguments: false, targetIsOutermost: true })
    expect(run).toMatchObject({ stdout: '2 false\n', code: 0 })
  }
})

test('an empty function takes less than reading the clock does', async () => {
  const run = await runRunner({
    module: 'const clock = () => performance.now(); let best = Infinity\nfor (let round = 0; round < 200; round++) { const start = clock(); for (let i = 0; i < 1000; i++) clock(); best = Math.min(best, (clock() - start) / 1000) }\nconsole.log(best)',
    call: '(() => {})()',
  }, timing)
  expect(messageOf(run, 'timing').medianMs).toBeLessThan(Number(run.stdout))
})

test('ten times the work takes about ten times as long, well below a microsecond', async () => {
  const module = 'let x = 1; function work(n) { for (let i = 0; i < n; i++) x = (Math.imul(x, 1103515245) + 12345) | 0; return x }'
  const medians: number[] = []
  for (const call of ['work(20)', 'work(200)']) medians.push(messageOf(await runRunner({ module, call }, { ...timing, measureMs: 100 }), 'timing').medianMs)
  const [short = 0, long = 0] = medians
  expect(long / short).toBeGreaterThan(6)
  expect(long / short).toBeLessThan(16)
})

test('a call that takes longer than the measuring time is made once and reported', async () => {
  const run = await runRunner({ module: busy, call: 'busy(100)' }, timing)
  expect(messageOf(run, 'timing')).toMatchObject({ iterations: 1, calls: 1 })
  expect(messageOf(run, 'timing').medianMs).toBe(messageOf(run, 'firstCall').ms)
})

test('the budget is overrun by one call at most', async () => {
  const run = await runRunner({ module: busy, call: 'busy(50)' }, { kind: 'timing', warmUpMs: 60, measureMs: 120 })
  // 180 ms: the fourth call begins at 150 ms at the earliest.
  expect(messageOf(run, 'timing').calls).toBeLessThanOrEqual(4)
  expect(messageOf(run, 'timing').calls).toBeGreaterThan(1)
})

test('promises are awaited', async () => {
  const run = await runRunner({ module: 'let open = 0; const later = () => new Promise((done) => setImmediate(done))', call: '(async () => { if (++open > 1) throw new Error("two at once"); await later(); open-- })()' }, timing)
  expect(messageOf(run, 'firstCall').isAsync).toBe(true)
  expect(messageOf(run, 'timing')).toMatchObject({ thrown: 0 })
})

test.for([
  ['function* items() { for (let i = 0; i < 3; i++) { seen++; yield i } }', false],
  ['async function* items() { for (let i = 0; i < 3; i++) { seen++; yield i } }', true],
] as const)('an iterator is consumed, and that is said: %s', async ([module, isAsync]) => {
  const run = await runRunner({ module: `let seen = 0; let calls = 0; ${module}; process.on('exit', () => console.log(seen / calls))`, call: '(calls++, items())' }, timing)
  expect(messageOf(run, 'firstCall').isAsync).toBe(isAsync)
  expect(run.stdout).toBe('3\n')
  expect(warningsOf(run)).toEqual(['The call returns an iterator, which does nothing until it is consumed: each call consumes it.'])
})

test('an endless iterator is left after a while, said once', async () => {
  const run = await runRunner({ module: 'function* items() { for (;;) yield 1 }', call: 'items()' }, timing)
  expect(warningsOf(run)).toContain('The iterator gave 10000 items and had more: each call is measured up to there.')
  expect(warningsOf(run)).toHaveLength(2)
  expect(messageOf(run, 'timing').calls).toBeGreaterThan(1)
})

test('inputs that a call changes are copied for each call', async () => {
  const run = await runRunner({ module: 'const push = (list) => { if (list.length > 1) throw new Error("changed"); list.push(1) }', inputs: '[["one"]]', call: 'push(i[0])' }, timing)
  expect(messageOf(run, 'firstCall').changesArguments).toBe(true)
  expect(messageOf(run, 'timing')).toMatchObject({ thrown: 0 })
})

test('inputs that no call changes are the same each time', async () => {
  const run = await runRunner({ module: 'const seen = new Set(); const look = (list) => seen.add(list); process.on("exit", () => console.log(seen.size))', inputs: '[["one"]]', call: 'look(i[0])' }, timing)
  expect(messageOf(run, 'firstCall').changesArguments).toBe(false)
  expect(run.stdout).toBe('1\n')
})

test('a receiver with private fields is shared, and that is said', async () => {
  const run = await runRunner({ module: 'class Counter { #count = 0; next() { return ++this.#count } }', inputs: '[new Counter()]', call: 'i[0].next()' }, timing)
  expect(warningsOf(run)).toEqual(['Whether a call changes the private fields of Counter cannot be told: if it does, the next call finds the change.'])
  expect(messageOf(run, 'timing')).toMatchObject({ thrown: 0 })
})

test('some calls throw: they are counted', async () => {
  const run = await runRunner({ module: 'let n = 0; const odd = () => { if (n++ % 2) throw new Error("odd") }', call: 'odd()' }, timing)
  const { thrown, calls } = messageOf(run, 'timing')
  expect(thrown / calls).toBeCloseTo(0.5, 1)
})

test('every call throws: the first error is the outcome', async () => {
  const run = await runRunner({ module: 'let n = 0; const fail = () => { throw new TypeError(`no ${++n}`) }', call: 'fail()' }, timing)
  expect(messageOf(run, 'failed')).toMatchObject({ stage: 'call', error: { name: 'TypeError', message: 'no 1' } })
})

test.for([
  ['load', { module: 'throw new Error("on load")', call: '1' }],
  ['prepare', { module: '', inputs: '[missing.value]', call: '1' }],
] as const)('an error in stage `%s` is told with its stage', async ([stage, workload]) => {
  const run = await runRunner(workload, timing)
  expect(messageOf(run, 'failed').stage).toBe(stage)
  expect(messageOf(run, 'failed').error.stack).toContain('bundle.mjs')
})

test.for([
  ['process.exit(3)', 'process.exit', 'process.exit(3) was called, which ends the process.'],
  ['process.abort()', 'process.abort', 'process.abort() was called, which ends the process.'],
] as const)('%s is named with its place', async ([call, name, message]) => {
  const run = await runRunner({ module: '', call: `(() => { ${call} })()` }, timing)
  expect(messageOf(run, 'failed')).toMatchObject({ stage: 'call', error: { name, message } })
  expect(messageOf(run, 'failed').error.stack).toContain('bundle.mjs')
})

test('an error that nothing catches is told', async () => {
  const run = await runRunner({ module: '', call: 'new Promise(() => setTimeout(() => { throw new RangeError("later") }))' }, timing)
  expect(messageOf(run, 'failed')).toMatchObject({ stage: 'call', error: { name: 'RangeError', message: 'later' } })
  expect(run.code).not.toBe(0)
})

test.for([
  ['load', { module: 'await new Promise(() => {})', call: '1' }],
  ['call', { module: '', call: 'new Promise(() => {})' }],
] as const)('a promise that nothing is left to settle ends stage `%s`', async ([stage, workload]) => {
  const run = await runRunner(workload, timing)
  expect(messageOf(run, 'failed')).toMatchObject({ stage, error: { name: 'Never settled' } })
})

test('handles that stay open do not keep the process', async () => {
  const run = await runRunner({ module: 'setInterval(() => {}, 1000); (await import("node:net")).createServer().listen(0)', call: '1' }, timing)
  expect(messageOf(run, 'timing').calls).toBeGreaterThan(0)
  expect(run.code).toBe(0)
})

test('what the user’s code patches does not reach the harness', async () => {
  const run = await runRunner({
    module: 'performance.now = () => 0; JSON.stringify = () => "broken"; (await import("node:fs")).default.writeSync = () => { throw new Error("patched") }; process.exit = () => {}',
    call: '1',
  }, timing)
  expect(messageOf(run, 'timing').calls).toBeGreaterThan(1)
})

test('a full pipe that does not block is waited for', async () => {
  const run = await runRunner({
    module: 'const channel = new (await import("node:net")).Socket({ fd: 3 }); channel.unref(); console.log("filling"); throw new Error("x".repeat(2_000_000))',
    call: '1',
  }, timing, { readLate: true })
  expect(messageOf(run, 'failed').error.message).toHaveLength(2_000_000)
})

test('a module that is loaded beside the bundle is a second instance, and that is said', async () => {
  const run = await runRunner({ module: 'const { twice } = await import("./user.mjs")', call: 'twice(2)' }, timing, {
    files: { 'user.mjs': 'export const twice = (x) => x * 2' },
    bundledFiles: (folder) => [`${folder}/user.mjs`],
  })
  expect(warningsOf(run)).toEqual([expect.stringMatching(/user\.mjs was loaded a second time/u)])
})

test('rows of inputs are called in turn, each equally often, and changed ones afresh', async () => {
  const module = `const seen = new Map(); process.on('exit', () => console.log(JSON.stringify([...seen])))
function touch(list) { seen.set(list[0], (seen.get(list[0]) ?? 0) + 1); if (list.length > 1) throw new Error('touched before'); list.push(0) }`
  const rows = { kind: 'expressions' as const, rows: ['[[1]]', '[[2]]', '[[3]]'], drive: null }
  const run = await runRunner({ module, target: 'touch(i[0])' }, timing, { rows })
  expect(messageOf(run, 'firstCall').changesArguments).toBe(true)
  expect(messageOf(run, 'timing').thrown).toBe(0)
  const counts = (JSON.parse(run.stdout) as readonly (readonly [number, number])[]).map(([, count]) => count)
  expect(counts).toHaveLength(3)
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2)
  const fewer = await runRunner({ module, target: 'touch(i[0])' }, { ...timing, mostRows: 2 }, { rows })
  expect(JSON.parse(fewer.stdout)).toHaveLength(2)
})

test('what a call returns is driven as the task says', async () => {
  const module = `let inner = 0; let outer = 0; process.on('exit', () => console.log(inner === outer))
const make = (n) => { outer++; return (m) => { inner++; return n + m } }`
  const run = await runRunner({ module, target: 'make(i[0])' }, timing, { rows: { kind: 'expressions', rows: ['[1]'], drive: '(r) => r(2)' } })
  expect(run.stdout).toBe('true\n')
})

test('a trial tells what came of each row, and what it could not make', async () => {
  const module = `class Box { constructor(n) { if (n < 0) throw new RangeError('negative') } }
function take(box, n) { if (n === 1) throw new TypeError('one'); if (n === 2) return new Promise(() => {}); if (n === 3) Promise.reject(new Error('later')); return n }`
  const rows = ['[new Box(1), 0]', '[new Box(1), 1]', '[new Box(1), 2]', '[new Box(1), 3]', '[new Box(-1), 0]', '[[].pop(), 0]', '[{ a: [].pop() }, undefined]']
  const run = await runRunner({ module, target: 'take(i[0], i[1])', scope: '{ Box: () => Box }' }, { kind: 'trial', from: 0, pendingMs: 20 }, { rows: { kind: 'expressions', rows, drive: null } })
  const tried = run.messages.flatMap((message) => (message.kind === 'triedRow' ? [[message.end, message.thrown]] : []))
  expect(tried).toEqual([['returned', null], ['threw', 'TypeError: one'], ['pending', null], ['threw', 'Error: later'], ['unmade', 'RangeError: negative'], ['unmade', null], ['returned', null]])
  expect(messageOf(run, 'trial')).toMatchObject({ calls: 7, thrown: 2 })
})

test('what a call allocates beside the heap is counted whole, however much of it is collected meanwhile', async () => {
  const module = 'let last; async function arrays() { for (let i = 0; i < 10; i++) last = await new Uint8Array(1000) }'
  const { bytesPerCall } = messageOf(await runRunner({ module, call: 'arrays()' }, { ...timing, countsAllocations: true }), 'timing')
  // Each is 1,000 B, some 200 B that tell of them, and what awaiting takes.
  expect(bytesPerCall).toBeGreaterThan(11_000)
  expect(bytesPerCall).toBeLessThan(15_000)
})
