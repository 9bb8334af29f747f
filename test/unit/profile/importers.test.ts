import { expect, test } from 'vitest'
import { importCdpProfile } from '../../../src/core/profile/importCdpProfile.ts'
import { importPprof } from '../../../src/core/profile/importPprof.ts'
import { importV8Profiler } from '../../../src/core/profile/importV8Profiler.ts'
import { joinProfiles } from '../../../src/core/profile/joinProfiles.ts'

test('pprof: a tree with 1-based lines of ticks and calls', () => {
  const profile = importPprof({
    startTime: 1_000_000,
    endTime: 1_010_000,
    topDownRoot: {
      name: '(root)', scriptName: '', lineNumber: 0, hitCount: 0, children: [
        { name: 'run', scriptName: 'file:///a.mjs', lineNumber: 7, hitCount: 30, children: [
          { name: 'work', scriptName: 'file:///a.mjs', lineNumber: 2, hitCount: 60, children: [] },
        ] },
        { name: '(idle)', scriptName: '', lineNumber: 0, hitCount: 10, children: [] },
      ],
    },
  })
  expect(profile).toMatchObject({ recorder: 'pprof', durationMs: 10, samplingIntervalUs: 100, lineMeans: 'tickOrCall', timeline: null })
  expect(profile.nodes.map(({ functionName, line, hitCount, parent }) => [functionName, line, hitCount, profile.nodes[parent]?.functionName])).toEqual([
    ['(root)', -1, 0, undefined],
    ['(idle)', -1, 10, '(root)'],
    ['run', 6, 30, '(root)'],
    ['work', 1, 60, 'run'],
  ])
})

const cdp = {
  startTime: 0,
  endTime: 4000,
  nodes: [
    { id: 1, callFrame: { functionName: '(root)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 }, children: [3, 2] },
    { id: 2, callFrame: { functionName: '(idle)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 }, hitCount: 1 },
    {
      id: 3, callFrame: { functionName: 'run', scriptId: '9', url: 'file:///a.mjs', lineNumber: 4, columnNumber: 10 }, hitCount: 3,
      positionTicks: [{ line: 6, ticks: 1 }, { line: 7, ticks: 1 }, { line: 6, ticks: 1 }],
    },
  ],
  samples: [3, 3, 2, 3],
  timeDeltas: [500, 1000, 1000, 1000],
}

test('inspector: functions’ starts are 0-based, ticks 1-based and repeated on Node 26', () => {
  const profile = importCdpProfile(cdp)
  expect(profile).toMatchObject({ recorder: 'inspector', durationMs: 4, samplingIntervalUs: 1000, lineMeans: 'functionStart' })
  const run = profile.nodes.find(({ functionName }) => functionName === 'run')
  expect(run).toMatchObject({ line: 4, hitCount: 3, lineTicks: [{ line: 5, hitCount: 2 }, { line: 6, hitCount: 1 }] })
  expect(profile.timeline?.nodes.map((index) => profile.nodes[index]?.functionName)).toEqual(['run', 'run', '(idle)', 'run'])
  expect(profile.timeline?.deltasUs).toEqual(cdp.timeDeltas)
})

test('v8-profiler-next: the same with 1-based lines and ticks inside the call frame', () => {
  const profile = importV8Profiler({
    startTime: 0,
    endTime: 4000,
    nodes: [
      { id: 1, callFrame: { functionName: '(root)', url: '', lineNumber: 0, columnNumber: 0 }, hitCount: 0, children: [7] },
      { id: 7, callFrame: { functionName: 'run', url: '/a.cjs', lineNumber: 5, columnNumber: 11, lineTicks: [{ line: 6, hitCount: 4 }] }, hitCount: 4, children: [] },
    ],
    samples: [7, 7, 7, 7],
    timeDeltas: [1000, 1000, 1000, 1000],
  })
  expect(profile.nodes[1]).toMatchObject({ parent: 0, functionName: 'run', url: '/a.cjs', line: 4, hitCount: 4, lineTicks: [{ line: 5, hitCount: 4 }] })
})

test('a parent precedes its children, whatever order a recorder lists them in', () => {
  const profile = importCdpProfile({ ...cdp, nodes: cdp.nodes.toReversed() })
  profile.nodes.forEach(({ parent }, index) => expect(parent).toBeLessThan(index))
  expect(profile.nodes).toHaveLength(3)
})

test('windows that followed one another are one profile', () => {
  const window = importCdpProfile(cdp)
  const joined = joinProfiles(window, window)
  expect(joined).toMatchObject({ durationMs: 8, samplingIntervalUs: 1000 })
  expect(joined.nodes).toHaveLength(6)
  expect(joined.nodes[4]?.parent).toBe(3)
  expect(joined.timeline?.nodes.map((index) => joined.nodes[index]?.functionName)).toEqual(['run', 'run', '(idle)', 'run', 'run', 'run', '(idle)', 'run'])
})
