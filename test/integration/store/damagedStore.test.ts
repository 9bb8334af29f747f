import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { Connection } from '../../../src/engine/store/connection.ts'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import { migrate, migrations, storeVersion, versionOf } from '../../../src/engine/store/migrations.ts'
import { openStore } from '../../../src/engine/store/openStore.ts'
import type { RunStore } from '../../../src/engine/store/runStore.ts'
import { storePath } from '../../../src/engine/store/storePath.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { snapshotOf, storedRun } from '../../support/storedRuns.ts'

const never = (): boolean => false

/** A workspace's store, closed, with three runs in it. */
interface Kept {
  readonly file: string
  readonly open: () => RunStore
}

async function withKept(use: (kept: Kept) => void | Promise<void>): Promise<void> {
  await inTemporaryFolder({}, async (folder) => {
    const env = { XDG_DATA_HOME: path.join(folder, 'data') }
    const root = path.join(folder, 'my shop')
    mkdirSync(root)
    const open = (): RunStore => openStore(root, env)
    const store = open()
    for (const number of [1, 2, 3]) store.putRun(storedRun(number), snapshotOf(number), never)
    store.close()
    await use({ file: storePath(root, env), open })
  })
}

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return null
}

function lengthOf(store: RunStore): number {
  return store.historyOf('src/cart.ts', 'total', 10).length
}

/** What was set aside: the names of its files. */
function asideOf(file: string): readonly string[] {
  return readdirSync(path.dirname(file)).filter((name) => name.includes('.broken-')).toSorted()
}

describe('a damaged store', () => {
  test.each<readonly [string, (file: string) => void]>([
    ['garbage', (file) => writeFileSync(file, 'no store at all '.repeat(1_000))],
    ['a truncated one', (file) => truncateSync(file, 3 * 4_096)],
    ['one cut within its head', (file) => truncateSync(file, 50)],
    ['an empty one', (file) => truncateSync(file, 0)],
    ['one with a head of changed bytes', (file) => {
      const changed = new DatabaseSync(file)
      changed.exec('PRAGMA user_version = 1627389953')
      changed.close()
    }],
    ['another program\'s database', (file) => {
      rmSync(file)
      const other = new DatabaseSync(file)
      other.exec('CREATE TABLE notes (text)')
      other.close()
    }],
  ])('%s is set aside with its companions, and a fresh one begun', (_name, damage) => withKept(({ file, open }) => {
    damage(file)
    const bytes = readFileSync(file)
    writeFileSync(`${file}-wal`, 'what was written last')
    const store = open()
    const aside = asideOf(file)
    expect(aside).toEqual([expect.stringMatching(/^my-shop-[0-9a-f]{32}\.broken-[\dT-]+\.sqlite$/), expect.stringMatching(/\.sqlite-wal$/)])
    expect(store.notices).toEqual([expect.stringContaining(aside[0] ?? '?')])
    expect(readFileSync(path.join(path.dirname(file), aside[0] ?? ''))).toEqual(bytes)
    expect(readFileSync(path.join(path.dirname(file), aside[1] ?? ''), 'utf8')).toBe('what was written last')
    expect(lengthOf(store)).toBe(0)
    store.putRun(storedRun(4), snapshotOf(4), never)
    store.close()
    const again = open()
    expect(again.notices).toEqual([])
    expect(lengthOf(again)).toBe(1)
    again.close()
  }))

  test('that only shows when it is read is set aside then, and the run that was being put is kept', () => withKept(({ file, open }) => {
    const bytes = readFileSync(file)
    // All but the head, which says what tables there are.
    writeFileSync(file, Buffer.concat([bytes.subarray(0, 4_096), Buffer.alloc(bytes.length - 4_096, 'x')]))
    const store = open()
    store.putRun(storedRun(4), snapshotOf(4), never)
    expect(store.notices).toEqual([expect.stringMatching(/could not be read .*It is kept as .*, and a new one was begun\./)])
    expect(lengthOf(store)).toBe(1)
    expect(asideOf(file)).toHaveLength(1)
    store.close()
  }))

  test.each([
    ['a text', 'UPDATE runs SET hot_lines = substr(hot_lines, 9)'],
    ['a table', 'DROP TABLE comparisons'],
    ['a row that others name', 'PRAGMA foreign_keys = OFF; DELETE FROM snapshots'],
  ])('that lacks %s is set aside when that shows', (_name, damage) => withKept(({ file, open }) => {
    const store = open()
    const database = new DatabaseSync(file)
    database.exec(damage)
    database.close()
    store.latestComparisons()
    lengthOf(store)
    store.putRun(storedRun(4), snapshotOf(1), never)
    expect(store.notices).toHaveLength(1)
    expect(lengthOf(store)).toBe(1)
    store.close()
  }))

  test('is set aside once, though two windows have it open', () => withKept(({ file, open }) => {
    const bytes = readFileSync(file)
    writeFileSync(file, Buffer.concat([bytes.subarray(0, 4_096), Buffer.alloc(bytes.length - 4_096, 'x')]))
    const stores = [open(), open()]
    stores.forEach((store, number) => store.putRun(storedRun(10 + number), null, never))
    expect(stores.map(lengthOf)).toEqual([2, 2])
    expect(asideOf(file).filter((name) => name.endsWith('.sqlite'))).toHaveLength(1)
    for (const store of stores) store.close()
  }))

  test('is begun anew when somebody removes it while it is open', () => withKept(({ file, open }) => {
    const store = open()
    expect(lengthOf(store)).toBe(3)
    rmSync(path.dirname(file), { recursive: true })
    store.putRun(storedRun(4), null, never)
    expect(lengthOf(store)).toBe(1)
    store.close()
    expect(statSync(file).size).toBeGreaterThan(0)
  }))
})

