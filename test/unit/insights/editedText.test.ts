import { expect, test } from 'vitest'
import { editedText } from '../../../src/core/insights/editedText.ts'

const change = (...edit: readonly { readonly start: number; readonly end: number; readonly text: string }[]) => ({ rule: 'sort-in-loop', file: 'a.js', edit })

test('makes each edit, an insertion before what replaces the code behind it', () => {
  expect(editedText('a\nbc\nd', change({ start: 5, end: 6, text: 'D' }, { start: 2, end: 3, text: 'B' }, { start: 2, end: 2, text: '+' }))).toBe('a\n+Bc\nD')
})

test('refuses edits that overlap, with the line', () => {
  expect(() => editedText('a\nbc\nd', change({ start: 0, end: 4, text: '' }, { start: 3, end: 5, text: '' }))).toThrow('The change of sort-in-loop cannot be made: two of its edits overlap in a.js, line 2.')
})
