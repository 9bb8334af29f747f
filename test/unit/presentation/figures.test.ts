import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../../src/core/evidence/evidence.ts'
import { figureKind, figureKinds } from '../../../src/core/presentation/figures/figureKinds.ts'
import type { FigureName } from '../../../src/core/presentation/figures/figureKinds.ts'

const at = { file: 'a.ts', line: 4, column: 2 }
const deopt = { ...at, function: 'total', kind: 'eager', reason: 'not a Smi', count: 0, whileWarmingUp: 0 }

/** Texts and details of a kind's figures. */
function figures(name: FigureName, evidence: Evidence) {
  return figureKind(name).of(evidence)?.map(({ line, text, detail }) => [line, text, detail])
}

test('a kind of which a run collected nothing has no figures', () => {
  expect(figureKinds.map(({ of }) => of({}))).toEqual(figureKinds.map(() => null))
})

describe('counts', () => {
  test('tell how often a line runs, and what is further right on it', () => {
    expect(figures('counts', { counts: [{ file: 'a.ts', line: 4, perCall: 1000, blocks: [{ column: 11, perCall: 25 }, { column: 30, perCall: 0 }] }] })).toEqual([
      [4, '1,000× → 25× → 0×', 'Runs 1,000× a call, from column 12 on 25×, from column 31 on 0×'],
    ])
  })
})

test('allocations tell the bytes of a call', () => {
  expect(figures('allocations', { allocations: [{ file: 'a.ts', line: 4, bytesPerCall: 1200 }] })).toEqual([[4, '1.20 kB', 'Allocates 1.20 kB a call, what it calls on other lines not counted.']])
})

test('awaits tell how long a call waits on a line, and for how much at once', () => {
  const awaited = { file: 'a.ts', line: 4, perCall: 16, msPerCall: 38.6, coveredMsPerCall: 12, share: 0.8, longestMs: 3, atOnce: 8 }
  expect(figures('awaits', { awaits: [awaited, { ...awaited, line: 5, atOnce: 1 }] })).toEqual([
    [4, '12.0 ms awaited, 8 at once', 'Awaits 16× a call, which waits here for 12.0 ms, 80% of its time: 3.00 ms at most at a time, 8 at once at most.'],
    [5, '12.0 ms awaited', expect.any(String)],
  ])
})

describe('deoptimisations', () => {
  test('count those of warm calls, for all reasons', () => {
    expect(figures('deoptimisations', { deoptimisations: [{ ...deopt, count: 2, whileWarmingUp: 1 }, { ...deopt, reason: 'hole', count: 1 }, { ...deopt, reason: 'overflow', whileWarmingUp: 5 }] })).toMatchObject([[4, '3 deopts: not a Smi, hole', expect.stringContaining('away, 2 times once calls were warm and once while they warmed up: not a Smi.')]])
  })

  test('say where V8 only learned', () => {
    expect(figures('deoptimisations', { deoptimisations: [{ ...deopt, whileWarmingUp: 1 }] })).toMatchObject([[4, '1 deopt while warming up: not a Smi', expect.any(String)]])
  })

  test('name megamorphic properties behind them', () => {
    const megamorphic = [{ ...at, property: 'x', shapes: 6 }, { ...at, property: null, shapes: 1 }]
    expect(figures('deoptimisations', { deoptimisations: [{ ...deopt, count: 1 }], megamorphic })).toMatchObject([[4, '1 deopt: not a Smi · megamorphic .x, [key]', expect.stringContaining('6 or more shapes')]])
    expect(figures('deoptimisations', { deoptimisations: [], megamorphic: [] })).toEqual([])
  })
})
