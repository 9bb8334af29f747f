import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openVersion } from '../../../src/engine/compare/compareVersions.ts'
import { measurePair } from '../../../src/engine/compare/measurePair.ts'
import type { PairPlan } from '../../../src/engine/compare/pairPlan.ts'
import type { Side } from '../../../src/engine/compare/side.ts'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import { requestOfTexts } from '../../support/compareTexts.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { nodes } from '../../support/nodes.ts'

/** Tells its process's number with each call of half a millisecond. */
const code = `import { openSync, writeSync } from 'node:fs'
let calls = null
export function tell(file) {
  const end = performance.now() + 0.5
  while (performance.now() < end);
  calls ??= openSync(file, 'a')
  writeSync(calls, process.pid + '\\n')
}
`

/** A given plan: one that is made after a look at the calls has fewer turns where a disk is slow. */
const plan: PairPlan = { mostRows: 1, warmTurns: 10, warmMs: 5, blocks: 20, sliceMs: 2, allocatingCalls: 2, pairs: 1, mostPairs: 1 }

/** Changes from one process of a pair to the other, with the processes that made calls. */
async function changesOfPair(nodePath?: string): Promise<{ readonly changes: number; readonly processes: number }> {
  return await inTemporaryFolder({ 'package.json': '{ "type": "module" }' }, async (folder) => {
    const file = path.join(folder, 'calls.txt')
    const { signal } = new AbortController()
    const request = await requestOfTexts({ folder, file: 'code.mjs', base: code, current: code, functionName: 'tell', call: `tell(${JSON.stringify(file)})`, ...(nodePath === undefined ? {} : { nodePath }) })
    const open = async (name: string): Promise<Side> => {
      const version = await openVersion(request, path.join(folder, name), signal)
      if (version instanceof HeatlineError) throw version
      return version.side
    }
    const sides = { base: await open('base'), current: await open('current') }
    const measured = await measurePair(sides, plan, 0, { node: request.node, installation: request.installation, silenceMs: 30_000, onOutput: () => undefined }, () => undefined, signal)
    expect(measured).toMatchObject({ base: { slices: { length: plan.blocks } }, current: { slices: { length: plan.blocks } } })
    const calls = readFileSync(file, 'utf8').trim().split('\n')
    return { changes: calls.filter((each, index) => index > 0 && calls[index - 1] !== each).length, processes: new Set(calls).size }
  })
}

/** First calls, turns of warming up and of measuring, and calls whose allocations are counted: one change each, and none between. */
const changes = 2 * (1 + plan.warmTurns + plan.blocks + 1) - 1

describe('the processes of a pair', () => {
  const searchPath = process.env.PATH
  afterEach(() => { process.env.PATH = searchPath })

  test.each(nodes().map(({ version, path: executable }) => [version, executable]))('take turns, one at a time, on Node %s', async (_, nodePath) => {
    expect(await changesOfPair(nodePath)).toEqual({ changes, processes: 2 })
  })

  test('take turns on a system that has no pipes with names and leaves the choice of cores to nobody', async () => {
    process.env.PATH = ''
    expect(await changesOfPair()).toEqual({ changes, processes: 2 })
  })
})
