import { describe, expect, test } from 'vitest'
import { harnessLineOffset } from '../../../src/core/profile/generatedPosition.ts'
import type { SourcePlace } from '../../../src/core/profile/generatedPosition.ts'
import type { LineTick, StackProfile } from '../../../src/core/profile/stackProfile.ts'
import { toCpuProfile } from '../../../src/core/profile/toCpuProfile.ts'
import type { CpuProfile, CpuProfileInput } from '../../../src/core/profile/toCpuProfile.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { cpuProfileProblems } from '../../support/cpuProfileProblems.ts'

const shop = `export function total(orders: number[]): number {
  return orders.map((order) => order * 2).filter((order) => order > 1).reduce(add, 0)
}
function add(a: number, b: number): number {
  return round(a + b)
}
export default (): number => total([1])
`
const money = `export function round(value: number): number {
  return Math.round(value)
}
`
const texts: Readonly<Record<string, string>> = { '/w/shop.ts': shop, '/w/money.ts': money }

const bundle = '/tmp/run/bundle.mjs'
const runner = '/dist/runner.cjs'
const user = `file://${bundle}`

/** What stands on the lines of the bundle, counted from its first: functions begin at the columns. */
const generated: readonly (SourcePlace | 'harness' | 'unmapped')[] = [
  { file: '/w/money.ts', line: 0, column: 16 },
  { file: '/w/money.ts', line: 1, column: 2 },
  { file: '/w/shop.ts', line: 0, column: 16 },
  { file: '/w/shop.ts', line: 1, column: 20 },
  { file: '/w/shop.ts', line: 1, column: 49 },
  { file: '/w/shop.ts', line: 3, column: 9 },
  { file: '/w/shop.ts', line: 4, column: 2 },
  { file: '/w/shop.ts', line: 6, column: 15 },
  'unmapped',
  'harness',
]
const at = { round: 0, inRound: 1, total: 2, double: 3, keep: 4, add: 5, inAdd: 6, default: 7, helper: 8, call: 9 }

/** A node of a recording: indented below its caller, `at` a line of the bundle, `in` another script. */
interface Row {
  readonly name: string
  readonly at?: number
  readonly in?: string
  readonly ticks?: Readonly<Record<number, number>>
}

/** The harness above the target, as the runner calls it. */
const harness: readonly Row[] = [
  { name: '(root)' },
  { name: ' sampleCalls', in: runner },
  { name: '  invoke', in: runner },
  { name: '   call', at: at.call },
]

function record(rows: readonly Row[], samples: readonly (readonly [row: string, deltaUs: number])[], changes: Partial<CpuProfileInput> = {}): CpuProfile {
  const depths = rows.map(({ name }) => name.length - name.trimStart().length)
  const names = rows.map(({ name }) => name.trim())
  const profile: StackProfile = {
    recorder: 'inspector',
    samplingIntervalUs: 100,
    durationMs: samples.reduce((sum, [, delta]) => sum + Math.max(delta, 0), 50) / 1000,
    lineMeans: 'functionStart',
    nodes: rows.map((row, index) => {
      const ticks: LineTick[] = Object.entries(row.ticks ?? {}).map(([line, hitCount]) => ({ line: harnessLineOffset + Number(line), hitCount }))
      return {
        parent: depths.findLastIndex((depth, above) => above < index && depth < (depths[index] ?? 0)),
        functionName: (names[index] ?? '').replace(/^\?.*/, ''),
        url: row.at === undefined ? row.in ?? '' : user,
        line: row.at === undefined ? (row.in === undefined ? -1 : 7) : harnessLineOffset + row.at,
        column: 3,
        hitCount: samples.filter(([name]) => name === names[index]).length,
        lineTicks: ticks,
      }
    }),
    timeline: { nodes: samples.map(([name]) => names.indexOf(name)), deltasUs: samples.map(([, delta]) => delta) },
  }
  return toCpuProfile({
    profile,
    scripts: {
      bundlePath: bundle,
      runnerPath: runner,
      positionOf(line) {
        const place = generated[line - harnessLineOffset]
        if (line < harnessLineOffset) return { kind: 'outside' }
        return typeof place === 'object' ? { kind: 'source', file: place.file, line: place.line } : { kind: place ?? 'unmapped' }
      },
    },
    placeOf(line) {
      const place = generated[line - harnessLineOffset]
      return typeof place === 'object' ? place : null
    },
    functionsOf: (file) => discoverFunctions(texts[file] ?? '', file).functions,
    urlOf: (file) => `file://${file}`,
    target: { file: '/w/shop.ts', name: 'total' },
    targetIsOutermost: true,
    callsAreLong: false,
    startTimeUs: 5_000_000,
    ...changes,
  })
}

