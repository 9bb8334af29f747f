import { expect, test } from 'vitest'
import { anchorLines } from '../../../src/core/presentation/heatAnchor.ts'
import { heatDetail } from '../../../src/core/presentation/heatDetail.ts'
import type { Run } from '../../../src/core/comparison/run.ts'
import type { LineHeat, ShareEstimate } from '../../../src/core/profile/attribution.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { exampleScaling } from './exampleScaling.ts'

const text = 'function total(orders) {\n  return orders.map(price).reduce(add)\n}\n'
const anchors = anchorLines([1], { text, functions: discoverFunctions(text, 'a.js').functions })

function estimate(samples: number): ShareEstimate {
  const share = samples / 2000
  return { samples, share, interval: { low: share - 0.02, high: share + 0.02 } }
}

const line: LineHeat = {
  file: 'a.js',
  line: 1,
  self: estimate(400),
  total: estimate(900.4),
  selfMsPerCall: 0.004,
  callees: [
    { name: 'add', file: 'a.js', line: 5, samples: 100 },
    { name: 'price', file: 'b.js', line: 2, samples: 300 },
    { name: 'map', file: null, line: null, samples: 100.4 },
  ],
}

const run: Run = {
  id: '1',
  startedAt: 0,
  root: '/r',
  outcome: 'completed',
  message: null,
  function: { id: 'a.js#total', file: 'a.js', name: 'total', startLine: 0, endLine: 2, bodyHash: '' },
  workload: { kind: 'call', expression: 'total(orders)', origin: 'asked' },
  timing: null,
  attribution: {
    recorders: ['pprof'],
    stackSamples: 2000,
    functionSamples: 1800,
    garbageCollection: estimate(0),
    unmappedShare: 0,
    lines: [line],
    functions: [{ file: 'a.js', name: 'total', line: 0, self: estimate(400), total: estimate(1800) }],
  },
  allocatedBytesPerCall: null,
  thrownShare: 0,
  loadingMs: 0,
  measuringMs: 0,
  environment: { nodeVersion: '24.21.0', nodePath: '', v8Version: '', platform: '', arch: '', cpuModel: '', cpuCount: 2, flags: [] },
  warnings: [],
}

test('a hover tells self and total, of the run and of the function, and the callees, hottest first', () => {
  expect(heatDetail(line, run, anchors)).toEqual({
    rows: [
      { name: 'Self', ofRun: '20% (18–22%)', ofFunction: '22%', perCall: '4.00 µs', samples: '400' },
      { name: 'Total', ofRun: '45% (43–47%)', ofFunction: '50%', perCall: '9.00 µs', samples: '900' },
    ],
    callees: [
      { name: 'price', share: '15%', file: 'b.js', line: 2 },
      { name: 'map', share: '5%', file: null, line: null },
      { name: 'add', share: '5%', file: 'a.js', line: 5 },
    ],
    footnotes: ['2,000 stack samples of total, run with total(orders), Node 24.21.0.'],
  })
})

test('what is not known is left out, and said', () => {
  const attribution = { ...run.attribution, lines: [{ ...line, total: null, selfMsPerCall: null }], functions: [] } as Run['attribution']
  const detail = heatDetail({ ...line, total: null, selfMsPerCall: null }, { ...run, attribution }, anchors)
  expect(detail?.rows).toEqual([{ name: 'Self', ofRun: '20% (18–22%)', ofFunction: null, perCall: null, samples: '400' }])
  expect(detail?.footnotes.at(-1)).toMatch(/^Total times are unknown/)
  expect(heatDetail(line, { ...run, attribution: null }, anchors)).toBeNull()
})

test('how the time of the run\'s function grows stands before what the figures come from', () => {
  const { footnotes = [] } = heatDetail(line, run, anchors, exampleScaling()) ?? {}
  expect(footnotes[0]).toBe('total: time ~ n^1.98 [1.95, 2.00] with the size of its inputs, n².')
  expect(heatDetail(line, run, anchors, exampleScaling({ fit: null }))?.footnotes).toHaveLength(footnotes.length - 1)
})
