import { describe, expect, test } from 'vitest'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { killedWriters, writersAtOnce } from '../../support/storeWriters.ts'

describe('several processes', () => {
  test('that write at once lose no run', () => inTemporaryFolder({}, async (folder) => {
    expect(await writersAtOnce(folder, 4, 60)).toEqual({ told: 240, stored: 240, problem: null })
  }))

  test('that are killed in the middle of writes lose no run that was told as stored, and leave a store that opens', () => inTemporaryFolder({}, async (folder) => {
    const { kills, told, lost, problems } = await killedWriters(folder, 15)
    expect({ kills, lost, problems }).toEqual({ kills: 15, lost: [], problems: [] })
    expect(told).toBeGreaterThan(15)
  }))
})
