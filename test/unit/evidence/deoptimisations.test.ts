import { describe, expect, test } from 'vitest'
import { sumDeoptimisations } from '../../../src/core/evidence/deoptimisations.ts'
import type { LoggedDeopt } from '../../../src/core/evidence/optimisationLog.ts'

function deopt(reason: string, ...places: readonly (readonly [script: string, line: number])[]): LoggedDeopt {
  return { event: 'deopt', kind: 'eager', reason, positions: places.map(([script, line]) => ({ script, line, column: 2 })) }
}

/** Lines of the bundle stand 100 lines further up in the user's file. */
function sum(whileWarmingUp: readonly LoggedDeopt[], warm: readonly LoggedDeopt[]) {
  return sumDeoptimisations({
    whileWarmingUp,
    warm,
    placeOf: ({ script, line, column }) => (script === 'bundle' ? { file: '/app/a.ts', line: line - 100, column } : null),
    ownerOf: ({ line }) => (line < 10 ? 'first' : 'second'),
    nameOf: (file) => file.slice('/app/'.length),
  })
}

describe('sumDeoptimisations', () => {
  test('adds up what happened in one place for one reason, before and after calls were warm', () => {
    const here = deopt('wrong map', ['bundle', 103])
    expect(sum([here], [here, here, deopt('not a Smi', ['bundle', 103])])).toEqual([
      { file: 'a.ts', line: 3, column: 2, function: 'first', kind: 'eager', reason: 'wrong map', count: 2, whileWarmingUp: 1 },
      { file: 'a.ts', line: 3, column: 2, function: 'first', kind: 'eager', reason: 'not a Smi', count: 1, whileWarmingUp: 0 },
    ])
  })

  test('puts those of warm calls first', () => {
    const learning = deopt('wrong map', ['bundle', 103])
    expect(sum([learning, learning], [deopt('hole', ['bundle', 112])]).map(({ reason, function: name }) => `${name}: ${reason}`)).toEqual(['second: hole', 'first: wrong map'])
  })

  test('names the inlined place, or the call of what is not the user\'s', () => {
    expect(sum([], [deopt('wrong map', ['bundle', 104], ['bundle', 115])])).toMatchObject([{ line: 4 }])
    expect(sum([], [deopt('wrong map', ['node:internal/url', 7], ['bundle', 115])])).toMatchObject([{ line: 15 }])
  })

  test('leaves out what happens elsewhere, and code that gives way to faster code', () => {
    expect(sum([deopt('wrong map', ['/opt/heatline/runner.cjs', 4])], [deopt('prepare for on stack replacement (OSR)', ['bundle', 104])])).toEqual([])
  })
})
