import { expect, test } from 'vitest'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { nodes } from '../../support/nodes.ts'
import { profileFile } from '../../support/profileFile.ts'

const code = `import { readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import * as zlib from 'node:zlib'
import { later } from './later.ts'
import { twice } from 'reader'

export async function waits(): Promise<number> {
  performance.mark('begin')
  for (let i = 0; i < 3; i++) await later(2, i)
  const together = await Promise.all(
    Array.from({ length: 8 }, (_, i) => later(4, i)))
  for await (const each of [later(1, 1)]) together.push(each)
  await later(1, -1).catch(() => 0)
  block()
  const both = Promise.allSettled([later(1, 1), later(1, 2)])
  performance.measure('all of it', 'begin')
  return together.length + (await both).length
}

const one = new DatabaseSync(':memory:').prepare('select 1 as one')

export function block(): number {
  one.get()
  // It opens, reads and closes the file with functions that are watched as well.
  const { length } = readFileSync(import.meta.filename)
  const again = twice(import.meta.filename)
  for (let i = 0; i < 2; i++) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 8)
  return length + again + zlib.gzipSync('a').length
}

export function writes(): void {
  Error.stackTraceLimit = 1
  Error.prepareStackTrace = () => 'mine'
  writeFileSync(import.meta.filename + '.copy', 'x')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
  if (Error.stackTraceLimit !== 1 || new Error().stack !== 'mine') throw new Error('Its stacks were changed')
}
`
const later = `export async function later(ms: number, value: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    setTimeout(value < 0 ? reject : resolve, ms)
  })
  return value
}
`
const files = {
  'package.json': '{ "type": "module" }',
  'waits.ts': code,
  'later.ts': later,
  'node_modules/reader/package.json': '{ "name": "reader", "main": "index.js" }',
  'node_modules/reader/index.js': 'const fs = require("fs")\nexports.twice = (file) => fs.readFileSync(file).length + fs.statSync(file).size\n',
}

/** In the sandbox, whose guards are around the same functions. Where the time budget is short, it is the first call that is told. */
test.each(nodes().map(({ major, version, path }) => [version, path, major === 24 ? 300 : 160] as const))('tells what is awaited where, and what holds the thread, on Node %s', async (_, nodePath, timeBudgetMs) => {
  await inTemporaryFolder(files, async (root) => {
    const run = await profileFile({ root, file: 'waits.ts', functionName: 'waits', nodePath, kind: 'io', timeBudgetMs, workload: { kind: 'none', expression: 'waits()' } })
    expect(run.warnings.filter((each) => /^(?:Awaits|Calls that block) /.test(each))).toEqual([])
    const { awaits = [], synchronousCalls = [], eventLoop, marks } = run.evidence ?? {}
    expect(awaits.map(({ file, line, perCall, atOnce }) => `${file}:${line + 1} ${perCall} ${atOnce}`)).toEqual([
      'later.ts:2 15 8', 'waits.ts:9 3 1', 'waits.ts:10 1 8', 'waits.ts:12 2 1', 'waits.ts:13 1 1', 'waits.ts:15 1 2', 'waits.ts:17 1 1',
    ])
    const [leaf, loop, all] = awaits
    // Timers may fire a fraction of a millisecond early.
    expect(loop?.msPerCall).toBeGreaterThan(3 * 2 - 3)
    expect(loop?.longestMs).toBeLessThan(loop?.msPerCall ?? 0)
    expect(loop?.msPerCall).toBe(loop?.coveredMsPerCall)
    expect(all?.msPerCall).toBeGreaterThan(3)
    expect(leaf?.msPerCall).toBeGreaterThan((loop?.msPerCall ?? Infinity) * 0.5 + (all?.msPerCall ?? Infinity))
    // In the rest of the time the thread is held.
    const waiting = awaits.filter(({ file }) => file === 'waits.ts').reduce((sum, { share }) => sum + share, 0)
    expect(waiting).toBeLessThan(1)
    expect(waiting / (loop?.share ?? 1)).toBeGreaterThan(1.5)
    expect(leaf?.coveredMsPerCall).toBeLessThan(leaf?.msPerCall ?? 0)

    expect(synchronousCalls.map(({ file, line, name, perCall }) => `${file}:${line + 1} ${name} ${perCall}`).toSorted()).toEqual([
      'waits.ts:23 sqlite.StatementSync.get 1', 'waits.ts:25 fs.readFileSync 1', 'waits.ts:26 fs.readFileSync 1', 'waits.ts:26 fs.statSync 1', 'waits.ts:27 Atomics.wait 2', 'waits.ts:28 zlib.gzipSync 1',
    ])
    expect(synchronousCalls[0]).toMatchObject({ name: 'Atomics.wait', line: 26 })
    expect(synchronousCalls[0]?.msPerCall).toBeGreaterThanOrEqual(16)
    // Both waits are one stretch, to a millisecond.
    expect(eventLoop?.meanMs).toBeGreaterThan(14)
    expect(eventLoop?.longestMs).toBeGreaterThanOrEqual(eventLoop?.p99Ms ?? Infinity)
    expect(eventLoop?.blockedShare).toBeGreaterThan((0.5 * (synchronousCalls[0]?.msPerCall ?? Infinity)) / (marks?.[1]?.msPerCall ?? 1))
    expect(eventLoop?.blockedShare).toBeLessThan(1)
    expect(marks).toEqual([
      { name: 'begin', kind: 'mark', perCall: 1, file: 'waits.ts', line: 7 },
      { name: 'all of it', kind: 'measure', perCall: 1, msPerCall: expect.closeTo(marks?.[1]?.msPerCall ?? NaN), file: 'waits.ts', line: 15 },
    ])
    expect(marks?.[1]?.msPerCall).toBeGreaterThan((synchronousCalls[0]?.msPerCall ?? Infinity) + 6)
  })
})

test('a function that is not asynchronous holds the loop for as long as it runs, and finds its stacks as it left them', async () => {
  await inTemporaryFolder(files, async (root) => {
    const run = await profileFile({ root, file: 'waits.ts', functionName: 'writes', kind: 'io', timeBudgetMs: 80, workload: { kind: 'call', expression: 'writes()', origin: 'option' } })
    const { awaits, eventLoop, synchronousCalls = [] } = run.evidence ?? {}
    expect([run.outcome, run.thrownShare]).toEqual(['completed', 0])
    expect(awaits).toEqual([])
    expect(synchronousCalls.map(({ line, name, perCall }) => `${line + 1} ${name} ${perCall}`).toSorted()).toEqual(['34 fs.writeFileSync 1', '35 Atomics.wait 1'])
    expect(eventLoop?.blockedShare).toBe(1)
    expect(eventLoop?.meanMs).toBeGreaterThanOrEqual(5)
  })
})
