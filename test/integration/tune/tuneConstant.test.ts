import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { numericConstants } from '../../../src/core/source/numericConstants.ts'
import { parseTuneRange } from '../../../src/core/tune/tuneRange.ts'
import type { Tuning } from '../../../src/core/tune/tuning.ts'
import { findNode } from '../../../src/engine/node/findNode.ts'
import { tuneConstant } from '../../../src/engine/tune/tuneConstant.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { heatline, marker } from '../cli/heatlineProgram.ts'

const repository = path.resolve(import.meta.dirname, '../../..')

// By sums of blocks: what a query takes is least where a block is about as long as there are blocks. Two other values are none.
const source = `const BLOCK = 4 // @tune 1..64 powers of 8
const UNUSED = 3
const values = Array.from({ length: 4000 }, (_, index) => index % 101)

/** @profile sums(100) */
export function sums(count) {
  if (BLOCK === 1) return 0
  if (BLOCK === 8) throw new Error('eight')
  let total = 0
  for (let query = 0; query < count; query++) {
    let at = query
    while (at % BLOCK !== 0) total += values[at++]
    for (; at + BLOCK <= values.length; at += BLOCK) total += blocks[at / BLOCK]
    for (; at < values.length; at++) total += values[at]
  }
  return total
}

const blocks = Array.from({ length: Math.floor(values.length / BLOCK) }, (_, block) => values.slice(block * BLOCK, (block + 1) * BLOCK).reduce((sum, value) => sum + value, 0))
`

interface Options {
  readonly text?: string
  readonly name?: string
  readonly range?: string
  readonly timeBudgetMs?: number
  readonly signal?: AbortSignal
}

async function tune({ text = source, name = 'BLOCK', range, timeBudgetMs = 90_000, signal = new AbortController().signal }: Options, onStage: (stage: string, detail: string | null) => void = () => undefined): Promise<Tuning> {
  return await inTemporaryFolder({ 'package.json': '{ "type": "module" }' }, async (folder) => {
    const file = path.join(folder, 'blocks.mjs')
    writeFileSync(file, text)
    const constant = numericConstants(text, file)?.constants.find((each) => each.name === name)
    if (constant === undefined) throw new Error('the text must have it')
    const tuning = await tuneConstant({
      root: folder,
      file,
      text,
      overlays: new Map(),
      functionName: 'sums',
      workload: { kind: 'call', expression: 'sums(100)', origin: 'option' },
      notes: ['A note.'],
      allowedActions: [],
      timeBudgetMs,
      node: await findNode({ configuredPath: process.execPath, configuredIn: '--node', cwd: repository, env: process.env, editorExecPath: null }),
      installation: { directory: path.join(repository, 'dist'), version: '0.0.0' },
      constant,
      range: parseTuneRange('it', range ?? constant.mark ?? '', constant),
    }, { onStage, onLog: () => undefined, onOutput: () => undefined }, signal)
    expect(readFileSync(file, 'utf8')).toBe(text)
    return tuning
  })
}

afterEach(() => expectNoLeftoverProcesses(marker))

test('finds the better value, measures it again, and leaves out what answers otherwise or throws', async () => {
  const stages: string[] = []
  const tuning = await tune({}, (stage, detail) => stages.push(`${stage}: ${detail ?? ''}`))
  expect(tuning).toMatchObject({ outcome: 'completed', message: null, decision: { kind: 'better', value: 64, sameAnswers: true }, warnings: expect.arrayContaining(['A note.']) })
  expect(tuning.tried.map((each) => [each.value, each.kind === 'measured' ? each.kind : each.message])).toEqual([
    [1, expect.stringContaining('The answers differ: with 4 it returned')],
    [8, expect.stringContaining('threw Error: eight')],
    [64, 'measured'],
  ])
  expect(tuning.decision?.kind === 'better' ? tuning.decision.time.relativeDifference : null).toBeLessThan(-0.5)
  expect(stages).toContain('tuning: BLOCK = 64, pair 6 of 6')
  expect(stages).toContain('tuning: BLOCK = 64 again, pair 1 of 12')
})

test('a constant that the function does not use makes no difference', async () => {
  expect(await tune({ name: 'UNUSED', range: '1..9' })).toMatchObject({ outcome: 'completed', decision: { kind: 'unused' }, tried: [] })
})

test('code that fails as it is ends the search with why', async () => {
  const failed = await tune({ text: `throw new Error('always')\n${source}` })
  expect(failed).toMatchObject({ outcome: 'failed', decision: null, message: expect.stringContaining('always') })
  const broken = await tune({ text: `import './missing.mjs'\n${source}` })
  expect(broken).toMatchObject({ outcome: 'failed', decision: null, message: expect.stringContaining('missing.mjs') })
})

test('a time budget that is over before anything was tried is no finding', async () => {
  expect(await tune({ timeBudgetMs: 1 })).toMatchObject({ outcome: 'timedOut', decision: null, tried: [], message: 'The time budget of 1.00 ms ended before a value could be tried: raise it.' })
})

test('is cancelled in the middle', async () => {
  const abort = new AbortController()
  const tuning = await tune({ signal: abort.signal }, (stage) => {
    if (stage === 'tuning') abort.abort()
  })
  expect(tuning).toMatchObject({ outcome: 'cancelled', message: 'Cancelled.', decision: null, tried: [] })
})

test('in the terminal: what is wrong with the constant or its range is said before anything runs', async () => {
  await inTemporaryFolder({ 'package.json': '{ "type": "module" }', 'blocks.mjs': source }, async (cwd) => {
    const refused = await heatline(['tune', 'blocks.mjs#sums', '--range', '9..1'], { cwd })
    expect(refused).toMatchObject({ code: 2, stdout: '', stderr: 'heatline: --range is upside down: write 1..9\n' })
    const unused = await heatline(['tune', 'blocks.mjs#sums', '--constant', 'UNUSED', '--range', '1..9', '--json'], { cwd })
    expect(unused.code).toBe(0)
    expect(JSON.parse(unused.stdout)).toMatchObject({ outcome: 'completed', decision: 'unused', best: null, constant: { name: 'UNUSED', file: 'blocks.mjs', line: 2, value: 3 } })
  })
})
