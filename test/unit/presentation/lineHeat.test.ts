import { describe, expect, test } from 'vitest'
import { anchorLines } from '../../../src/core/presentation/heatAnchor.ts'
import { defaultHeatMode } from '../../../src/core/presentation/heatMode.ts'
import type { HeatMode } from '../../../src/core/presentation/heatMode.ts'
import { drawFigures } from '../../../src/core/presentation/drawFigures.ts'
import { drawLines } from '../../../src/core/presentation/lineHeat.ts'
import { nextHotLine } from '../../../src/core/presentation/nextHotLine.ts'
import { placeLines } from '../../../src/core/presentation/placedLine.ts'
import type { Attribution, LineHeat, ShareEstimate } from '../../../src/core/profile/attribution.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'

const text = `function total(orders) {
  prepare(orders)
  check(orders)
  return orders.reduce(add)
}
`
const anchors = anchorLines([0, 1, 2, 3, 4], { text, functions: discoverFunctions(text, 'a.js').functions })

/** A share of 1,000 samples, known within `points` either way. */
function estimate(samples: number, points = 2): ShareEstimate {
  const share = samples / 1000
  return { samples, share, interval: { low: share - points / 100, high: share + points / 100 } }
}

function line(number: number, self: ShareEstimate, total: ShareEstimate | null): LineHeat {
  // One sample stands for 10 ns of a call.
  return { file: 'a.js', line: number, self, total, selfMsPerCall: self.samples * 1e-5, callees: [] }
}

function attribution(lines: readonly LineHeat[]): Attribution {
  return {
    recorders: ['pprof'],
    stackSamples: 1000,
    functionSamples: 800,
    garbageCollection: estimate(0),
    unmappedShare: 0,
    lines,
    functions: [{ file: 'a.js', name: 'total', line: 0, self: estimate(500), total: estimate(800) }],
  }
}

function draw(lines: readonly LineHeat[], mode: Partial<HeatMode> = {}) {
  return drawLines(place(lines), { lines, attribution: attribution(lines), anchors }, { ...defaultHeatMode, ...mode })
}

function place(lines: readonly LineHeat[]) {
  return placeLines(lines.map((each) => each.line), anchors)
}

describe('drawLines', () => {
  const lines = [line(3, estimate(400), estimate(600)), line(1, estimate(40), estimate(120))]

  test('says share and time per call at the end of each line, top to bottom', () => {
    expect(draw(lines).map(({ line: at, text: words, level }) => [at, words, level])).toEqual([[1, '4% · 400 ns · 12% with calls', 1], [3, '40% · 4.00 µs · 60% with calls', 4]])
  })

  test('tells of a line that only calls, without colour, and not of calls that hardly add', () => {
    const [caller, leaf] = draw([line(1, estimate(0), estimate(900)), line(3, estimate(400), estimate(440))])
    expect([caller?.text, caller?.level]).toEqual(['90% with calls', 0])
    expect(leaf?.text).toBe('40% · 4.00 µs')
    expect(draw([line(1, estimate(0), estimate(400))], { shareOf: 'function' })[0]?.text).toBe('50% of function with calls')
  })

  test('shows totals, and shares of the function, and says so', () => {
    expect(draw(lines, { time: 'total' }).map((drawn) => drawn.text)).toEqual(['12% total · 1.20 µs', '60% total · 6.00 µs'])
    expect(draw(lines, { shareOf: 'function' }).map((drawn) => drawn.text)).toEqual(['5% of function · 400 ns · 15% with calls', '50% of function · 4.00 µs · 75% with calls'])
    expect(draw(lines, { time: 'total', shareOf: 'function' }).map((drawn) => drawn.text)).toEqual(['15% of function, total · 1.20 µs', '75% of function, total · 6.00 µs'])
  })

  test('shows self time and does not call it total where the recorder knows no call sites', () => {
    expect(draw([line(3, estimate(400), null)], { time: 'total' }).map((drawn) => drawn.text)).toEqual(['40% · 4.00 µs'])
  })

  test('colours from 10 samples on', () => {
    expect(draw([line(1, estimate(9, 1), null), line(3, estimate(10, 1), null)]).map(({ line: at, level }) => [at, level])).toEqual([[3, 1]])
  })

  test('gives a line whose share is not known within 5 points its figures, but no colour', () => {
    expect(draw([line(3, estimate(400, 6), null)]).map(({ text: words, level }) => [words, level])).toEqual([['40% ±6 · 4.00 µs', 0]])
    expect(draw([line(3, estimate(400, 5), null)])[0]?.level).toBe(4)
  })

  test('greys out a stale line and says so', () => {
    const hot = [line(3, estimate(400), null)]
    const stale = place(hot).map((placed) => ({ ...placed, isStale: true }))
    expect(drawLines(stale, { lines: hot, attribution: attribution(hot), anchors }, defaultHeatMode)).toMatchObject([{ level: 0, text: 'stale · 40% · 4.00 µs', isStale: true }])
  })

  test('draws one figure where edits brought two lines together, and none for a deleted line', () => {
    const hot = [line(1, estimate(100), null), line(3, estimate(400), null)]
    const [a, b] = place(hot)
    if (a === undefined || b === undefined) throw new Error('no lines')
    const heat = { lines: hot, attribution: attribution(hot), anchors }
    expect(drawLines([a, { ...b, position: { line: 1, column: 2 } }], heat, defaultHeatMode).map(({ share }) => share)).toEqual([0.4])
    expect(drawLines([{ ...a, position: null }], heat, defaultHeatMode)).toEqual([])
  })
})

describe('drawFigures', () => {
  const figures = [
    { file: 'a.js', line: 3, text: '1,000×', detail: 'Runs 1,000× a call' },
    { file: 'a.js', line: 2, text: '1×', detail: 'Runs 1× a call' },
  ]
  const lines = [line(3, estimate(400), null), line(1, estimate(100), null)]
  const hot = draw(lines)
  const placed = placeLines([1, 2, 3], anchors)

  test('puts figures in the place of times, on lines without samples too, and leaves the bands', () => {
    expect(drawFigures(hot, placed, figures).map(({ line: at, text: words, level, figureDetail }) => [at, words, level, figureDetail])).toEqual([
      [1, '', 2, null], [2, '1×', 0, 'Runs 1× a call'], [3, '1,000×', 4, 'Runs 1,000× a call'],
    ])
  })

  test('says where the code has changed, and nothing where it is gone', () => {
    const moved = placed.map((each) => (each.line === 2 ? { ...each, isStale: true, position: { line: 9, column: 0 } } : { ...each, position: null }))
    expect(drawFigures([], moved, figures)).toEqual([{ line: 9, level: 0, isStale: true, text: 'stale · 1×', share: 0, heat: null, figureDetail: 'Runs 1× a call' }])
  })
})

describe('nextHotLine', () => {
  const drawn = draw([line(1, estimate(100), null), line(2, estimate(400, 6), null), line(3, estimate(300), null)])

  test('goes down and up over coloured lines and wraps around', () => {
    expect([0, 1, 2, 3].map((from) => nextHotLine(drawn, from, 'next')?.line)).toEqual([1, 3, 3, 1])
    expect([0, 1, 2, 3].map((from) => nextHotLine(drawn, from, 'previous')?.line)).toEqual([3, 3, 1, 1])
  })

  test('takes lines without colour where none has one', () => {
    expect(nextHotLine(draw([line(2, estimate(400, 6), null)]), 0, 'next')?.line).toBe(2)
    expect(nextHotLine([], 0, 'next')).toBeNull()
  })
})
