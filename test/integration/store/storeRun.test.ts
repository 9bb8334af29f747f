import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { serialize } from 'node:v8'
import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/core/comparison/run.ts'
import type { Workload } from '../../../src/core/comparison/workload.ts'
import type { ShareEstimate } from '../../../src/core/profile/attribution.ts'
import { bodyHash, hashText } from '../../../src/core/source/bodyHash.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { followBaselines } from '../../../src/engine/baselines/followBaselines.ts'
import { openStore } from '../../../src/engine/store/openStore.ts'
import { storeRun } from '../../../src/engine/store/storeRun.ts'
import { workloadFingerprint } from '../../../src/engine/store/workloadFingerprint.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { snapshotOf, storedRun } from '../../support/storedRuns.ts'

const text = 'export function total(items: number[]) {\n  let sum = 0\n  for (const item of items) sum += item\n  return sum\n}\n'

function estimate(share: number): ShareEstimate {
  return { samples: 1_000 * share, share, interval: { low: share, high: share } }
}

/** A finished run of the first function of `src/cart.ts`. */
function finishedRun(root: string, id: string, source = text, file = 'src/cart.ts'): Run {
  const [fn] = discoverFunctions(source, file).functions
  if (fn === undefined) throw new Error('There is no function.')
  return {
    id,
    startedAt: 1_790_000_000_000,
    root,
    outcome: 'completed',
    message: null,
    function: { id: `${file}#${fn.name}`, file, name: fn.name, startLine: 0, endLine: 4, bodyHash: bodyHash(source, fn) },
    workload: { kind: 'call', expression: `${fn.name}([${'1, '.repeat(1_000)}])`, origin: 'asked' },
    timing: { medianMs: 0.5, confidenceIntervalMs: { low: 0.4, high: 0.6 }, iterations: 4_000, processes: 6, processMediansMs: [0.5] },
    attribution: {
      recorders: ['pprof'], stackSamples: 1_000, functionSamples: 1_000, garbageCollection: estimate(0), unmappedShare: 0, functions: [],
      lines: Array.from({ length: 30 }, (_, line) => ({ file, line, self: estimate(1 / (line + 3)), total: null, selfMsPerCall: line === 0 ? null : 1 / 3, callees: [] })),
    },
    allocatedBytesPerCall: 64, thrownShare: 0, loadingMs: 1, measuringMs: 2, environment: storedRun(0).environment, warnings: [],
  }
}

async function inWorkspace(use: (root: string, env: NodeJS.ProcessEnv) => Promise<void>): Promise<void> {
  await inTemporaryFolder({ 'shop/src/cart.ts': text }, (folder) => use(path.join(folder, 'shop'), { XDG_DATA_HOME: path.join(folder, 'data') }))
}

const plain = { text, overlays: new Map<string, string>(), git: null, snapshot: null }

