import { describe, expect, test } from 'vitest'
import { nodes } from '../../support/nodes.ts'
import { storedRun } from '../../support/storedRuns.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { killedWriters, writerOn, writersAtOnce } from '../../support/storeWriters.ts'

describe.each(nodes())('Node $major', ({ path, version }) => {
  test('writes, and says nothing of SQLite on the terminal', () => inTemporaryFolder({}, async (folder) => {
    expect(await writerOn(folder, path, [])).toEqual({ out: [0, 1, 2].map((number) => storedRun(number).id), errors: '' })
  }))

  test('without SQLite says that no history is kept, and why', () => inTemporaryFolder({}, async (folder) => {
    expect(await writerOn(folder, path, ['--no-experimental-sqlite'])).toEqual({ out: [`Heatline keeps no history here: the Node that runs it (${version}) has no SQLite. Node 22.13 or later has.`], errors: '' })
  }))
})

describe('several processes', () => {
  test('that write at once lose no run', () => inTemporaryFolder({}, async (folder) => {
    expect(await writersAtOnce(folder, 4, 40)).toEqual({ told: 160, stored: 160, problem: null })
  }))

  test('that are killed in the middle of writes lose no run that was told as stored, and leave a store that opens', () => inTemporaryFolder({}, async (folder) => {
    const { kills, told, lost, problems } = await killedWriters(folder, 15)
    expect({ kills, lost, problems }).toEqual({ kills: 15, lost: [], problems: [] })
    expect(told).toBeGreaterThan(15)
  }))
})
