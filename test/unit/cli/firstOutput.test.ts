import { expect, test } from 'vitest'
import { firstOutput } from '../../../src/cli/firstOutput.ts'

test('the first lines are shown, the others counted', () => {
  const output = firstOutput()
  expect(output.take('a\nb')).toBe('a\nb')
  expect(output.take('c\n')).toBe('c\n')
  expect(output.rest()).toBeNull()
  const shown = output.take('x\n'.repeat(500))
  expect(shown).toBe('x\n'.repeat(18))
  expect(output.take('y\n')).toBe('')
  expect(output.rest()).toBe('(483 more lines of output)')
})

test('a line without an end is cut', () => {
  const output = firstOutput()
  expect(output.take('z'.repeat(3000)) + output.take('z'.repeat(3000))).toBe('z'.repeat(4000))
  expect(output.take('z\n')).toBe('')
  expect(output.rest()).toBe('(1 more line of output)')
})
