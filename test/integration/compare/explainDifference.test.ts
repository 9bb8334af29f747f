import { describe, expect, test } from 'vitest'
import { nodes } from '../../support/nodes.ts'
import { explainPlanted } from './support/explainPlanted.ts'
import { plantedRegressions } from './support/plantedRegressions.ts'

const [oldest, , newest] = nodes()

async function explain(name: string, nodePath: string): ReturnType<typeof explainPlanted> {
  const planted = plantedRegressions.find((each) => each.name === name)
  if (planted === undefined) throw new Error(`Nothing was planted as ${name}`)
  return await explainPlanted(planted, nodePath)
}

/** `npm run bench -- causes` has all ten, on each Node. */
describe('the causes of a planted regression', () => {
  test('begin with the line that calls, every time, what was cached; with its milliseconds and bytes', async () => {
    const { rank, shown, explanation: { causes: [first] } } = await explain('lostCache', oldest?.path ?? '')
    expect(rank, shown.join('\n')).toBe(1)
    expect(first?.differenceMsPerCall).toBeGreaterThan(0)
    expect(first).toMatchObject({ file: 'current.ts', functionName: 'partsOf', change: 'same' })
    // An array of 61 parts, each an object with a text of its own: some thousand bytes, whatever the machine does meanwhile.
    expect(first?.differenceBytesPerCall).toBeGreaterThan(4_000)
    expect(first?.differenceBytesPerCall).toBeLessThan(12_000)
  })

  test('begin with the line that calls a library anew, not with the lines of the library', async () => {
    const { rank, shown } = await explain('slowerLibrary', newest?.path ?? '')
    expect(rank, shown.join('\n')).toBe(1)
  })
})
