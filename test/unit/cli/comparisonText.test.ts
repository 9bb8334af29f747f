import { describe, expect, test } from 'vitest'
import { checkText } from '../../../src/cli/text/checkText.ts'
import { comparisonText } from '../../../src/cli/text/comparisonText.ts'
import { intervalBar } from '../../../src/cli/text/intervalBar.ts'
import { terminalStyle } from '../../../src/cli/text/terminalStyle.ts'
import type { Comparison } from '../../../src/core/comparison/comparison.ts'
import { exampleCheck, exampleComparison, exampleDifference, inconclusiveComparison, unchangedComparison } from '../presentation/exampleComparison.ts'
import { cartSource } from '../presentation/exampleRun.ts'

const plain = terminalStyle(false)

function draw(comparison: Comparison, width: number | null = null): string {
  return comparisonText(comparison, { style: plain, width, linesOf: (file) => (file === 'src/cart.ts' ? cartSource.split('\n') : null), nameOf: (file) => file })
}

describe('comparisonText', () => {
  test('shows the verdict in words, the interval against the threshold, why, and what it rests on', () => {
    expect(draw(exampleComparison({ warnings: ['The order mattered by 4%.'] }))).toBe(`Cart.total  src/cart.ts:6
  call  new Cart(items).total(0.2)
  base  main  3f2a1bc0

▲ 18% [15, 21] slower than main: a regression of low severity, beyond the threshold of 15%
= as much memory allocated as main

                −15%      0     +15%
  time            ┊       │       ━━●━       12.4 µs → 14.6 µs per call

why
             +1.80 µs/call  src/cart.ts:9  Cart.total  new  sum += item.price * item.count
  +400 ns/call  +96 B/call  src/tax.ts:2   round

! The order mattered by 4%.

8 pairs of processes · p 0.0078 · 2.31 s of measuring
Node 24.21.0 · V8 13.6.233 · linux x64 · 2 × Some CPU @ 3.00GHz
`)
  })

  test('says what would settle what cannot be told', () => {
    expect(draw(inconclusiveComparison())).toContain(`? cannot be told from main: somewhere between 2.1% faster and 6.4% slower`)
    expect(draw(inconclusiveComparison())).toContain('A change at the threshold of 15% would most likely have been found. To find smaller ones, ')
    const vague = exampleDifference({ verdict: 'inconclusive', minimumDetectableEffect: 0.4, confidenceInterval: { low: -0.2, high: 0.3 } })
    expect(draw(inconclusiveComparison({ time: vague }))).toContain('With this much noise even a change at the threshold of 15% can be missed. ')
    const never = exampleDifference({ verdict: 'inconclusive', relativeDifference: null, confidenceInterval: null, pairs: 0, minimumDetectableEffect: null })
    expect(draw(inconclusiveComparison({ time: never, memory: never, message: 'The baseline cannot be run again: a dependency is gone.' }))).toMatch(/\n\n\? cannot be told from main\n\nThe baseline cannot be run again: a dependency is gone\.\n\nnothing measured\n/)
  })

  test('says that there is nothing to measure in the same code', () => {
    const never = exampleDifference({ verdict: 'unchanged', relativeDifference: 0, confidenceInterval: null, pairs: 0 })
    expect(draw(unchangedComparison({ time: never, memory: never, message: 'The same code.' }))).toContain('\n\n= the same code as main: there is nothing to measure\n\nnothing measured\n')
  })

  test('tells a loss of throughput that time alone does not fail for', () => {
    const text = draw(exampleComparison({ time: exampleDifference({ verdict: 'slower', relativeDifference: 0.13, confidenceInterval: { low: 0.12, high: 0.14 } }) }))
    expect(text).toContain('▲ 13% [12, 14] slower than main, within the threshold of 15%\n▼ 15% fewer calls per second: a regression of medium severity, beyond the threshold of 10%\n')
  })

  test('tells a base that was set, and where the function stood then', () => {
    const base = { kind: 'set', label: 'before', commit: null, runId: 'run-0', file: 'src/old.ts', functionName: 'sum', text: 'a\nb\nold line' } as const
    const text = draw(exampleComparison({ base, causes: [{ file: 'src/old.ts', line: 2, functionName: 'sum', differenceMsPerCall: -0.001, differenceBytesPerCall: null, change: 'removed' }] }))
    expect(text).toContain('\n  base  before  set as baseline, then src/old.ts#sum\n')
    expect(text).toContain('−1.00 µs/call  src/old.ts:3  sum  gone  old line\n')
  })

  test('says how it ended where it did not complete', () => {
    const text = draw(exampleComparison({ outcome: 'failed', message: '`total` failed: TypeError: no', causes: [] }))
    expect(text).toContain('\n\n`total` failed: TypeError: no\n\n')
    expect(text).not.toContain('slower than')
  })

  test('says line by line why nothing can be told', () => {
    const nothing = exampleDifference({ verdict: 'inconclusive', relativeDifference: null, confidenceInterval: null, minimumDetectableEffect: null, pairs: 0 })
    const text = draw(exampleComparison({ time: nothing, memory: nothing, message: 'The baseline main cannot be run: it lacks\nthis and that', causes: [] }))
    expect(text).toContain('\n\nThe baseline main cannot be run: it lacks\nthis and that\n\n')
  })

  test('keeps to the width, and lets no source command the terminal', () => {
    const text = draw(exampleComparison({ warnings: ['a\u001B[31m'] }), 60)
    expect(text).toContain('new  sum += it…\n')
    expect(text).not.toContain('\u001B')
  })
})

test.each([
  [{ relativeDifference: 0.18, confidenceInterval: { low: 0.15, high: 0.21 } }, '        ┊       │       ━━●━     '],
  [{ relativeDifference: -0.15, confidenceInterval: { low: -0.2, high: -0.1 } }, '     ━━━●━━━    │       ┊        '],
  [{ relativeDifference: 0.01, confidenceInterval: null }, '        ┊       │●      ┊        '],
  [{ relativeDifference: 3, confidenceInterval: { low: 2, high: 4 } }, '        ┊       │       ┊       ▶'],
  [{ relativeDifference: -0.29, confidenceInterval: { low: -0.4, high: -0.1 } }, '◀●━━━━━━━━━━    │       ┊        '],
  [{ relativeDifference: null, confidenceInterval: null }, '        ┊       │       ┊        '],
])('the bar of %j', (changes, bar) => expect(intervalBar(exampleDifference(changes), plain)).toBe(bar))

test('checkText has a row a function, the most urgent first', () => {
  expect(checkText(exampleCheck(), { style: plain, nameOf: (file) => file })).toBe(`Cart.total  ▲ 18% [15, 21] vs main (low)  src/cart.ts:6
    +1.80 µs/call in Cart.total, src/cart.ts:9, new
    +400 ns/call, +96 B/call in round, src/tax.ts:2
round       ✕ could not be compared  src/tax.ts:1
    \`round\` is not in main: there is nothing to compare it with.
vague       ? vs main  src/cart.ts:41
    ! The answers differ: the baseline returned 1, the current version returned 2.
quick       ▼ 30% [28, 32] vs main  src/cart.ts:31
same        = main ±1%  src/cart.ts:21

1 regression in 5 functions · 1 improvement · 1 cannot be told · 1 could not be compared · 1 gives other answers · 31.4 s
`)
})
