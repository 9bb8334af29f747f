import type { Dismissal } from '../insights/dismissal.ts'
import type { Insight } from '../insights/insight.ts'
import { isFaster, isSlower } from '../insights/measuredEffect.ts'
import type { EffectVerdict, MeasuredEffect } from '../insights/measuredEffect.ts'
import type { TriedTests } from '../insights/triedTests.ts'
import type { Interval } from '../statistics/interval.ts'
import { formatPercent } from './formatDifference.ts'
import { formatShare } from './formatShare.ts'

/** `high · quick win` */
export function describeWeight({ priority, effort }: Pick<Insight, 'priority' | 'effort'>): string {
  return `${priority} · ${effort}`
}

/** `62% of the time` */
export function describeShare(insight: Pick<Insight, 'share' | 'goals'>): string {
  return `${formatShare(insight.share)} of the ${isOfBytes(insight) ? 'bytes' : 'time'}`
}

/** Whether its share is one of bytes: it serves nothing but memory. */
export function isOfBytes({ goals }: Pick<Insight, 'goals'>): boolean {
  return goals.every((goal) => goal === 'memory')
}

/** `dismissed on 2026-01-31: never more than ten elements` */
export function describeDismissal({ reason, dismissedAt }: Pick<Dismissal, 'reason' | 'dismissedAt'>): string {
  return `dismissed on ${new Date(dismissedAt).toISOString().slice(0, 10)}: ${reason}`
}

/** `expected: 1.3 to 2.6 times as fast`. Where what is saved grows with the inputs, the most is a guess; some changes save others time, or memory. */
export function describeExpected({ low, high }: Interval): string {
  if (high === 1) return 'expected: the call itself as fast as before'
  return `expected: ${times(low)} to ${high > 100 ? 'over 100' : times(high)} times as fast`
}

/** `tried: 1.80x faster [1.70, 1.90], same answers on 214 calls, 12 tests pass` */
export function describeMeasured(effect: MeasuredEffect): string {
  return `tried: ${describeEffect(effect)}`
}

/** `1.80x faster [1.70, 1.90], same answers on 214 calls, 12 tests pass`. Without a full stop at its end. */
export function describeEffect(effect: MeasuredEffect): string {
  const { ratio, confidenceInterval, verdict, message, sameAnswers, tests } = effect
  const sentence = message?.replace(/\.$/u, '') ?? null
  if (verdict === 'hangs' || verdict === 'fails') return `it ${verdict}${sentence === null ? '' : `. ${sentence}`}`
  const tested = tests === null ? [] : describeTests(tests)
  const allocated = describeMemory(effect)
  if (ratio === null || confidenceInterval === null) return [sentence ?? 'it could not be measured', ...tested].join(', ')
  const notes = [sameAnswers === true ? null : sentence, tests?.message?.replace(/\.$/u, '') ?? null].flatMap((each) => each ?? [])
  return [[describeSpeed(verdict, ratio, confidenceInterval, allocated.length > 0), describeAnswers(effect), ...tested, ...allocated].join(', '), ...notes].join('. ')
}

function describeSpeed(verdict: EffectVerdict, ratio: number, { low, high }: Interval, isOneOfTwo: boolean): string {
  if (isFaster({ verdict })) return `${times(ratio)}x faster [${times(low)}, ${times(high)}]`
  if (isSlower({ verdict })) return `${times(1 / ratio)}x slower [${times(1 / high)}, ${times(1 / low)}]`
  return `${verdict === 'unchanged' ? 'no gain' : 'no sure gain'}${isOneOfTwo ? ' in time' : ''}, ${times(ratio)}x [${times(low)}, ${times(high)}]`
}

/** What it surely allocates less or more. */
function describeMemory({ memory }: MeasuredEffect): readonly string[] {
  if (memory === null || memory.verdict === 'unchanged' || memory.verdict === 'inconclusive') return []
  const { relativeDifference } = memory
  const factor = relativeDifference < 0 ? 1 / (1 + relativeDifference) : 1 + relativeDifference
  return [`allocates ${factor < 2 ? formatPercent(relativeDifference) : `${times(factor)}x`} ${relativeDifference < 0 ? 'less' : 'more'}`]
}

function describeAnswers({ sameAnswers, calls }: MeasuredEffect): string {
  switch (sameAnswers) {
    case true: return calls > 1 ? `same answers on ${calls} calls` : 'same answers'
    case false: return 'OTHER answers: not to be taken over'
    case null: return 'whether the answers are the same cannot be told'
    default: return sameAnswers satisfies never
  }
}

/** Failing tests that are named; the others are counted. */
const mostNamed = 3

/** `12 tests pass`, `3 tests fail with it: …`, one entry each. */
function describeTests({ passed, failed, alreadyFailing, failures, files, uncounted }: TriedTests): readonly string[] {
  const named = `${failures.slice(0, mostNamed).join('; ')}${failures.length > mostNamed ? `; and ${failures.length - mostNamed} more` : ''}`
  return [
    ...(failed === 0 ? [] : [`${counted(failed)} ${failed === 1 ? 'fails' : 'fail'} with it: ${named}`]),
    ...(passed === 0 ? [] : [`${counted(passed)} ${passed === 1 ? 'passes' : 'pass'}`]),
    ...(alreadyFailing === 0 ? [] : [`${counted(alreadyFailing)} ${alreadyFailing === 1 ? 'fails' : 'fail'} without it too`]),
    ...(files.length === 0 && uncounted.length > 0 ? ['no test runs the changed code'] : []),
  ]
}

function counted(tests: number): string {
  return tests === 1 ? '1 test' : `${tests} tests`
}

function times(ratio: number): string {
  return ratio >= 10 ? ratio.toFixed(0) : ratio >= 2 ? ratio.toFixed(1) : ratio.toFixed(2)
}
