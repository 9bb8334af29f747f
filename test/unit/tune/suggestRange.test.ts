import { expect, test } from 'vitest'
import { suggestRange } from '../../../src/core/tune/suggestRange.ts'
import { parseTuneRange } from '../../../src/core/tune/tuneRange.ts'

test.each([
  [16, '1..256'],
  [1, '1..16'],
  [1000, '62..16000'],
  [0.5, '0.031..1'],
  [2.5, '0.16..40'],
])('around %d it is %s, which is a range', (value, text) => {
  expect(suggestRange(value)).toBe(text)
  expect(() => parseTuneRange('it', text, { name: 'X', value })).not.toThrow()
})

test.each([0, -4])('%d has no size to start from', (value) => expect(suggestRange(value)).toBe(''))
