import { describe, expect, test } from 'vitest'
import type { AwaitedLine } from '../../../src/core/evidence/awaitedLine.ts'
import { findInsights } from '../../../src/core/insights/findInsights.ts'
import { readSyntaxTree } from '../../../src/core/source/syntaxTree.ts'
import type { Insight } from '../../../src/core/insights/insight.ts'

const text = `export async function page(id) {
  const user = await load(id)
  const news = await load('news')
  await load(user)
  return [user, news]
}
async function load(id) {
  const head = await get('head')
  const tail = await get('tail')
  return [id, head, tail]
}
`

/** Milliseconds by 0-based line; of a call of 10 ms of which 9 are waiting. */
function insightsOf(ms: Readonly<Record<number, number>> | null): readonly Insight[] {
  const tree = readSyntaxTree(text, 'page.js')
  if (tree === null) throw new Error('It does not parse')
  const awaits = ms && Object.entries(ms).map(([line, each]): AwaitedLine => ({ file: 'page.js', line: Number(line), perCall: 1, msPerCall: each * 8, coveredMsPerCall: each, share: each / 10, longestMs: each, atOnce: 8 }))
  return findInsights({
    attribution: null,
    timing: { medianMs: 10, confidenceIntervalMs: null, iterations: 1, processes: 1, processMediansMs: [10] },
    waitingShare: 0.9,
    thrownShare: 0,
    ...(awaits === null ? {} : { evidence: { awaits } }),
    function: { id: 'page.js#page', file: 'page.js', name: 'page', startLine: 0, endLine: 5, bodyHash: '' },
  }, [{ file: 'page.js', tree, functions: [] }])
}

const told = ({ line, share, evidence, priority }: Insight): unknown => [line, share, evidence, priority]

describe('what waits', () => {
  test('is the whole function, where it is not known which lines do', () => {
    expect(insightsOf(null).map(told)).toEqual([[1, 0.9, 'A call waits for 90% of its time.', 'high']])
  })

  test('is what the lines await, in other functions too', () => {
    expect(insightsOf({ 1: 1, 2: 1, 3: 7, 7: 1.5, 8: 2.5 }).map(told)).toEqual([
      [7, 0.4, 'Lines 8 to 9 wait for 40% of the time.', 'high'],
      [1, 0.2, 'Lines 2 to 3 wait for 20% of the time.', 'medium'],
    ])
  })

  test('promises what is saved when all but the slowest take no time of their own', () => {
    const [effect] = insightsOf({ 1: 6, 2: 3 }).map(({ expectedEffect }) => expectedEffect)
    // Of 90% of the time a third.
    expect(effect?.low).toBeCloseTo(1 / (1 - 0.9 * 0.5 / 3))
    expect(effect?.high).toBeCloseTo(1 / (1 - 0.9 * 1.05 / 3))
    expect(insightsOf(null)[0]?.expectedEffect).toEqual({ low: 1 / (1 - 0.9 * 0.2), high: 1 / (1 - 0.9 * (1 - 1 / 3)) })
  })

  test('is no more than the call waits for, and says nothing of lines that do not', () => {
    expect(insightsOf({ 1: 6, 2: 6, 3: 1, 7: 0.1, 8: 0.1 }).map(told)).toEqual([[1, 0.9, 'Lines 2 to 3 wait for 90% of the time.', 'high']])
    expect(insightsOf({ 3: 9 })).toEqual([])
  })
})