describe('versions', () => {
  test('a newer store is refused with what to do, and left as it is', () => withKept(({ file, open }) => {
    const running = open()
    const newer = new DatabaseSync(file)
    newer.exec(`ALTER TABLE runs ADD COLUMN mood TEXT; PRAGMA user_version = ${storeVersion + 1}`)
    const refusal = thrownBy(open)
    expect(refusal).toBeInstanceOf(HeatlineError)
    expect(String(refusal)).toMatch(/written by a newer Heatline .* Update Heatline here/)
    // One that was open when it was brought up to date writes nothing more either.
    expect(String(thrownBy(() => running.putRun(storedRun(4), null, never)))).toMatch(/Update Heatline here/)
    newer.exec('ALTER TABLE runs RENAME COLUMN commit_hash TO revision')
    expect(String(thrownBy(() => running.historyOf('src/cart.ts', 'total', 1)))).toMatch(/Update Heatline here/)
    running.close()
    expect(newer.prepare('SELECT count(*) AS runs FROM runs').get()).toEqual({ runs: 3 })
    newer.close()
    expect(asideOf(file)).toEqual([])
  }))

  test('a store of an older version is brought up to date with all that is in it, or left as it is', () => withKept(({ file, open }) => {
    const connection = new Connection(new DatabaseSync(file))
    expect(() => migrate(connection, [...migrations, 'ALTER TABLE runs ADD COLUMN mood TEXT', 'no SQL at all'])).toThrow(/syntax error/)
    expect(versionOf(connection)).toBe(storeVersion)
    migrate(connection, [...migrations, 'ALTER TABLE runs ADD COLUMN mood TEXT', 'UPDATE runs SET mood = \'good\''])
    expect(versionOf(connection)).toBe(storeVersion + 2)
    expect(connection.pragma('integrity_check')).toBe('ok')
    connection.close()
    const reader = new DatabaseSync(file)
    expect(reader.prepare('SELECT count(*) AS runs FROM runs WHERE mood = \'good\'').get()).toEqual({ runs: 3 })
    // Back, for what this program knows.
    reader.exec(`ALTER TABLE runs DROP COLUMN mood; PRAGMA user_version = ${storeVersion}`)
    reader.close()
    const store = open()
    expect(lengthOf(store)).toBe(3)
    store.close()
  }))

  test('a snapshot of which bytes were changed on the disk is none', () => withKept(({ file, open }) => {
    const database = new DatabaseSync(file)
    database.exec('UPDATE contents SET data = zeroblob(40) WHERE seq = 1')
    database.close()
    const store = open()
    expect(store.snapshot(store.snapshotId(snapshotOf(1)))).toBeNull()
    expect(store.snapshot(store.snapshotId(snapshotOf(2)))).not.toBeNull()
    store.close()
  }))

  test('a store that stopped half-way through its making does not show', () => withKept(({ file, open }) => {
    rmSync(file)
    writeFileSync(`${file}.new`, 'half')
    const store = open()
    expect(store.notices).toEqual([])
    store.putRun(storedRun(4), null, never)
    expect(lengthOf(store)).toBe(1)
    store.close()
    expect(readdirSync(path.dirname(file)).toSorted()).toEqual([path.basename(file), `${path.basename(file)}.lock`])
  }))
})
