import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import { openStore } from '../../../src/engine/store/openStore.ts'
import { storePath } from '../../../src/engine/store/storePath.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { snapshotOf, storedRun } from '../../support/storedRuns.ts'
import { limitedWriter } from '../../support/storeWriters.ts'

const never = (): boolean => false

function inFolder(use: (folder: string) => void): Promise<void> {
  return inTemporaryFolder({}, async (folder) => await Promise.resolve(use(folder)))
}

/** Does something as a user whom permissions bind. */
function asAnybody<Result>(work: () => Result): Result {
  if (process.geteuid?.() !== 0) return work()
  process.seteuid?.(65_534)
  try {
    return work()
  } finally {
    process.seteuid?.(0)
  }
}

function messageOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof HeatlineError) return error.message
    throw error
  }
  return ''
}

describe('a store in a read-only place', () => {
  test.each([['the folder', false], ['the folder and the file', true]] as const)('(%s) can be read, and says why nothing is added', (_name, isFileToo) => inFolder((folder) => {
    const env = { XDG_DATA_HOME: path.join(folder, 'data') }
    const store = openStore(folder, env)
    store.putRun(storedRun(1), snapshotOf(1), never)
    store.close()
    const file = storePath(folder, env)
    const bytes = readFileSync(file)
    for (const each of [folder, env.XDG_DATA_HOME, path.join(env.XDG_DATA_HOME, 'heatline')]) chmodSync(each, 0o755)
    chmodSync(`${file}.lock`, 0o444)
    if (isFileToo) chmodSync(file, 0o444)
    chmodSync(path.dirname(file), 0o555)
    try {
      asAnybody(() => {
        const reader = openStore(folder, env)
        expect(reader.historyOf('src/cart.ts', 'total', 9)).toHaveLength(1)
        expect(reader.snapshot(reader.snapshotId(snapshotOf(1)))?.manifest).toEqual(snapshotOf(1).manifest)
        expect(messageOf(() => reader.putRun(storedRun(2), snapshotOf(2), never))).toMatch(/is read-only .*what was stored stays, but nothing is added\. Make the file and its folder writable/)
        expect(reader.historyOf('src/cart.ts', 'total', 9)).toHaveLength(1)
        reader.close()
      })
    } finally {
      chmodSync(path.dirname(file), 0o755)
    }
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(readdirSync(path.dirname(file)).filter((name) => name.includes('broken'))).toEqual([])
  }))

  test('that cannot be begun says why', () => inFolder((folder) => {
    writeFileSync(path.join(folder, 'data'), 'a file')
    expect(messageOf(() => openStore(folder, { XDG_DATA_HOME: path.join(folder, 'data') }))).toMatch(/cannot be kept at .*set XDG_DATA_HOME/)
    mkdirSync(path.join(folder, 'closed', 'heatline', 'history'), { recursive: true })
    chmodSync(folder, 0o755)
    expect(asAnybody(() => messageOf(() => openStore(folder, { XDG_DATA_HOME: path.join(folder, 'closed') })))).toMatch(/is read-only .*set XDG_DATA_HOME/)
  }))
})

test('a full disk costs the run that does not fit, and says so', () => inTemporaryFolder({}, async (folder) => {
  const { told, stored, said, problem } = await limitedWriter(folder, 700)
  expect({ stored, problem }).toEqual({ stored: told, problem: null })
  expect(told).toBeGreaterThan(5)
  expect(said).toMatch(/^Heatline's history cannot be written to .*What was stored before is kept\. Make room on that disk/)
}))
