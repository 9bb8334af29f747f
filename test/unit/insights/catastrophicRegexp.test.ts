import { describe, expect, test } from 'vitest'
import { changed, findingsOf } from './findingsOf.ts'

/** Each line runs so often, in calls of 200 ms. */
const found = (text: string, perCall: number): ReturnType<typeof findingsOf> => findingsOf('catastrophic-regexp', text, 'f.js', { evidence: { counts: text.split('\n').map((_, line) => ({ file: 'f.js', line, perCall, blocks: [] })) } })

const titles = (text: string, perCall = 100): readonly string[] => found(text, perCall).map(({ title }) => title)

describe('catastrophic-regexp', () => {
  test.each([
    ['a static member', 'class V {\n  static EMAIL = /^([a-z0-9]+[-._]?)+@x$/\n  static valid(text) {\n    return V.EMAIL.test(text)\n  }\n}'],
    ['a private member', 'class V {\n  #email = /^([a-z0-9]+[-._]?)+@x$/\n  valid(text) {\n    return this.#email.test(text)\n  }\n}'],
    ['a constant object\'s', 'const patterns = { email: /^([a-z0-9]+[-._]?)+@x$/ }\nconst valid = (text) => patterns.email.test(text)'],
    ['put together of constants', 'const part = "[a-z0-9]+"\nconst email = new RegExp(`^(${part}` + "[-._]?)+@x$")\nconst valid = (text) => email.test(text)'],
    ['another one\'s source', 'const part = /[a-z0-9]+/\nconst email = new RegExp(`^(${part.source}[-._]?)+@x$`)\nconst valid = (text) => email.test(text)'],
  ])('knows %s', (_, text) => expect(titles(text)).toEqual(['Rewrite `/^([a-z0-9]+[-._]?)+@x$/` so that a text fits in one way only']))

  test.each([
    ['members that are written again', 'class V {\n  static EMAIL = /^(a+)+$/\n  static use(other) {\n    V.EMAIL = other\n  }\n  static valid(text) {\n    return V.EMAIL.test(text)\n  }\n}'],
    ['what is not written out', 'const email = new RegExp(`^(${part}+)+$`)\nconst valid = (text) => email.test(text)'],
  ])('does not know %s', (_, text) => expect(titles(text)).toEqual([]))

  test('leaves those alone that are asked in no time, as counted', () => {
    expect(titles('const f = (text) => /^(a+)+$/.test(text)', 1_000_000)).toEqual([])
  })

  test('speaks of what takes the square of a text where it takes long, as counted', () => {
    const text = 'const f = (text) => /.*.*=/.test(text)'
    expect(titles(text)).toEqual(['Rewrite `/.*.*=/` so that its repetitions cannot take the same characters'])
    expect(titles(text, 100_000)).toEqual([])
    expect(findingsOf('catastrophic-regexp', text)).toEqual([])
  })

  test('trims a text from its end', () => {
    const text = 'const f = (lines) => lines.map((line) => line.replace(/\\s+$/, \'\'))'
    const [finding] = found(text, 100)
    expect(finding?.title).toBe('Take `trimEnd` instead of `/\\s+$/`')
    expect(finding && changed(text, finding)).toBe('const f = (lines) => lines.map((line) => line.trimEnd())')
  })

  test.each([
    ['something else is put there', 'const f = (line) => line.replace(/\\s+$/, "\\n")'],
    ['other characters are taken away', 'const f = (line) => line.replace(/0+$/, "")'],
    ['it is asked for', 'const f = (line) => /\\s+$/.test(line)'],
  ])('is the user\'s to change where %s', (_, text) => expect(found(text, 100)).toEqual([expect.objectContaining({ edit: null })]))

  test('the ends of lines are no end of a text', () => expect(titles('const f = (text) => text.replace(/\\s+$/m, "")')).toEqual([]))
})
