import { describe, expect, test } from 'vitest'
import { parseRunnerMessage } from '../../../src/protocol/parseRunnerMessage.ts'
import type { RunnerMessage } from '../../../src/protocol/runnerMessage.ts'

const messages: readonly RunnerMessage[] = [
  { kind: 'started', nodeVersion: '24.0.0', v8Version: '13.6' },
  { kind: 'prepared', loadMs: 1.5 },
  { kind: 'firstCall', ms: 0, isAsync: false, changesArguments: true, targetIsOutermost: true },
  { kind: 'stage', stage: 'warmUp' },
  { kind: 'timing', bytesPerCall: null, medianMs: 0.1, iterations: 10, thrown: 0, calls: 10, measuringMs: 20 },
  {
    kind: 'attribution',
    profile: {
      recorder: 'pprof', samplingIntervalUs: 100, durationMs: 10, lineMeans: 'tickOrCall',
      nodes: [
        { parent: -1, functionName: '(root)', url: '', line: -1, hitCount: 0, lineTicks: null },
        { parent: 0, functionName: 'f', url: 'file:///a.cjs', line: 3, column: 7, hitCount: 2, lineTicks: [{ line: 3, hitCount: 2 }] },
      ],
      timeline: { nodes: [1, 1], deltasUs: [100, -1] },
    },
    calls: 1, callsMs: 1, waitingMs: 0.5, computingMs: 1, thrown: 0, measuringMs: 1,
  },
  { kind: 'answer', row: 0, end: 'returned', digest: 'a-b', shown: '1', isRepeatable: true },
  { kind: 'answers', measuringMs: 3, calls: 4, thrown: 0, callMs: 0.1, firstCallMs: 2, rows: 2 },
  { kind: 'began', firstCallMs: 0.3, isAsync: false, rows: 1 },
  { kind: 'warmed', batchSize: 8, callMs: 0.2, linkedMs: null },
  { kind: 'slices', callMs: [0.2, 0.1] },
  { kind: 'allocated', bytesPerCall: 40.5, retainedPerCall: -0.1 },
  { kind: 'paired', measuringMs: 200, calls: 10, thrown: 0 },
  { kind: 'awaits', lines: [{ line: 0, count: 3, ms: 15.5, coveredMs: 15.5, longestMs: 6, atOnce: 1 }], calls: 1, callsMs: 17, thrown: 0, measuringMs: 20 },
  {
    kind: 'blocking',
    synchronousCalls: [{ name: 'fs.readFileSync', line: 200_003, column: 4, count: 2, ms: 0.3 }],
    marks: [{ name: 'a', markKind: 'mark', count: 1, ms: 0, place: null }, { name: 'b', markKind: 'measure', count: 1, ms: 2, place: { line: 200_009, column: 0 } }],
    eventLoop: { longestMs: 3, meanMs: 2, p99Ms: 3, blockedShare: 0.5 },
    calls: 1, thrown: 0, measuringMs: 20,
  },
  { kind: 'warning', message: 'x' },
  { kind: 'failed', stage: 'load', error: { name: 'Error', message: 'no', stack: null } },
  { kind: 'failed', stage: 'record', error: { name: 'HeatlineError', message: 'no recorder', stack: null } },
  { kind: 'denied', permission: 'write', action: 'write', target: '/x', stack: 'Error' },
]

describe('the guard at the end of the runner\'s channel', () => {
  test.each(messages)('lets $kind pass as it is', (message) => {
    expect(parseRunnerMessage(JSON.stringify(message))).toEqual(message)
  })
  test.each(messages)('misses each field of $kind', (message) => {
    for (const name of Object.keys(message)) {
      expect(parseRunnerMessage(JSON.stringify({ ...message, [name]: undefined })), name).toBeNull()
      expect(parseRunnerMessage(JSON.stringify({ ...message, [name]: { wrong: true } })), name).toBeNull()
    }
  })
  test.each(['', 'hello', '{', 'null', '[]', '1', '{"kind":"other"}', '{"kind":"prepared","loadMs":-1}', '{"kind":"stage","stage":"other"}'])('refuses %j', (line) => {
    expect(parseRunnerMessage(line)).toBeNull()
  })
  test('refuses a call tree whose nodes point nowhere, or forward', () => {
    const message = messages.find((each) => each.kind === 'attribution')
    const root = { parent: -1, functionName: '', url: '', line: -1, hitCount: 0, lineTicks: null }
    const withProfile = (change: object) => parseRunnerMessage(JSON.stringify({ ...message, profile: { ...message?.profile, ...change } }))
    expect(withProfile({ nodes: [root], timeline: null })).not.toBeNull()
    expect(withProfile({ nodes: [{ ...root, parent: 0 }], timeline: null })).toBeNull()
    expect(withProfile({ nodes: [{ ...root, parent: -2 }], timeline: null })).toBeNull()
    expect(withProfile({ nodes: [root], timeline: { nodes: [1], deltasUs: [1] } })).toBeNull()
    expect(withProfile({ nodes: [root], timeline: { nodes: [0], deltasUs: [] } })).toBeNull()
    expect(withProfile({ nodes: [{ ...root, line: 1.5 }], timeline: null })).toBeNull()
    expect(withProfile({ nodes: [{ ...root, column: '7' }], timeline: null })).toBeNull()
  })
})
