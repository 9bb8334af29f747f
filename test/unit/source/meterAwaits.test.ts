import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { awaitMeterName } from '../../../src/core/source/awaitMeterName.ts'
import { meterAwaits } from '../../../src/core/source/meterAwaits.ts'
import { AwaitMeter } from '../../../src/runner/evidence/awaitMeter.ts'

const hook = Symbol.for(awaitMeterName)
const AsyncFunction = (async () => undefined).constructor as FunctionConstructor

let meter: AwaitMeter

beforeEach(() => {
  meter = new AwaitMeter()
  Reflect.set(globalThis, hook, meter)
})
afterEach(() => { Reflect.deleteProperty(globalThis, hook) })

/** What a body of an asynchronous function logs, and how it ends. */
async function outcomeOf(body: string): Promise<readonly string[]> {
  const log: string[] = []
  const run: unknown = new AsyncFunction('log', body)((entry: unknown) => log.push(String(entry)))
  try {
    log.push(`gave ${JSON.stringify(await run)}`)
  } catch (error) {
    log.push(`threw ${String(error)}`)
  }
  // What goes on beside it has come to its end by then.
  await new Promise((resolve) => { setImmediate(resolve) })
  return log
}

/** A bundle's code begins below its first line, and `return` needs a function. */
function programOf(body: string): string {
  return `\nasync function body(log) {${body}\n}`
}

const call = '\nreturn body(log)'

/** The body metered. Lines are told by their numbers in it, from 0. */
function metered(body: string): string {
  const text = programOf(body)
  const program = meterAwaits(text, true, (offset) => text.slice(0, offset).split('\n').length - 2)
  if (program === null) throw new Error('It does not parse')
  expect(program.text.split('\n')).toHaveLength(text.split('\n').length)
  return program.text + call
}

