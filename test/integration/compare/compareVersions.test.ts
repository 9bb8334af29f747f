import { describe, expect, test } from 'vitest'
import type { Comparison } from '../../../src/core/comparison/comparison.ts'
import { compareTexts } from '../../support/compareTexts.ts'
import type { TextsRequest } from '../../support/compareTexts.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { nodes } from '../../support/nodes.ts'

type Case = Omit<TextsRequest, 'folder' | 'file'> & { readonly files?: Readonly<Record<string, string>> }

async function compare({ files = {}, ...request }: Case): Promise<Comparison> {
  return await inTemporaryFolder({ 'package.json': '{ "type": "module" }', ...files }, async (folder) => await compareTexts({ folder, file: 'code.mjs', ...request, options: { depth: 'screen', ...request.options } }))
}

/** A function of some microseconds, and the same with so many rounds more. */
const sum = (rounds: number, extra = ''): string => `export function sum(values) {
  let total = 0
  for (let round = 0; round < ${rounds}; round++) for (const value of values) total = (total * 31 + value) % 1009
  ${extra}
  return total % 1
}
`
const sumCall = 'sum([1, 2, 3, 4, 5, 6, 7, 8])'

const shapes = (mixed: boolean): string => `import { area } from './helper.mjs'
const rows = Array.from({ length: 200 }, (_, i) => [${mixed ? '() => ({ x: i, y: 2, z: 3 }), () => ({ y: 2, x: i, z: 3 }), () => ({ z: 3, y: 2, x: i }), () => ({ a: 1, x: i, y: 2, z: 3 }), () => ({ z: 3, x: i, y: 2 }), () => ({ b: 1, z: 3, x: i, y: 2 })' : '() => ({ x: i, y: 2, z: 3 })'}][i % ${mixed ? 6 : 1}]())
export function total() {
  return area(rows)
}
`

const make = (count: number): string => `export function make(seed) {
  const rows = []
  for (let i = 0; i < ${count}; i++) rows.push({ i, seed, next: null })
  return rows.length > 0
}
`

const load = (times: number): string => `export async function load(ids) {
  let sum = 0
  for (let i = 0; i < ${times}; i++) for (const id of ids) sum += await id
  return sum > 0
}
`

describe('times', () => {
  test('a function that does a third more is a regression, and its line the cause', async () => {
    let slower = await compare({ base: sum(300), current: sum(400), functionName: 'sum', call: sumCall, options: { depth: 'single' } })
    // A machine that is too busy to tell a line proves nothing: it is asked again.
    for (let attempt = 1; attempt < 3 && slower.causes.length === 0; attempt++) slower = await compare({ base: sum(300), current: sum(400), functionName: 'sum', call: sumCall, options: { depth: 'single' } })
    expect(slower).toMatchObject({ outcome: 'completed', message: null, sameAnswers: true, time: { verdict: 'regression' }, throughput: { verdict: 'regression' }, memory: { verdict: 'unchanged' } })
    const { confidenceInterval, relativeDifference } = slower.time
    expect(relativeDifference).toBeGreaterThan(0.15)
    expect(confidenceInterval?.low).toBeLessThan(relativeDifference ?? 0)
    expect(slower.causes[0]).toMatchObject({ file: 'code.mjs', line: 2, functionName: 'sum' })
    expect(slower.causes[0]?.differenceMsPerCall).toBeGreaterThan(0)
  })

  test('versions do not share what V8 learned: a helper that only one of them makes megamorphic is slower in that one alone', async () => {
    const helper = `export function area(points) {
  let sum = 0
  for (const point of points) sum += point.x * point.y + point.z
  return sum
}
`
    const comparison = await compare({ files: { 'helper.mjs': helper }, base: shapes(false), current: shapes(true), functionName: 'total', call: 'total()', nodePath: nodes().find(({ major }) => major === 24)?.path ?? '', options: { onlyMeasures: true } })
    expect(comparison.time.verdict).toBe('regression')
    expect(comparison.time.relativeDifference).toBeGreaterThan(1)
  })

  test('a function that allocates half as much again is a regression of memory, to the byte', async () => {
    const { memory } = await compare({ base: make(200), current: make(300), functionName: 'make', call: 'make(7)', options: { onlyMeasures: true } })
    expect(memory.verdict).toBe('regression')
    // Objects of three fields take 36 or 40 bytes, with a heap of compressed pointers or without.
    expect(memory.relativeDifference).toBeGreaterThan(0.4)
    expect(memory.relativeDifference).toBeLessThan(0.6)
    expect((memory.confidenceInterval?.high ?? 1) - (memory.confidenceInterval?.low ?? 0)).toBeLessThan(0.02)
  })

  test('asynchronous functions are awaited', async () => {
    const { time, sameAnswers } = await compare({ base: load(10), current: load(15), functionName: 'load', call: 'load([1, 2, 3])', options: { onlyMeasures: true } })
    expect(time.verdict).toBe('regression')
    expect(sameAnswers).toBe(true)
  })
})

describe('what is not measured', () => {
  test('the same code: comments, blank lines and places do not count', async () => {
    const comparison = await compare({ base: sum(300), current: `// moved\n\n${sum(300, '// a remark')}`, functionName: 'sum', call: sumCall })
    expect(comparison).toMatchObject({ outcome: 'completed', time: { verdict: 'unchanged', pairs: 0, relativeDifference: 0 }, seconds: 0, sameAnswers: true })
    expect(comparison.message).toMatch(/nothing was measured/u)
  })

  test('a baseline that does not build is the baseline\'s fault, with the place', async () => {
    const comparison = await compare({ base: `import { gone } from './gone.mjs'\n${sum(300, 'gone()')}`, current: sum(300), functionName: 'sum', call: sumCall })
    expect(comparison).toMatchObject({ outcome: 'completed', time: { verdict: 'inconclusive', relativeDifference: null } })
    expect(comparison.message).toMatch(/^The baseline base cannot be run: .*gone\.mjs/su)
  })

  test('a baseline that ends the process cannot be measured; current code that does so failed', async () => {
    const base = await compare({ base: sum(3, 'process.exit(3)'), current: sum(3), functionName: 'sum', call: sumCall })
    expect(base).toMatchObject({ outcome: 'completed', time: { verdict: 'inconclusive' } })
    expect(base.message).toMatch(/The baseline base cannot be measured with these inputs: .*process\.exit\(3\)/u)
    const current = await compare({ base: sum(3), current: sum(3, 'process.exit(3)'), functionName: 'sum', call: sumCall })
    expect(current).toMatchObject({ outcome: 'failed', time: { verdict: 'inconclusive' } })
    expect(current.message).toMatch(/process\.exit\(3\)/u)
  })

  test('an endless loop is ended', async () => {
    const comparison = await compare({ base: sum(3), current: sum(3, 'while (total >= 0);'), functionName: 'sum', call: sumCall, options: { timeBudgetMs: 500 } })
    expect(comparison).toMatchObject({ outcome: 'timedOut' })
  })

  test('cancelling ends both processes', async () => {
    const stop = new AbortController()
    const comparison = await compare({ base: sum(300), current: sum(400), functionName: 'sum', call: sumCall, signal: stop.signal, events: { onStage: (stage) => { if (stage === 'pairing') stop.abort() } } })
    expect(comparison).toMatchObject({ outcome: 'cancelled', time: { verdict: 'inconclusive' } })
  })
})
