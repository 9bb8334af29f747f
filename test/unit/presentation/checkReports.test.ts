import { describe, expect, test } from 'vitest'
import { stateOf, summariseCheck } from '../../../src/core/comparison/check.ts'
import type { Check } from '../../../src/core/comparison/check.ts'
import type { Comparison } from '../../../src/core/comparison/comparison.ts'
import { checkAnnotations } from '../../../src/core/presentation/checkAnnotations.ts'
import { checkMarkdown } from '../../../src/core/presentation/checkMarkdown.ts'
import { markdownCode, markdownText } from '../../../src/core/presentation/markdownText.ts'
import { exampleCheck, exampleComparison, exampleDifference, unchangedComparison } from './exampleComparison.ts'

const same = (file: string): string => file

function checkOf(comparison: Comparison, name = 'f'): Check {
  return exampleCheck({ functions: [{ id: `src/a.ts#${name}`, file: 'src/a.ts', name, line: 2, result: { kind: 'compared', comparison } }] })
}

describe('what a check says of a function', () => {
  test.each<[string, Comparison]>([
    ['regressions', unchangedComparison({ memory: exampleDifference({ relativeDifference: 0.4 }) })],
    ['regressions', exampleComparison({ time: exampleDifference({ verdict: 'improvement' }) })],
    ['slower', unchangedComparison({ memory: exampleDifference({ verdict: 'slower' }), time: exampleDifference({ verdict: 'improvement' }) })],
    ['improvements', unchangedComparison({ memory: exampleDifference({ verdict: 'improvement' }) })],
    ['failed', exampleComparison({ outcome: 'timedOut' })],
    ['unchanged', unchangedComparison()],
  ])('%s: the worst of its measures decides', (state, comparison) => expect(stateOf({ result: { kind: 'compared', comparison } })).toBe(state))

  test('a function that is new is no failure', () => {
    const check = exampleCheck({ functions: [{ id: 'a.ts#f', file: 'a.ts', name: 'f', line: 0, result: { kind: 'withoutBase', message: 'It is not in main.' } }] })
    expect(summariseCheck(check)).toMatchObject({ withoutBase: 1, failed: 0, passed: true })
    expect(checkMarkdown(check)).toContain('\n|  | `f` a.ts:1 |  |  | nothing to compare with: It is not in main. |\n')
    expect(checkAnnotations(check, same)).toBe('Heatline: no regression in 1 function · 1 without a base\n')
  })

  test('only a regression fails it', () => {
    expect(summariseCheck(exampleCheck()).passed).toBe(false)
    expect(summariseCheck(exampleCheck({ functions: exampleCheck().functions.filter(({ name }) => name !== 'Cart.total') })).passed).toBe(true)
    expect(summariseCheck(exampleCheck({ functions: [] }))).toMatchObject({ passed: true, functions: 0 })
  })
})

