import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { compareTexts } from '../../support/compareTexts.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { nodes } from '../../support/nodes.ts'

/** Tells its process's number with each call of half a millisecond, into a file that stays open: opened for each call, a slow disk made calls long and turns few. */
const code = `import { openSync, writeSync } from 'node:fs'
let calls = null
export function tell(file) {
  const end = performance.now() + 0.5
  while (performance.now() < end);
  calls ??= openSync(file, 'a')
  writeSync(calls, process.pid + '\\n')
}
`

/** Changes from one process to the other, pair by pair. */
async function changesOfPairs(nodePath?: string): Promise<readonly number[]> {
  return await inTemporaryFolder({ 'package.json': '{ "type": "module" }' }, async (folder) => {
    const file = path.join(folder, 'calls.txt')
    const { outcome, time } = await compareTexts({ folder, file: 'code.mjs', base: code, current: `${code}// the same\n`, functionName: 'tell', call: `tell(${JSON.stringify(file)})`, ...(nodePath === undefined ? {} : { nodePath }), options: { depth: 'screen', onlyMeasures: true } })
    expect(outcome).toBe('completed')
    const calls = readFileSync(file, 'utf8').trim().split('\n')
    const processes = [...new Set(calls)]
    // The first two answered, side by side.
    const pairs = Array.from({ length: time.pairs }, (_, pair) => processes.slice(2 * pair + 2, 2 * pair + 4))
    return pairs.map((pair) => calls.filter((each) => pair.includes(each)).filter((each, index, all) => index > 0 && all[index - 1] !== each).length)
  })
}

describe('the processes of a pair', () => {
  const searchPath = process.env.PATH
  afterEach(() => { process.env.PATH = searchPath })

  test.each(nodes().map(({ version, path: executable }) => [version, executable]))('take turns, one at a time, on Node %s', async (_, nodePath) => {
    const changes = await changesOfPairs(nodePath)
    expect(changes.length).toBeGreaterThan(5)
    // 10 turns each of warming up and 20 of measuring, first calls and allocations: side by side there would be hundreds.
    for (const count of changes) expect(count).toSatisfy((each: number) => each >= 55 && each <= 70)
  })

  test('take turns on a system that has no pipes with names and leaves the choice of cores to nobody', async () => {
    process.env.PATH = ''
    for (const count of await changesOfPairs()) expect(count).toSatisfy((each: number) => each >= 55 && each <= 70)
  })
})
