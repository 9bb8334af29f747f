import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { trendText } from '../../../src/cli/text/trendText.ts'
import { terminalStyle } from '../../../src/cli/text/terminalStyle.ts'
import type { Trend, TrendPoint } from '../../../src/core/comparison/trend.ts'
import { describeTrend, sparkline } from '../../../src/core/presentation/describeTrend.ts'
import { trendDocument } from '../../../src/core/presentation/trendDocument.ts'

const schema: Record<string, unknown> = JSON.parse(readFileSync(new URL('../../../schema/trend.schema.json', import.meta.url), 'utf8'))
const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(schema)
const named = { file: 'src/cart.ts', name: 'Cart.total' }

function point(index: number, commit: string | null, changes: Partial<TrendPoint> = {}): TrendPoint {
  return { version: `v${commit}`, commit, isDirty: false, measuredAt: 0, index, interval: { low: index * 0.98, high: index * 1.02 }, currentMs: 1, ...changes }
}

const trend: Trend = {
  points: [point(1, 'aaaaaaaa1', { interval: { low: 1, high: 1 } }), point(1.02, 'bbbbbbbb1'), point(1.2, 'cccccccc1', { isDirty: true })],
  changes: [],
  direction: 'degrading',
  unlinked: 1,
}
const changed: Trend = { ...trend, points: [...Array.from({ length: 12 }, () => point(1, 'aaaaaaaa1')), ...Array.from({ length: 12 }, () => point(1.2, 'dddddddd1'))], changes: [{ at: 12, relativeDifference: 0.2 }], unlinked: 0 }
const nothing: Trend = { points: [], changes: [], direction: 'unclear', unlinked: 0 }

test.each([
  [[1, 1, 1], '▁▁▁'],
  [[1, 1.01, 1.02], '▁▂▄'],
  [[1, 2, 3, 4, 5, 6, 7, 8], '▁▂▃▄▅▆▇█'],
  [[2, 1], '█▁'],
])('the sparkline of %j', (indices, line) => expect(sparkline(indices, 80)).toBe(line))

test('a sparkline that does not fit ends with the newest', () => expect(sparkline([5, 1, 2], 2)).toBe('▁█'))

test.each<[Trend, string]>([
  [trend, 'degrading: 20% slower in 3 versions'],
  [changed, 'degrading: 20% slower from dddddddd on'],
  [{ ...changed, changes: [], direction: 'stable' }, 'stable: no change in 24 versions'],
  [{ ...trend, direction: 'unclear' }, 'unclear: too little is known to say, in 3 versions'],
  [nothing, 'nothing was compared yet'],
])('%#: in words', (each, words) => expect(describeTrend(each)).toBe(words))

test('trendText draws the way, says it, and lists versions with their steps', () => {
  expect(trendText(trend, 'Cart.total', 'src/cart.ts#Cart.total', { style: terminalStyle(false), width: null })).toBe(`Cart.total  src/cart.ts#Cart.total

▁▁█
degrading: 20% slower in 3 versions

version       step  vs first
aaaaaaaa            the first
bbbbbbbb       +2%  ▲ 2% [−0.04, 4]
cccccccc+     +18%  ▲ 20% [18, 22]

1 version left out: no comparison connects it with the newest
From 20 versions on Heatline looks for where it changed
Ratios that were measured side by side, chained: times of different days are never compared
`)
  expect(trendText(changed, 'f', 'a.ts#f', { style: terminalStyle(false), width: 10 })).toMatch(/\ndddddddd {6}\+20% {2}▲ 20% \[18, 22\] {2}← changed\n[^←]*\n9 earlier versions not listed\n/)
  expect(trendText(nothing, 'f', 'a.ts#f', { style: terminalStyle(false), width: null })).toContain('Nothing was compared yet: heatline compare a.ts#f\n')
})

describe('trendDocument', () => {
  test.each([['few', trend], ['with a change', changed], ['nothing', nothing]])('fits the schema: %s', (_, each) => expect(errorsOf(trendDocument(each, named))).toEqual([]))

  test('names the commit of a change', () => {
    expect(trendDocument(changed, named)).toMatchObject({ function: { id: 'src/cart.ts#Cart.total' }, changes: [{ at: 12, commit: 'dddddddd1', relativeDifference: 0.2 }] })
  })

  test('the schema refuses an unknown direction, and a point without its interval', () => {
    const document = trendDocument(trend, named)
    expect(errorsOf({ ...document, direction: 'up' })).not.toEqual([])
    expect(errorsOf({ ...document, points: document.points.map((each) => ({ ...each, interval: undefined })) })).not.toEqual([])
  })
})

/** What the schema has against a document as a program would read it. */
function errorsOf(document: unknown): unknown[] {
  validate(JSON.parse(JSON.stringify(document)))
  return validate.errors ?? []
}