describe('checkMarkdown', () => {
  const text = checkMarkdown(exampleCheck())

  test('leads with what came of it, then the most urgent rows, and folds what is unchanged', () => {
    expect(text).toMatch(/^### Heatline: 1 regression in 5 functions · 1 improvement · /)
    expect(text).toContain('\n| ▲ | `Cart.total` src/cart.ts:6 | ▲ 18% [15, 21] (12.4 µs → 14.6 µs) | = 0% | **regression**, low vs main |\n| ✕ | `round` src/tax.ts:1 |  |  | could not be compared: ')
    expect(text).toContain('Why `Cart.total` takes more:\n\n- +1.80 µs/call in Cart.total, src/cart.ts:9, new\n')
    expect(text).toMatch(/<details><summary>1 function unchanged<\/summary>\n\n\| .*\n.*\n\| = \| `same` [^\n]*\n\n<\/details>/)
  })

  test('marks a regression of memory alone as one', () => {
    expect(checkMarkdown(checkOf(unchangedComparison({ memory: exampleDifference({ relativeDifference: 0.25, threshold: 0.2 }) })))).toContain('\n| ▲ | `f` src/a.ts:3 | = 0.1% [−0.8, 1] (12.4 µs → 12.4 µs) | ▲ 25% | **regression**, low vs main |\n')
  })

  test('says when there is nothing to tell', () => {
    expect(checkMarkdown(exampleCheck({ functions: [] }))).toMatch(/^### Heatline: no regression in 0 functions\n\n<sub>/)
  })

  test('fits a comment however many functions there are', () => {
    const [, one] = exampleCheck().functions
    const many = checkMarkdown(exampleCheck({ functions: one === undefined ? [] : Array.from({ length: 400 }, () => one) }))
    expect(many).toContain('and 340 more functions')
    expect(many.length).toBeLessThan(65_536)
  })

  test('shows the code under test as it is, whatever it is called', () => {
    const comparison = exampleComparison({ warnings: ['see [here](http://x.y) <img src=x> @team | `a`\nnext'] })
    const markdown = checkMarkdown(checkOf(comparison, "C['a|`b`']"))
    expect(markdown).toContain("| ``  C['a\\|`b`']  ``".replaceAll('  ', ' '))
    expect(markdown).toContain('see \\[here\\](http&#58;//x.y) \\<img src=x\\> @<!-- -->team \\| \\`a\\` next')
  })

  test.each([
    ['plain', '`plain`'],
    ['a`b', '`` a`b ``'],
    ['a``b', '``` a``b ```'],
    ['a || b', '`a || b`'],
  ])('code: %s', (code, markdown) => expect(markdownCode(code)).toBe(markdown))

  test('text keeps to its line', () => expect(markdownText('a\r\n# b')).toBe(String.raw`a \# b`))
})

describe('checkAnnotations', () => {
  test('puts a regression where its first cause stands', () => {
    const [first] = checkAnnotations(exampleCheck(), same).split('\n')
    expect(first).toBe('::warning file=src/cart.ts,line=9,title=Heatline%3A Cart.total ▲ 18%25 [15%2C 21] vs main (low)::▲ 18%25 [15, 21] slower than main: a regression of low severity, beyond the threshold of 15%25%0A= as much memory allocated as main%0A+1.80 µs/call in Cart.total, src/cart.ts:9, new%0A+400 ns/call, +96 B/call in round, src/tax.ts:2')
  })

  test('is an error from twice the threshold on, a notice within it', () => {
    expect(levelOf(exampleComparison({ time: exampleDifference({ relativeDifference: 0.31 }) }))).toBe('error')
    expect(levelOf(exampleComparison())).toBe('warning')
    const slower = exampleDifference({ verdict: 'slower', relativeDifference: 0.05 })
    expect(levelOf(exampleComparison({ time: slower, throughput: slower }))).toBe('notice')
    expect(levelOf(unchangedComparison())).toBeUndefined()
  })

  test('has errors before warnings, since only the first ten of a step are shown', () => {
    const check = exampleCheck({ functions: [...checkOf(exampleComparison()).functions, ...checkOf(exampleComparison({ time: exampleDifference({ relativeDifference: 1 }) })).functions] })
    expect(checkAnnotations(check, same).match(/^::\w+/gm)).toEqual(['::error', '::warning'])
  })

  test('calls files as the repository does, and points at no code of others', () => {
    const inNode = { file: 'node:internal/fs', line: 7, functionName: 'read', differenceMsPerCall: 1, differenceBytesPerCall: null, change: 'same' } as const
    expect(checkAnnotations(checkOf(exampleComparison({ causes: [inNode] })), (file) => `packages/shop/${file}`)).toMatch(/^::warning file=packages\/shop\/src\/a\.ts,line=3,/)
  })

  test('lets nothing of a message begin a command of its own, and points at the function where lines are gone', () => {
    const gone = { file: 'src/old.ts', line: 7, functionName: 'g', differenceMsPerCall: 1, differenceBytesPerCall: null, change: 'removed' } as const
    const text = checkAnnotations(checkOf(exampleComparison({ warnings: ['50%\n::error::x\r'], causes: [gone] }), 'a,b:c'), same)
    expect(text).toContain('::warning file=src/a.ts,line=3,title=Heatline%3A a%2Cb%3Ac ')
    expect(text).toContain('50%25%0A::error::x%0D\n')
    expect(text.split('\n').filter((line) => line.startsWith('::'))).toHaveLength(1)
  })
})

function levelOf(comparison: Comparison): string | undefined {
  return /^::(\w+)/.exec(checkAnnotations(checkOf(comparison), same))?.[1]
}