describe('a finished run', () => {
  test('is kept with its hottest lines, and small', () => inWorkspace(async (root, env) => {
    const { stored, messages } = await storeRun({ ...plain, run: finishedRun(root, 'one'), git: { commit: 'a'.repeat(40), isDirty: true } }, env)
    expect(messages).toEqual([])
    expect(stored).toMatchObject({ id: 'one', file: 'src/cart.ts', functionName: 'total', sourceHash: hashText(text), commit: 'a'.repeat(40), isDirty: true, timing: { medianMs: 0.5, iterations: 4_000 } })
    expect(stored?.hotLines).toHaveLength(10)
    expect(stored?.hotLines.slice(0, 2)).toEqual([{ file: 'src/cart.ts', line: 0, selfShare: 0.3333, selfMsPerCall: null }, { file: 'src/cart.ts', line: 1, selfShare: 0.25, selfMsPerCall: 0.3333 }])
    expect(JSON.stringify(stored).length).toBeLessThan(2_048)
    expect(stored?.workload.expression).toMatch(/^total\(\[1, .*…$/)
  }))

  test('of a function that was renamed in its file, or moved to another, has the earlier runs before it', () => inWorkspace(async (root, env) => {
    await storeRun({ ...plain, run: finishedRun(root, 'one') }, env)
    const renamed = text.replace('total', 'sumOf')
    // Unsaved: on the disk it has its old name.
    const kept = await storeRun({ ...plain, run: finishedRun(root, 'two', renamed), text: renamed }, env)
    expect(kept.messages).toEqual([])
    mkdirSync(path.join(root, 'lib'))
    writeFileSync(path.join(root, 'lib/sums.ts'), renamed)
    rmSync(path.join(root, 'src/cart.ts'))
    await storeRun({ ...plain, run: finishedRun(root, 'three', renamed, 'lib/sums.ts'), text: renamed }, env)
    const store = openStore(root, env)
    expect(store.historyOf('lib/sums.ts', 'sumOf', 9).map(({ id }) => id)).toEqual(['three', 'two', 'one'])
    expect(store.functions()).toHaveLength(1)
    store.close()
  }))

  test('of a function that is gone since has its baselines follow the only one with its body', () => inWorkspace(async (root, env) => {
    await storeRun({ ...plain, run: finishedRun(root, 'one'), snapshot: snapshotOf(1, text), firstIs: 'v1' }, env)
    const renamed = text.replace('total', 'sumOf')
    const store = openStore(root, env)
    const place = () => store.pins().map(({ file, functionName }) => `${file}#${functionName}`)
    const follow = (...names: readonly string[]) => followBaselines(root, store, () => new Map(names.map((name) => [path.join(root, name), renamed])))
    follow('lib/sums.ts')
    expect(place()).toEqual(['src/cart.ts#total'])
    rmSync(path.join(root, 'src/cart.ts'))
    follow('lib/sums.ts', 'lib/copy.ts')
    expect(place()).toEqual(['src/cart.ts#total'])
    follow('lib/sums.ts')
    expect(place()).toEqual(['lib/sums.ts#sumOf'])
    store.close()
  }))

  test('that is a copy of another, or stands in place of one that cannot be parsed right now, has none', () => inWorkspace(async (root, env) => {
    await storeRun({ ...plain, run: finishedRun(root, 'one') }, env)
    writeFileSync(path.join(root, 'src/copy.ts'), text)
    await storeRun({ ...plain, run: finishedRun(root, 'two', text, 'src/copy.ts') }, env)
    writeFileSync(path.join(root, 'src/cart.ts'), `${text} function (`)
    await storeRun({ ...plain, run: finishedRun(root, 'three', text, 'src/other.ts') }, env)
    const store = openStore(root, env)
    expect(store.historyOf('src/copy.ts', 'total', 9).map(({ id }) => id)).toEqual(['two'])
    expect(store.historyOf('src/other.ts', 'total', 9).map(({ id }) => id)).toEqual(['three'])
    store.close()
  }))

  test('that cannot be kept is told of, and nothing is thrown', () => inWorkspace(async (root) => {
    const file = path.join(root, 'src/cart.ts')
    expect(await storeRun({ ...plain, run: finishedRun(root, 'one') }, { XDG_DATA_HOME: file })).toEqual({ stored: null, messages: [expect.stringContaining('cannot be kept')] })
  }))
})

describe('the fingerprint of a workload', () => {
  const inputs = { rows: ['[1]', '[2]'], drive: null, names: [], imports: [], renders: false, seed: 1, tried: { calls: 9, thrown: 0 }, coverage: 1 }
  const generated: Workload = { kind: 'generated', expression: 'total(…)', inputs }

  test('is that of the inputs, not of how they were found', async () => {
    const fingerprint = await workloadFingerprint(generated)
    expect(await workloadFingerprint({ ...generated, inputs: { ...inputs, seed: 2, tried: { calls: 5, thrown: 1 } } })).toBe(fingerprint)
    expect(await workloadFingerprint({ ...generated, inputs: { ...inputs, rows: ['[1]', '[3]'] } })).not.toBe(fingerprint)
    expect(await workloadFingerprint({ ...generated, inputs: { ...inputs, drive: '(r) => r()' } })).not.toBe(fingerprint)
    expect(await workloadFingerprint({ kind: 'call', expression: 'total(…)', origin: 'asked' })).toBe(await workloadFingerprint({ kind: 'call', expression: 'total(…)', origin: 'tag' }))
  })

  test('of recorded calls is that of their inputs, however long they took', () => inTemporaryFolder({}, async (folder) => {
    const record = (name: string, root: number, ms: number): Workload => {
      const recorded = path.join(folder, name)
      writeFileSync(recorded, serialize({ rows: [{ value: { root, shapes: [], nodes: [], references: [] }, outcome: null, ms, redacted: false }] }))
      return { kind: 'recorded', expression: 'total(…)', inputs: { path: recorded, rows: 1, calls: 1, tests: [], names: [], imports: [], notes: [] } }
    }
    const fingerprint = await workloadFingerprint(record('a', 1, 5))
    expect(await workloadFingerprint(record('b', 1, 6))).toBe(fingerprint)
    expect(await workloadFingerprint(record('c', 2, 5))).not.toBe(fingerprint)
  }))
})
