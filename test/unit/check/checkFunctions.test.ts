import { expect, test } from 'vitest'
import { stateOf } from '../../../src/core/comparison/check.ts'
import type { Check } from '../../../src/core/comparison/check.ts'
import type { Comparison } from '../../../src/core/comparison/comparison.ts'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import { NothingToCompare } from '../../../src/engine/compare/nothingToCompare.ts'
import { checkFunctions } from '../../../src/engine/checkFunctions.ts'
import type { CheckDepth, CheckTarget } from '../../../src/engine/checkFunctions.ts'
import { exampleComparison, exampleDifference, unchangedComparison } from '../presentation/exampleComparison.ts'

const suspect = exampleComparison()
const unchanged = unchangedComparison()

/** What comparing a function says: the first time, then the second; an error is thrown. */
type Answers = Readonly<Record<string, readonly (Comparison | Error)[]>>

function targetsOf(answers: Answers): readonly CheckTarget[] {
  return Object.keys(answers).map((name, line) => ({ id: `a.ts#${name}`, file: 'a.ts', name, line }))
}

async function run(answers: Answers, signal = new AbortController().signal, onCompare: (name: string, calls: readonly string[]) => void = () => {}): Promise<{ check: Check; calls: string[]; progress: string[] }> {
  const calls: string[] = []
  const progress: string[] = []
  const check = await checkFunctions('/r', targetsOf(answers), async ({ name }, depth: CheckDepth) => {
    calls.push(`${depth} ${name}`)
    onCompare(name, calls)
    await Promise.resolve()
    const answer = answers[name]?.[depth === 'screen' ? 0 : 1]
    if (answer === undefined) throw new Error(`${name} is not to be asked again`)
    if (answer instanceof Error) throw answer
    return answer
  }, { onFunction: ({ name }, position, total, depth) => progress.push(`${depth} ${name} ${position}/${total}`) }, signal)
  return { check, calls, progress }
}

function stateIn({ functions }: Check, name: string): string {
  const found = functions.find((each) => each.name === name)
  return found === undefined ? 'missing' : stateOf(found)
}

function timed(pValue: number, verdict: 'regression' | 'slower' = 'regression'): Comparison {
  const time = exampleDifference({ pValue, verdict, pairs: 16 })
  return exampleComparison({ time, throughput: { ...time, threshold: 0.1 } })
}

test('compares only what seems changed again, and believes that', async () => {
  const { check, calls, progress } = await run({ a: [unchanged], b: [suspect, timed(0.001)], c: [suspect, unchanged] })
  expect(calls).toEqual(['screen a', 'screen b', 'screen c', 'confirm b', 'confirm c'])
  expect(progress).toEqual(['screen a 1/3', 'screen b 2/3', 'screen c 3/3', 'confirm b 1/2', 'confirm c 2/2'])
  expect(['a', 'b', 'c'].map((name) => stateIn(check, name))).toEqual(['unchanged', 'regressions', 'unchanged'])
})

test('corrects for how many changes were confirmed, in time and memory', async () => {
  const memory = exampleDifference({ pValue: 0.01, relativeDifference: 0.5 })
  const { check } = await run({ a: [suspect, timed(0.02)], b: [suspect, timed(0.03)], c: [unchangedComparison({ memory }), unchangedComparison({ memory })] })
  // 0.01 times 3, 0.02 times 2, and 0.03.
  const [a, b, c] = check.functions.map(({ result }) => (result.kind === 'compared' ? result.comparison : null))
  expect(c?.memory).toMatchObject({ verdict: 'regression', pValue: 0.03 })
  expect(a?.time).toMatchObject({ verdict: 'regression', pValue: 0.04 })
  expect(b?.time).toMatchObject({ verdict: 'regression', pValue: 0.04 })
  const { check: many } = await run({ a: [suspect, timed(0.02)], b: [suspect, timed(0.03)], c: [suspect, timed(0.04)] })
  expect(['a', 'b', 'c'].map((name) => stateIn(many, name))).toEqual(['inconclusive', 'inconclusive', 'inconclusive'])
})

test('looks again at a change of memory or throughput alone', async () => {
  const memory = unchangedComparison({ memory: exampleDifference({ verdict: 'slower' }) })
  const throughput = unchangedComparison({ throughput: exampleDifference({ verdict: 'regression' }) })
  const { calls } = await run({ memory: [memory, memory], throughput: [throughput, throughput] })
  expect(calls).toEqual(['screen memory', 'screen throughput', 'confirm memory', 'confirm throughput'])
})

test('goes on after one that fails, whosever fault it is', async () => {
  const { check } = await run({ user: [new HeatlineError('no such function')], ours: [new TypeError('x is undefined')], fresh: [new NothingToCompare('not in main')], fine: [unchanged] })
  expect(check.functions.map(({ result }) => (result.kind === 'failed' ? result.message.split('\n')[0] : result.kind))).toEqual(['no such function', 'Internal error, please report it: TypeError: x is undefined', 'withoutBase', 'compared'])
})

test('when cancelled it tells what is known, and no suspicion', async () => {
  const controller = new AbortController()
  const { check } = await run({ a: [suspect, timed(0.001)], b: [suspect, exampleComparison({ outcome: 'cancelled' })] }, controller.signal, (name, calls) => {
    if (name === 'b' && calls.length === 4) controller.abort()
  })
  expect(check.wasCancelled).toBe(true)
  expect(stateIn(check, 'a')).toBe('regressions')
  expect(stateIn(check, 'b')).toBe('failed')
})

test('cancelled before it is through with the first look it compares no more', async () => {
  const controller = new AbortController()
  const { check, calls } = await run({ a: [unchanged], b: [unchanged], c: [unchanged] }, controller.signal, (name) => {
    if (name === 'b') controller.abort()
  })
  expect(calls).toEqual(['screen a', 'screen b'])
  expect(check).toMatchObject({ wasCancelled: true, functions: [{ name: 'a' }, { name: 'b' }] })
})