/** The tree, a line a node: name, place, samples. */
function drawn(profile: CpuProfile): string {
  const draw = (id: number, depth: number): readonly string[] => {
    const node = profile.nodes.find((each) => each.id === id)
    if (node === undefined) return ['?']
    const { functionName, url, lineNumber, columnNumber } = node.callFrame
    const place = url === '' ? '' : ` ${url.replace('file:///w/', '')}:${lineNumber}:${columnNumber}`
    return [`${'  '.repeat(depth)}${functionName === '' ? '?' : functionName}${place} ${node.hitCount ?? 0}`, ...(node.children ?? []).flatMap((child) => draw(child, depth + 1))]
  }
  expect(cpuProfileProblems(JSON.stringify(profile))).toEqual([])
  return draw(1, 0).join('\n')
}

/** The names of the samples in their order. */
function order(profile: CpuProfile): readonly string[] {
  return profile.samples.map((id) => profile.nodes.find((node) => node.id === id)?.callFrame.functionName ?? '')
}

describe('a recording for other viewers', () => {
  const calls: readonly Row[] = [
    ...harness,
    { name: '    total', at: at.total, ticks: { [at.double]: 1 } },
    { name: '     ?double', at: at.double },
    { name: '     ?keep', at: at.keep },
    { name: '     add2', at: at.add },
    { name: '      round', at: at.round },
  ]

  test('holds the user\'s functions by their names and places, and none of the harness', () => {
    const profile = record(calls, [['total', 100], ['?double', 100], ['?keep', 100], ['add2', 100], ['round', 100]])
    expect(drawn(profile)).toBe([
      '(root) 0',
      '  total shop.ts:0:16 1',
      '    ? shop.ts:1:20 1',
      '    ? shop.ts:1:49 1',
      '    add shop.ts:3:9 1',
      '      round money.ts:0:16 1',
    ].join('\n'))
    expect(order(profile)).toEqual(['total', '', '', 'add', 'round'])
  })

  test('begins and ends with the recording', () => {
    const profile = record(calls, [['total', 30], ['round', 100]])
    expect(profile).toMatchObject({ startTime: 5_000_000, endTime: 5_000_180, timeDeltas: [30, 100] })
  })

  test('puts samples that V8 listed late in their place', () => {
    const profile = record(calls, [['total', 100], ['round', 100], ['add2', -40], ['total', 140]])
    expect(order(profile)).toEqual(['total', 'add', 'round', 'total'])
    expect(profile.timeDeltas).toEqual([100, 60, 40, 100])
    const early = record(calls, [['total', -5], ['round', 105]])
    expect(early.timeDeltas).toEqual([0, 100])
  })

  test('shows the time between calls, and waiting, as idle', () => {
    const rows: readonly Row[] = [...calls, { name: ' (idle)' }, { name: ' (garbage collector)' }, { name: ' (program)' }]
    const profile = record(rows, [['sampleCalls', 100], ['call', 100], ['total', 100], ['(idle)', 100], ['(garbage collector)', 100], ['(program)', 100], ['(root)', 100]])
    expect(order(profile)).toEqual(['(idle)', '(idle)', 'total', '(idle)', '(garbage collector)', '(program)', '(root)'])
    expect(profile.nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)')).toHaveLength(1)
  })

  test('keeps what the user\'s code calls in Node, and nothing that the harness does', () => {
    const rows: readonly Row[] = [
      ...calls,
      { name: '      readSync', in: 'node:fs' },
      { name: '       open' },
      { name: '  now', in: 'node:internal/perf' },
      { name: '   hrtime' },
    ]
    const profile = record(rows, [['open', 100], ['now', 100], ['hrtime', 100]])
    expect(drawn(profile)).toBe(['(root) 0', '  total shop.ts:0:16 0', '    add shop.ts:3:9 0', '      readSync node:fs:7:3 0', '        open 1', '  (idle) 2'].join('\n'))
  })

  test('keeps functions of packages that are not bundled as V8 names them', () => {
    const rows: readonly Row[] = [...calls, { name: '      debounce', in: 'file:///w/node_modules/lodash/debounce.js' }]
    expect(drawn(record(rows, [['debounce', 100]]))).toContain('debounce node_modules/lodash/debounce.js:7:3 1')
  })

  test('gives the bundler\'s helpers to who called them', () => {
    const rows: readonly Row[] = [...harness, { name: '    total', at: at.total }, { name: '     __helper', at: at.helper }, { name: '      round', at: at.round }]
    const profile = record(rows, [['__helper', 100], ['round', 100]])
    expect(drawn(profile)).toBe(['(root) 0', '  total shop.ts:0:16 1', '    round money.ts:0:16 1'].join('\n'))
  })

  test('leaves a continuation after an await where V8 puts it', () => {
    expect(drawn(record([{ name: '(root)' }, { name: ' total', at: at.total }], [['total', 100]]))).toBe('(root) 0\n  total shop.ts:0:16 1')
  })

  test('names a default export that has no name', () => {
    expect(drawn(record([...harness, { name: '    shop_default', at: at.default }], [['shop_default', 100]]))).toContain('default shop.ts:6:15 1')
  })

  test('counts lines from 1 where the function\'s own file has them, and no others', () => {
    const rows: readonly Row[] = [...harness, { name: '    add', at: at.add, ticks: { [at.inAdd]: 2, [at.inRound]: 3, [at.add]: 1, [at.call]: 1 } }]
    const profile = record(rows, [['add', 100]])
    expect(profile.nodes.find(({ callFrame }) => callFrame.functionName === 'add')?.positionTicks).toEqual([{ line: 4, ticks: 1 }, { line: 5, ticks: 2 }])
  })

  test('needs samples in the order of time', () => {
    const profile: StackProfile = { recorder: 'pprof', samplingIntervalUs: 100, durationMs: 1, lineMeans: 'tickOrCall', nodes: [], timeline: null }
    expect(() => record(harness, [], { profile })).toThrow('Internal error: the recording has no timeline')
  })
})