describe('metered awaits', () => {
  /** Turns of the queue, counted beside: what waits longer, or shorter, than without a meter logs in another place. */
  const beside = 'void (async () => { for (let turn = 0; turn < 12; turn++) { await null; log(turn) } })();'

  test.each<[string, string]>([
    ['values, promises and what is chained', `${beside}log(await 1); log(await Promise.resolve(2)); log(await (await Promise.resolve(Promise.resolve(3))))`],
    ['thenables, which are asked once', `${beside}const lazy = { then(f) { log('asked'); f(4) } }; log(await lazy)`],
    ['rejections', `${beside}try { await Promise.reject(new Error('no')) } catch (error) { log(error.message) } await Promise.reject('last')`],
    ['what throws before there is anything to await', `try { await nothing() } catch (error) { log(error.name) }`],
    ['subclasses of Promise', `${beside}class Mine extends Promise { then(...x) { log('then'); return super.then(...x) } }; log(await Mine.resolve(5)); log(await Mine.all([1, Mine.resolve(2)]))`],
    ['a patched Promise', `const mine = Promise.resolve(1); const { then } = Promise.prototype; Promise.prototype.then = function (...x) { if (this === mine) log('patched'); return then.apply(this, x) }; try { log(await mine) } finally { Promise.prototype.then = then }`],
    ['sequences and parentheses', `log(await (log('first'), 6)); log(await[7]); log((await [8])[0]); log(await ((x) => x)(9)); log(-await 1)`],
    ['`for await` of an asynchronous generator, left early', `${beside}async function* g() { try { yield 1; yield 2; yield 3 } finally { log('closed') } } for await (const x of g()) { log(x); if (x === 2) break }`],
    ['`for await` of an array, to its end', `${beside}for await (const x of (0, [Promise.resolve(1), 2])) log(x)`],
    ['`for await` of a plain generator that is left by an error', `function* g() { try { yield 1; yield Promise.reject('no') } finally { log('closed') } } for await (const x of g()) log(x)`],
    ['`for await` of an iterator without `return`, and of nothing', `let n = 0; for await (const x of { [Symbol.asyncIterator]() { return { next() { n++; return { done: n > 2, value: this === undefined ? 'lost' : n } } } } }) log(x); for await (const x of null) log(x)`],
    ['Promise.all and its like, awaited and not', `${beside}const lazy = { then(f) { log('asked'); f('lazy') } }; log(await Promise.all([1, Promise.resolve(2), lazy])); log(await Promise.all(new Set([3]))); const later = Promise.allSettled([Promise.reject(4)]); log(JSON.stringify(await later)); return Promise.race([Promise.resolve(5)])`],
    ['Promise.all of what nothing can walk', `try { await Promise.all(5) } catch (error) { log(error.name) } return await Promise.all([])`],
    ['a Promise of another library', `const Promise = { all: (x) => ({ then: (f) => f(x.length) }) }; log(await Promise.all([1, 2])); const made = Promise.all([1]); log(typeof made.then)`],
    ['`this`, `arguments` and generators', `const o = { x: 3, async f() { return (await this.x) + (await arguments[0]) }, async *g() { const y = await (yield 1); yield await y } }; log(await o.f(4)); const it = o.g(); log((await it.next()).value); log((await it.next(8)).value)`],
    ['promises that asynchronous functions return, and what they give', `${beside}const f = async (x) => x ? g(x) : { x }, g = async function (x) { try { return Promise.reject(x) } finally { log('left') } }; log(JSON.stringify(await f(0))); try { await f(1) } catch (x) { log(x) } async function* h() { return Promise.resolve(2) } log((await h().next()).value); const k = async () => (1, Promise.resolve(3)); return k()`],
    ['destructuring, templates and defaults', 'const { a = await 2, ...rest } = await { b: 1 }; log(`${await a}${await rest.b}`); log(await a ? await 1 : await 2)'],
  ])('do what they did: %s', async (_, body) => {
    expect(await outcomeOf(metered(body))).toEqual(await outcomeOf(programOf(body) + call))
  })

  test('are counted by line, with what was pending at once', async () => {
    await outcomeOf(metered(`
      for (let i = 0; i < 3; i++) await 1
      await Promise.all([1, 2].map(async () => await new Promise((done) => { setTimeout(done, 1) })))
      await Promise.all([Promise.resolve(), Promise.resolve(), 5])
      for await (const x of [1, 2]) log(x)
      const later = Promise.all([meet(), meet()])
      await later
      async function meet() {
        await Promise.reject(1).catch(() => 1)
      }
      await given()
      async function given() {
        return Promise.all([1].map(async (x) =>
          Promise.resolve(x)))
      }
      await plain()
      async function plain() {
        return log(5)
      }`))
    expect(meter.take().map(({ line, count, atOnce }) => [line, count, atOnce])).toEqual([[1, 3, 1], [2, 3, 2], [3, 1, 2], [4, 3, 1], [8, 2, 2], [5, 1, 2], [6, 1, 1], [13, 1, 1], [12, 1, 1], [10, 1, 1], [15, 1, 1]])
    expect(meter.take()).toEqual([])
  })

  test('take as long as they are pending: one after the other, together, and still', async () => {
    const began = performance.now()
    await outcomeOf(metered(`
      for (let i = 0; i < 2; i++) await wait(4)
      await Promise.all([4, 8].map(async (ms) => {
        await wait(ms)
      }))
      void (async () => {
        await new Promise(() => {})
      })()
      function wait(ms) { return new Promise((done) => { setTimeout(done, ms) }) }
      await wait(2)`))
    const lines = new Map(meter.take().map((each) => [each.line, each]))
    const inAll = performance.now() - began
    const [loop, all, each, never, last] = [1, 2, 3, 6, 9].map((line) => lines.get(line) ?? { ms: NaN, coveredMs: NaN, longestMs: NaN })
    expect(loop?.ms).toBe(loop?.coveredMs)
    expect(loop?.longestMs).toBeLessThan(loop?.ms ?? 0)
    // The second of them is pending while the first one is.
    expect(each?.coveredMs).toBeGreaterThanOrEqual(each?.longestMs ?? Infinity)
    expect(each?.ms).toBeGreaterThan(each?.coveredMs ?? 0)
    expect((all?.ms ?? 0) / (each?.coveredMs ?? 1)).toBeGreaterThan(0.8)
    expect(never?.coveredMs).toBeGreaterThanOrEqual(last?.ms ?? Infinity)
    const covered = (loop?.coveredMs ?? 0) + (all?.coveredMs ?? 0) + (last?.coveredMs ?? 0)
    expect(covered).toBeLessThanOrEqual(inAll)
    expect(covered / inAll).toBeGreaterThan(0.5)
  })

  test('of one call are not pending together with what another left behind', async () => {
    const body = metered('void (async () => { for (let i = 0; i < 2; i++) void (async () => { await new Promise(() => {}) })() })()')
    meter.beginCall()
    await outcomeOf(body)
    meter.beginCall()
    await outcomeOf(body)
    expect(meter.take()).toMatchObject([{ count: 4, atOnce: 2 }])
  })

  test('leave a program alone that awaits nothing, and one that does not parse', () => {
    const text = '\nexport const f = (x) => Promise.all(...x)'
    expect(meterAwaits(text, true, () => 0)).toEqual({ text, sites: 0 })
    expect(meterAwaits('\nconst = 1', true, () => 0)).toBeNull()
    expect(meterAwaits('\nawait 1', true, () => null)).toEqual({ text: '\nawait 1', sites: 0 })
  })
})
