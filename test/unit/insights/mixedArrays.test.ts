import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { MeasuredRun } from '../../../src/core/insights/findInsights.ts'
import { changed, findingsOf } from './findingsOf.ts'

const corpus = path.resolve(import.meta.dirname, '../../fixtures/insights/mixed-arrays')
const textOf = (variant: string): string => readFileSync(path.join(corpus, `${variant}.js`), 'utf8')

/** The lines that are `// measured` ran 1,000 times a call, and allocated so many bytes each time. */
function boxing(text: string, bytes: number): Pick<MeasuredRun, 'evidence'> {
  const lines = text.split('\n').flatMap((each, line) => (each.includes('// measured') ? [{ file: 'f.js', line }] : []))
  return { evidence: { counts: lines.map((each) => ({ ...each, perCall: 1000, blocks: [] })), allocations: lines.map((each) => ({ ...each, bytesPerCall: bytes * 1000 })) } }
}

const found = (text: string, bytes = 16): ReturnType<typeof findingsOf> => findingsOf('mixed-arrays', text, 'f.js', boxing(text, bytes))

describe('mixed-arrays', () => {
  test('finds the plain one, whose edit changes no answer', async () => {
    const text = textOf('plain')
    const [finding, ...more] = found(text)
    expect(more).toEqual([])
    expect(finding?.title).toBe('Fill `sums` with numbers alone: it holds null as well')
    expect(finding?.measured).toEqual({ share: 1, evidence: 'Line 6 makes 16.0 kB of numbers in each call, 16 B each time, and takes 100% of the time without what is called.' })
    const edited = finding ? changed(text, finding) : ''
    expect(edited).toBe(text.replace('.fill(null)', '.fill(0)'))
    const answers = await Promise.all([text, edited].map(async (each) => {
      const module = await import(`data:text/javascript,${encodeURIComponent(each)}`) as { readonly weighed: (values: readonly number[], rounds: number) => number }
      return module.weighed([1, 2, 3], 5)
    }))
    expect(answers[1]).toBe(answers[0])
  })

  test('finds the disguised one', () => {
    expect(found(textOf('disguised'))).toEqual([expect.objectContaining({ title: 'Fill `this.#best` with numbers alone: it holds undefined as well', edit: null })])
  })

  test('is silent where it is fine, whatever was allocated', () => expect(found(textOf('fine'))).toEqual([]))

  test.each([['nothing', 0], ['texts', 32], ['large integers', 24]])('is silent where what is written takes the memory of %s', (_, bytes) => {
    expect(found(textOf('plain'), bytes)).toEqual([])
  })

  test('is silent where it was not counted', () => {
    const text = textOf('plain')
    expect(findingsOf('mixed-arrays', text, 'f.js', { evidence: { allocations: boxing(text, 16).evidence?.allocations ?? [] } })).toEqual([])
  })

  test.each([
    ['others get it', 'function f(n) {\n  const a = new Array(n).fill(null)\n  for (let i = 0; i < n; i++) a[i] = (a[i] ?? 0) + i / 3 // measured\n  return a\n}'],
    ['what is not there counts as different numbers', 'function f(n) {\n  const a = new Array(n).fill(null)\n  for (let i = 0; i < n; i++) a[i] = (a[i] ?? 0) + (a[i - 1] ?? 1) / 3 // measured\n}'],
    ['it is asked whether it is there', 'function f(n) {\n  const a = new Array(n).fill(null)\n  for (let i = 0; i < n; i++) if (a[i] === null) a[i] = i / 3 // measured\n}'],
    ['each row is one', 'function f(n) {\n  const a = Array.from({ length: n }, () => Array.from({ length: n }, () => null))\n  for (let i = 0; i < n; i++) a[i][i] = (a[i][i] ?? 0) + i / 3 // measured\n}'],
  ])('is the user\'s to change where %s', (_, text) => expect(found(text)).toEqual([expect.objectContaining({ edit: null })]))
})