describe('a target that V8 inlined into the harness\'s call', () => {
  const inlined: readonly Row[] = [...harness.slice(0, 3), { name: '   call', at: at.call, ticks: { [at.double]: 2, [at.call]: 1 } }]

  test('has the call\'s samples and lines, and what it calls', () => {
    const rows: readonly Row[] = [...inlined, { name: '    add', at: at.add }, { name: '    total', at: at.total }, { name: '     round', at: at.round }]
    const profile = record(rows, [['call', 100], ['add', 100], ['total', 100], ['round', 100], ['call', 100], ['call', 100]])
    expect(drawn(profile)).toBe(['(root) 0', '  total shop.ts:0:16 4', '    add shop.ts:3:9 1', '    round money.ts:0:16 1'].join('\n'))
    expect(profile.nodes[1]?.positionTicks).toEqual([{ line: 2, ticks: 2 }])
  })

  test('is known by its name where V8 never saw it alone', () => {
    expect(drawn(record(inlined, [['call', 100], ['call', 100], ['call', 100]]))).toBe('(root) 0\n  total shop.ts:0:0 3')
  })

  test('has what a long call does without a frame', () => {
    const rows: readonly Row[] = [...harness, { name: '    total', at: at.total }]
    const samples = [['call', 100], ['invoke', 100], ['total', 100], ['sampleCalls', 100]] as const
    expect(order(record(rows, samples, { callsAreLong: true }))).toEqual(['total', 'total', 'total', '(idle)'])
    expect(order(record(rows, samples))).toEqual(['(idle)', '(idle)', 'total', '(idle)'])
  })

  test('is not what a call has in it that does more', () => {
    const rows: readonly Row[] = [...inlined.slice(0, 3), { name: '   call', at: at.call, ticks: { [at.inAdd]: 2 } }, { name: '    total', at: at.total }, { name: '    round', at: at.round }]
    const profile = record(rows, [['call', 100], ['total', 100], ['round', 100]], { targetIsOutermost: false })
    expect(drawn(profile)).toBe(['(root) 0', '  add shop.ts:3:0 1', '  total shop.ts:0:16 1', '  round money.ts:0:16 1'].join('\n'))
  })

  test('is found where the call had to stand in the user\'s class', () => {
    const rows: readonly Row[] = [...harness.slice(0, 3), { name: '   call', at: at.inAdd, ticks: {} }, { name: '    total', at: at.total }]
    expect(drawn(record(rows, [['total', 100]]))).toBe('(root) 0\n  total shop.ts:0:16 1')
  })
})
