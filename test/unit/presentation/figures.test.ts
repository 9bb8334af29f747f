import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../../src/core/evidence/evidence.ts'
import { figureKind, figureKinds } from '../../../src/core/presentation/figures/figureKinds.ts'
import { formatCount } from '../../../src/core/presentation/formatCount.ts'

const at = { file: 'a.ts', line: 4, column: 2 }
const deopt = { ...at, function: 'total', kind: 'eager', reason: 'not a Smi', count: 0, whileWarmingUp: 0 }

/** Texts and details of a kind's figures. */
function figures(name: 'counts' | 'deoptimisations', evidence: Evidence) {
  return figureKind(name).of(evidence)?.map(({ line, text, detail }) => [line, text, detail])
}

test('a kind of which a run collected nothing has no figures', () => {
  expect(figureKinds.map(({ of }) => of({}))).toEqual(figureKinds.map(() => null))
})

describe('counts', () => {
  test('tell how often a line runs, and what is further right on it', () => {
    expect(figures('counts', { counts: [{ file: 'a.ts', line: 4, perCall: 1000, blocks: [{ column: 11, perCall: 25 }, { column: 30, perCall: 0 }] }] })).toEqual([
      [4, '×1,000 → ×25 → ×0', 'Runs 1,000 times a call. From column 12 on: 25 times. From column 31 on: never.'],
    ])
  })

  test('tell of lines that do not run, or run once', () => {
    expect(figures('counts', { counts: [0, 1].map((perCall) => ({ file: 'a.ts', line: perCall, perCall, blocks: [] })) })).toEqual([
      [0, '×0', 'Does not run.'], [1, '×1', 'Runs once a call.'],
    ])
  })
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

test.each([[0, '0'], [0.00123456, '0.00123'], [0.25, '0.25'], [2.5, '2.5'], [12.34, '12.3'], [1000.4, '1,000'], [1_234_567, '1.23M']])('formatCount(%d) is %s', (count, text) => {
  expect(formatCount(count)).toBe(text)
})
