import { expect, test } from 'vitest'
import { terminalStyle } from '../../../src/cli/text/terminalStyle.ts'
import { tuningText } from '../../../src/cli/text/tuningText.ts'
import type { Tuning } from '../../../src/core/tune/tuning.ts'
import { exampleTuning, measuredValue } from '../tune/exampleTuning.ts'

function draw(changes: Partial<Tuning> = {}): string {
  return tuningText(exampleTuning(changes), { style: terminalStyle(false), nameOf: (file) => file })
}

const chartOf = (text: string): string => text.split('\n\n')[1] ?? ''

test('shows what was tuned, each value against the present one, and what to take', () => {
  expect(draw()).toBe(`Cart.total  src/cart.ts:6
  call  new Cart(items).total(0.2)
  tune  CHUNK = 16 in 1..64  src/cart.ts:3

  CHUNK  time against 16
      1  ▲ 420% [390, 450]              │                                  ▶
      3  The answers differ: with 16 it returned 6, with 3 it returned 7.
      8  ▲ 20% [17, 23]                 │             ━━●━━
     16  as it is                       ●
     32  ▼ 13% [12, 14]     ━●━         │
     64  ▼ 3% [−2, 8]            ━━━━━●━┿━━

CHUNK = 32 is better than 16: 13% [12, 14] less time, confirmed by 12 fresh pairs of processes, same answers.

41.2 s in all
Node 24.21.0 · V8 13.6.233 · linux x64 · 2 × Some CPU @ 3.00GHz
`)
})

test('values that all take the same time do not fill the width with chance', () => {
  expect(chartOf(draw({ tried: [measuredValue(8, 0.0002, 0.0004, 'unchanged')], decision: { kind: 'indifferent' } }))).toBe('  CHUNK  time against 16\n      8  ▲ 0.02% [−0.02, 0.06]  ┿●━\n     16  as it is               ●')
})

test.each<[Tuning['decision'], Partial<Tuning>, string]>([
  [{ kind: 'none', seemed: null }, {}, 'Nothing in 1..64 is better than 16.'],
  [{ kind: 'none', seemed: 32 }, {}, 'Nothing in 1..64 is better than 16: 32 seemed to be, until it was measured again.'],
  [{ kind: 'none', seemed: null }, { tried: [{ kind: 'excluded', value: 3, message: 'It does not end within 5 s.' }] }, 'Nothing in 1..64 is better than 16: no other value that was tried gives the same answers.'],
  [{ kind: 'indifferent' }, {}, 'No value in 1..64 makes a difference: all 4 values that were measured take the same time as 16.'],
  [{ kind: 'unused' }, { tried: [] }, 'No value makes a difference: what `Cart.total` runs does not use `CHUNK`.'],
])('%j is said as it is', (decision, changes, said) => {
  expect(draw({ decision, ...changes }).split('\n')).toContain(said)
})

test('what could not be confirmed says what to do', () => {
  const { tried } = exampleTuning()
  const [best] = tried.filter((each) => each.kind === 'measured' && each.value === 32)
  if (best?.kind !== 'measured') throw new Error('the example has it')
  expect(draw({ decision: { kind: 'unconfirmed', value: 32, time: best.time } })).toContain('\nCHUNK = 32 seems to be better than 16, 13% [12, 14] less time, but the time budget ended before that could be confirmed: raise it.\n')
})

test('one that failed says why, and draws nothing', () => {
  const text = draw({ outcome: 'failed', message: '`Cart.total` failed: no', tried: [], decision: null })
  expect(text).toContain('\n\n`Cart.total` failed: no\n\n')
  expect(text).not.toContain('time against')
})

test('where the answers cannot be told to be the same, it does not say that they are', () => {
  const { decision } = exampleTuning()
  if (decision?.kind !== 'better') throw new Error('the example has it')
  expect(draw({ decision: { ...decision, sameAnswers: null } })).not.toContain('same answers')
})
