import { expect, test } from 'vitest'
import { digestOf } from '../../../src/runner/recording/digestOf.ts'

test('equal values have one digest, however V8 holds their numbers', () => {
  // An array that has held a fraction keeps all its items as floating-point numbers.
  const floating = [1.5, 2, 3]
  floating[0] = 1
  expect(digestOf(floating)).toBe(digestOf([1, 2, 3]))
  const fraction = { value: 0.5 }
  fraction.value += 0.5
  expect(digestOf(fraction)).toBe(digestOf({ value: 1 }))
})

test.each([
  [0, -0], [1, '1'], [1, 1n], [null, undefined], [[], {}], [[undefined], []], ['a,b', ['a', 'b']], [new Map([[1, 2]]), new Map([[2, 1]])], [new Date(1), new Date(2)],
  [Uint8Array.of(1, 2), Uint8Array.of(2, 1)], [NaN, 0], [{ a: 1 }, { b: 1 }],
])('%o and %o differ', (one, other) => {
  expect(digestOf(one)).not.toBe(digestOf(other))
})
