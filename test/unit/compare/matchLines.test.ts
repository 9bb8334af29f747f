import { describe, expect, test } from 'vitest'
import { matchLines } from '../../../src/core/comparison/matchLines.ts'

const lines = (...all: readonly string[]): string => all.join('\n')

describe('matching lines', () => {
  test('keeps what stays, and tells what came and went', () => {
    const { baseOf, currentOf } = matchLines(lines('a()', 'b()', 'c()'), lines('a()', 'new()', 'c()', 'd()'))
    expect([...baseOf]).toEqual([0, -1, 2, -1])
    expect([...currentOf]).toEqual([0, -1, 2])
  })

  test('takes a line whose white space alone changed for the same', () => {
    const { baseOf } = matchLines(lines('if (x) {', 'run( a,b )', '}'), lines('for (;;) {', '  if (x) {', '\trun(a, b)\r', '  }', '}'))
    expect([...baseOf].slice(0, 3)).toEqual([-1, 0, 1])
  })

  test('knows a block again that was moved, the lines without a text of their own too', () => {
    const moved = ['function helper() {', '  return compute(1)', '}']
    const { baseOf } = matchLines(lines(...moved, 'main(1)', 'main(2)', 'main(3)', 'main(4)'), lines('main(1)', 'main(2)', 'main(3)', 'main(4)', ...moved))
    expect([...baseOf]).toEqual([3, 4, 5, 6, 0, 1, 2])
  })

  test('pairs a changed line with the one that it took the place of', () => {
    const { replaced } = matchLines(lines('start()', 'const value = cache.get(key) ?? compute(key)', 'end()'), lines('start()', 'audit.note(who)', 'const value = compute(key)', 'end()'))
    expect([...replaced]).toEqual([[2, 1]])
  })

  test('pairs no lines that have little in common', () => {
    expect(matchLines(lines('start()', 'alpha(beta)', 'end()'), lines('start()', 'gamma.delta(epsilon)', 'end()')).replaced.size).toBe(0)
  })

  test.each([
    ['equal', (line: number) => `line ${line}`],
    ['repetitive', (line: number) => (line % 3 === 0 ? '}' : `x = ${line % 7}`)],
  ])('every line of a long %s text stands against one, but for those that were changed', (_, textOf) => {
    const base = Array.from({ length: 20_000 }, (_each, line) => textOf(line))
    const current = base.map((line, at) => (at % 1000 === 999 ? `changed ${at}` : line))
    const { baseOf } = matchLines(base.join('\n'), current.join('\n'))
    expect([...baseOf].filter((line) => line === -1)).toHaveLength(20)
  })

  test('two texts of many lines that have nothing in common are all new', () => {
    const [old = '', fresh = ''] = ['old', 'fresh'].map((name) => Array.from({ length: 5000 }, (_, line) => `${name} ${line}`).join('\n'))
    expect(matchLines(old, fresh).baseOf.every((line) => line === -1)).toBe(true)
  })

  test('matches in the same order whatever is matched, each line once', () => {
    let seed = 7
    const next = (below: number): number => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff) % below
    for (let round = 0; round < 200; round++) {
      const base = Array.from({ length: next(30) }, () => 'abcdefg'[next(7)] ?? '')
      const current = base.flatMap((line) => (next(4) === 0 ? [] : next(4) === 0 ? [line, 'abcdefg'[next(7)] ?? ''] : [line]))
      const { baseOf, currentOf } = matchLines(base.join('\n'), current.join('\n'))
      const matched = [...baseOf].filter((line) => line !== -1)
      expect(new Set(matched).size).toBe(matched.length)
      baseOf.forEach((baseLine, line) => {
        if (baseLine !== -1) expect([currentOf[baseLine], base[baseLine] ?? '']).toEqual([line, current[line] ?? ''])
      })
    }
  })
})
