import { expect, test } from 'vitest'
import type { Attribution, ShareEstimate } from '../../../src/core/profile/attribution.ts'
import { CallTreeSum } from '../../../src/core/profile/callTreeSum.ts'
import { mergeAttributions } from '../../../src/core/profile/mergeAttributions.ts'
import type { StackProfile } from '../../../src/core/profile/stackProfile.ts'

const estimate = (samples: number, all: number): ShareEstimate => ({ samples, share: samples / all, interval: { low: 0, high: 1 } })

function attribution(stackSamples: number, lines: Readonly<Record<number, number>>): Attribution {
  return {
    recorders: ['inspector'],
    stackSamples,
    functionSamples: null,
    garbageCollection: estimate(0, stackSamples),
    unmappedShare: 0.1,
    lines: Object.entries(lines).map(([line, samples]) => ({ file: 'a.js', line: Number(line), self: estimate(samples, stackSamples), total: null, selfMsPerCall: samples, callees: [] })),
    functions: [{ file: 'a.js', name: 'f', line: 0, self: estimate(10, stackSamples), total: estimate(20, stackSamples) }],
  }
}

test('threads add up, and shares are of all', () => {
  const merged = mergeAttributions([attribution(100, { 3: 10, 4: 20 }), attribution(300, { 3: 190 })])
  expect(merged.stackSamples).toBe(400)
  expect(merged.lines.map(({ line, self, selfMsPerCall }) => [line, self.samples, self.share, selfMsPerCall])).toEqual([[3, 200, 0.5, 200], [4, 20, 0.05, 20]])
  expect(merged.functions.map(({ self, total }) => [self.samples, total?.samples])).toEqual([[20, 40]])
  expect(merged.unmappedShare).toBeCloseTo(0.1)
  expect(mergeAttributions([]).lines).toEqual([])
})

const windowOf = (hits: number): StackProfile => ({
  recorder: 'inspector', samplingIntervalUs: 250, durationMs: 5, lineMeans: 'functionStart', timeline: null,
  nodes: [
    { parent: -1, functionName: '(root)', url: '', line: -1, column: -1, hitCount: 0, lineTicks: [] },
    { parent: 0, functionName: 'f', url: 'a.js', line: 1, column: 2, hitCount: hits, lineTicks: [{ line: 3, hitCount: hits }] },
  ],
})

test('windows of one thread add up by stack', () => {
  const sum = new CallTreeSum()
  expect(sum.toProfile()).toBeNull()
  sum.add(windowOf(2))
  sum.add({ ...windowOf(5), nodes: [...windowOf(5).nodes, { parent: 1, functionName: 'f', url: 'a.js', line: 1, column: 2, hitCount: 1, lineTicks: [{ line: 3, hitCount: 1 }] }] })
  expect(sum.toProfile()).toMatchObject({ durationMs: 10, nodes: [{}, { hitCount: 7, lineTicks: [{ line: 3, hitCount: 7 }] }, { parent: 1, hitCount: 1 }] })
})
