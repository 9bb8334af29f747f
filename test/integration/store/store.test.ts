import { mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { Snapshot } from '../../../src/core/comparison/snapshot.ts'
import { openStore } from '../../../src/engine/store/openStore.ts'
import type { RunStore } from '../../../src/engine/store/runStore.ts'
import { storePath } from '../../../src/engine/store/storePath.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { snapshotOf, storedComparison, storedRun } from '../../support/storedRuns.ts'

const never = (): boolean => false
const identity = storedRun(0).identityHash

/** Calls `use` with a store of its own that keeps five runs each. */
async function withStore(use: (store: RunStore, folder: string) => void | Promise<void>, runsEach = 5, bytes = 1e9): Promise<void> {
  await inTemporaryFolder({}, async (folder) => {
    mkdirSync(path.join(folder, 'shop'))
    const store = openStore(path.join(folder, 'shop'), { XDG_DATA_HOME: path.join(folder, 'data') }, { runsEach, bytes })
    try {
      await use(store, folder)
    } finally {
      store.close()
    }
  })
}

const ids = (runs: readonly { readonly id: string }[]): readonly number[] => runs.map(({ id }) => Number(id.slice(-12)))

/** A snapshot that no compression makes small. */
function large(number: number): Snapshot {
  return snapshotOf(number, randomBytes(20_000).toString('base64'))
}

describe('the history', () => {
  test('gives back runs as they were put, the newest first, whatever their clocks said', () => withStore((store) => {
    const runs = [
      storedRun(1),
      storedRun(2, { startedAt: 5, timing: null, allocatedBytesPerCall: null, commit: null, isDirty: null, hotLines: [] }),
      storedRun(3, { timing: { medianMs: 1e-6, confidenceIntervalMs: null, iterations: 3e9, processes: 1 }, workload: { kind: 'test', expression: 'npx vitest run "cart"', fingerprint: 'f' } }),
    ]
    for (const run of runs) store.putRun(run, null, never)
    store.putRun(storedRun(4, { functionName: 'other' }), null, never)
    expect(store.historyOf('src/cart.ts', 'total', Infinity)).toEqual(runs.toReversed())
    expect(ids(store.historyOf('src/cart.ts', 'total', 2))).toEqual([3, 2])
    expect(store.historyOf('src/cart.ts', 'gone', 10)).toEqual([])
    expect(store.run(storedRun(2).id)).toEqual(runs[1])
    expect(store.run('none')).toBeNull()
    expect(store.functions()).toEqual([{ file: 'src/cart.ts', functionName: 'other' }, { file: 'src/cart.ts', functionName: 'total' }])
  }))

  test('keeps a run that is put twice once', () => withStore((store) => {
    store.putRun(storedRun(1), null, never)
    store.putRun(storedRun(1), snapshotOf(1), never)
    expect(store.historyOf('src/cart.ts', 'total', 10)).toEqual([storedRun(1, { snapshotId: store.snapshotId(snapshotOf(1)) })])
  }))

  test('is that of the real folder, and what another window wrote is seen', () => withStore((store, folder) => {
    symlinkSync(path.join(folder, 'shop'), path.join(folder, 'link'))
    const env = { XDG_DATA_HOME: path.join(folder, 'data') }
    const second = openStore(path.join(folder, 'link'), env)
    const third = openStore(folder, env)
    second.putRun(storedRun(1), null, never)
    expect(ids(store.historyOf('src/cart.ts', 'total', 10))).toEqual([1])
    expect(third.functions()).toEqual([])
    second.close()
    third.close()
    expect(readdirSync(path.join(folder, 'data', 'heatline', 'history')).filter((name) => name.endsWith('.sqlite'))).toHaveLength(2)
  }))
})

describe('retention', () => {
  test('keeps the newest runs and the pinned ones, with their snapshots, and no content that nobody names', () => withStore((store) => {
    for (let number = 0; number < 4; number++) store.putRun(storedRun(number), snapshotOf(number), never)
    store.pin(storedRun(1).id, 'before')
    store.putRun(storedRun(100, { functionName: 'other' }), snapshotOf(2), never)
    for (let number = 4; number < 12; number++) store.putRun(storedRun(number), snapshotOf(number), never)
    expect(ids(store.historyOf('src/cart.ts', 'total', 20))).toEqual([11, 10, 9, 8, 7, 1])
    // 2 is named by a run of another function.
    expect(Array.from({ length: 12 }, (_, number) => number).filter((number) => store.snapshot(store.snapshotId(snapshotOf(number))) !== null)).toEqual([1, 2, 7, 8, 9, 10, 11])
    store.unpin('src/cart.ts', 'total', 'before')
    store.putRun(storedRun(12), snapshotOf(1), never)
    expect(ids(store.historyOf('src/cart.ts', 'total', 20))).toEqual([12, 11, 10, 9, 8])
    expect(store.snapshot(store.snapshotId(snapshotOf(1)))).not.toBeNull()
  }))

  test('lets the oldest snapshots go when the store grows too large, but no run and no pinned one', () => withStore((store) => {
    store.putRun(storedRun(0), large(0), never)
    store.pin(storedRun(0).id, 'first')
    for (let number = 1; number < 40; number++) store.putRun(storedRun(number), large(number), never)
    const left = store.historyOf('src/cart.ts', 'total', 100).toReversed().flatMap(({ snapshotId }, number) => (snapshotId === null ? [] : [number]))
    expect(ids(store.historyOf('src/cart.ts', 'total', 100))).toHaveLength(40)
    expect(left[0]).toBe(0)
    expect(left.at(-1)).toBe(39)
    expect(left.length).toBeGreaterThan(5)
    expect(left.length).toBeLessThan(35)
  }, 1_000, 500_000))

  test('lets a workload go with the last run that had it', () => withStore((store, folder) => {
    for (let number = 0; number < 9; number++) store.putRun(storedRun(number, { workload: { kind: 'call', expression: `total(${number % 8})`, fingerprint: `${number % 8}` } }), null, never)
    const database = new DatabaseSync(storePath(path.join(folder, 'shop'), { XDG_DATA_HOME: path.join(folder, 'data') }), { readOnly: true })
    // The last one is of the first one's.
    expect(database.prepare('SELECT fingerprint FROM workloads ORDER BY fingerprint').all().map(({ fingerprint }) => fingerprint)).toEqual(['0', '4', '5', '6', '7'])
    database.close()
  }))

  test('keeps as many comparisons', () => withStore((store) => {
    for (let number = 0; number < 9; number++) store.putComparison(storedComparison(number), identity)
    expect(store.comparisonsOf('src/cart.ts', 'total', 20).map(({ id }) => id)).toEqual([8, 7, 6, 5, 4].map((number) => `comparison ${number}`))
  }))
})

describe('a function', () => {
  const moved = storedRun(10, { file: 'src/sums.ts', functionName: 'sum' })

  test('that is renamed or moves takes all of its history along', () => withStore((store) => {
    for (const number of [1, 2]) store.putRun(storedRun(number), snapshotOf(number), never)
    store.pin(storedRun(1).id, 'v1')
    store.putComparison(storedComparison(1), identity)
    const asked: string[] = []
    store.putComparison(storedComparison(2, { file: moved.file, functionName: moved.functionName }), identity)
    store.putRun(moved, null, (file, functionName) => asked.push(`${file}#${functionName}`) > 0)
    expect(asked).toEqual(['src/cart.ts#total'])
    const history = store.historyOf('src/sums.ts', 'sum', 10)
    expect(ids(history)).toEqual([10, 2, 1])
    expect(history.map(({ file, functionName }) => `${file}#${functionName}`)).toEqual(Array.from({ length: 3 }, () => 'src/sums.ts#sum'))
    expect(history.map(({ hotLines }) => hotLines[0]?.file)).toEqual(['src/sums.ts', 'src/sums.ts', 'src/sums.ts'])
    expect(store.pins()).toEqual([{ file: 'src/sums.ts', functionName: 'sum', name: 'v1', runId: storedRun(1).id, setAt: expect.any(Number) }])
    expect(store.comparisonsOf('src/sums.ts', 'sum', 9).map(({ id }) => id)).toEqual(['comparison 2', 'comparison 1'])
    expect(store.functions()).toEqual([{ file: 'src/sums.ts', functionName: 'sum' }])
    // And back, as when another branch is checked out.
    store.putRun(storedRun(11), null, (file) => file === 'src/sums.ts')
    expect(ids(store.historyOf('src/cart.ts', 'total', 10))).toEqual([11, 10, 2, 1])
  }))

  test('that was only compared, or is not run again, takes it along too', () => withStore((store) => {
    store.putComparison(storedComparison(1), identity)
    store.follow(moved, identity, never)
    expect(store.comparisonsOf('src/cart.ts', 'total', 9)).toHaveLength(1)
    store.follow(moved, identity, () => true)
    expect(store.comparisonsOf('src/sums.ts', 'sum', 9).map(({ id }) => id)).toEqual(['comparison 1'])
    expect(store.comparisonsOf('src/cart.ts', 'total', 9)).toEqual([])
  }))

  test('takes nothing over from one that is still there, had another body, or is not gone alone', () => withStore((store) => {
    store.putRun(storedRun(1), null, never)
    store.putRun(moved, null, never)
    expect(ids(store.historyOf('src/sums.ts', 'sum', 10))).toEqual([10])
    store.putRun(storedRun(2, { functionName: 'changed', identityHash: 'another' }), null, () => true)
    expect(ids(store.historyOf('src/cart.ts', 'changed', 10))).toEqual([2])
    // It has runs of its own by now.
    store.putRun(storedRun(11, { file: 'src/sums.ts', functionName: 'sum' }), null, () => true)
    expect(ids(store.historyOf('src/sums.ts', 'sum', 10))).toEqual([11, 10])
    expect(ids(store.historyOf('src/cart.ts', 'total', 10))).toEqual([1])
  }))
})

describe('a snapshot', () => {
  test('comes back as it was, named by its manifest whatever the order of its keys', () => withStore((store) => {
    const snapshot = snapshotOf(7)
    const id = store.putSnapshot(snapshot)
    const { version, ...rest } = snapshot.manifest
    expect(store.snapshotId({ ...snapshot, manifest: { ...rest, version } })).toBe(id)
    expect(store.snapshotId(snapshotOf(8))).not.toBe(id)
    const read = store.snapshot(id)
    expect(read?.manifest).toEqual(snapshot.manifest)
    expect([...read?.contents ?? []].map(([hash, content]) => [hash, Buffer.from(content)])).toEqual([...snapshot.contents])
    expect(store.snapshot('none')).toBeNull()
    // A run that names it needs not bring it along.
    store.putRun(storedRun(1, { snapshotId: id }), null, never)
    store.putRun(storedRun(2, { snapshotId: 'none' }), null, never)
    expect(store.run(storedRun(1).id)?.snapshotId).toBe(id)
    expect(store.run(storedRun(2).id)?.snapshotId).toBeNull()
  }))

  test('without one of its contents is refused, and nothing of it kept', () => withStore((store) => {
    const { manifest } = snapshotOf(1)
    expect(() => store.putRun(storedRun(1), { manifest, contents: new Map() }, never)).toThrow(/without its content/)
    expect(store.functions()).toEqual([])
  }))
})

describe('baselines and comparisons', () => {
  test('a baseline replaces the one of the same name', () => withStore((store) => {
    store.putRun(storedRun(1), null, never)
    store.putRun(storedRun(2), null, never)
    store.pin(storedRun(1).id, '')
    store.pin(storedRun(1).id, 'v1')
    store.pin(storedRun(2).id, '')
    expect(store.pins().map(({ name, runId }) => [name, ids([{ id: runId }])[0]])).toEqual([['', 2], ['v1', 1]])
    expect(() => store.pin('none', '')).toThrow(/no longer in Heatline's history/)
  }))

  test('of each function the latest comparison is told, and whether it was dismissed', () => withStore((store) => {
    store.putComparison(storedComparison(1), identity)
    store.putComparison(storedComparison(2, { functionName: 'other' }), identity)
    store.putComparison(storedComparison(3), identity)
    store.putComparison(storedComparison(3, { verdict: 'unchanged' }), identity)
    expect(store.latestComparisons()).toEqual([{ ...storedComparison(3), dismissed: null }, { ...storedComparison(2, { functionName: 'other' }), dismissed: null }])
    store.dismiss('comparison 3', 'it checks more now')
    expect(store.comparisonsOf('src/cart.ts', 'total', 9).map(({ dismissed }) => dismissed)).toEqual([{ reason: 'it checks more now', at: expect.any(Number) }, null])
    store.undismiss('comparison 3')
    expect(store.latestComparisons()[0]?.dismissed).toBeNull()
  }))
})
