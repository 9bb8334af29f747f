import { createHash } from 'node:crypto'
import type { Snapshot } from '../../src/core/comparison/snapshot.ts'
import type { StoredComparison } from '../../src/core/comparison/storedComparison.ts'
import type { StoredRun } from '../../src/core/comparison/storedRun.ts'

/** A run of `src/cart.ts#total` that says what each run says; `number` tells it from others. */
export function storedRun(number: number, differs: Partial<StoredRun> = {}): StoredRun {
  const file = differs.file ?? 'src/cart.ts'
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    startedAt: 1_790_000_000_000 + number,
    file,
    functionName: 'total',
    bodyHash: hash(`body ${number}`).slice(0, 16),
    identityHash: hash('identity').slice(0, 16),
    workload: { kind: 'call', expression: 'total([{ price: 3, count: 2 }, { price: 5, count: 1 }])', fingerprint: hash('workload').slice(0, 32) },
    environment: { nodeVersion: '24.21.0', nodePath: '/usr/bin/node', v8Version: '13.6.233.10', platform: 'linux', arch: 'x64', cpuModel: 'a processor', cpuCount: 2, flags: [] },
    timing: { medianMs: 0.0123 * (1 + number / 1_000), confidenceIntervalMs: { low: 0.0119, high: 0.0127 }, iterations: 123_456, processes: 6 },
    allocatedBytesPerCall: 4_096,
    hotLines: Array.from({ length: 10 }, (_, index) => ({ file: index < 7 ? file : `src/money/${index}.ts`, line: 20 + index * 3, selfShare: Number((0.5 / (index + 1)).toPrecision(4)), selfMsPerCall: Number((0.006 / (index + 1)).toPrecision(4)) })),
    sourceHash: hash(`source ${number}`).slice(0, 16),
    commit: createHash('sha1').update(String(number)).digest('hex'),
    isDirty: number % 2 === 0,
    snapshotId: null,
    ...differs,
  }
}

/**
 * A snapshot of a function whose bundle says `number`; a module that it imports is the same in all.
 * @param text of the function's module
 */
export function snapshotOf(number: number, text = `export const answer = ${number}\n`): Snapshot {
  const contents = new Map<string, Uint8Array>()
  const add = (content: string): string => {
    contents.set(hash(content), Buffer.from(content))
    return hash(content)
  }
  return {
    manifest: {
      version: 1,
      function: { file: 'src/cart.ts', name: 'total' },
      workload: { kind: 'call', expression: 'total()', origin: 'asked' },
      allowedActions: [],
      bundle: { fileName: 'bundle.mjs', packageRoot: '/w', files: ['/w/src/cart.ts'], realFiles: ['/w/src/cart.ts'], directory: '/w', firstLine: 200_000, entryFile: '/w/src/cart.ts', harnessLine: 9, warnings: [] },
      node: { version: '24.21.0', flags: [] },
      externals: [],
      contents: { 'bundle.mjs': add(`${'\n'.repeat(200_000)}export const answer = ${number}\n`), 'bundle.map': add(JSON.stringify({ version: 3, sources: ['src/cart.ts'], mappings: 'AAAA' })) },
      sources: { 'src/cart.ts': text, 'src/money.ts': 'export const cents = 100\n'.repeat(400) },
    },
    contents,
  }
}

/** A comparison of `src/cart.ts#total`. */
export function storedComparison(number: number, differs: Partial<StoredComparison> = {}): StoredComparison {
  return {
    id: `comparison ${number}`,
    startedAt: 1_790_000_000_000 + number,
    file: 'src/cart.ts',
    functionName: 'total',
    baseVersion: 'a',
    currentVersion: `b${number}`,
    baseLabel: 'main',
    commit: null,
    isDirty: null,
    verdict: 'regression',
    relativeDifference: 0.18,
    confidenceInterval: { low: 0.15, high: 0.21 },
    memoryDifference: null,
    currentMs: 0.014,
    ...differs,
  }
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
