import { describeRange } from '../tune/tuneRange.ts'
import type { Tuning } from '../tune/tuning.ts'
import { countOf, describeEnvironment, describeOrigin } from './describeRun.ts'
import { describeTuning } from './describeTuning.ts'
import { formatDifference } from './formatDifference.ts'
import { formatDuration } from './formatDuration.ts'
import type { Place } from './panelModel.ts'

/** A search for a constant's best value, as the panel shows it. */
export interface TuningDetail {
  readonly id: string
  readonly functionName: string
  /** `CHUNK = 16 in 1..64` */
  readonly subject: string
  readonly place: Place
  /** What it found, a sentence. */
  readonly finding: string
  /** What it rests on where something is better; null else. */
  readonly confirmation: string | null
  /** Ascending, the present value among them. */
  readonly points: readonly TuningPoint[]
  readonly excluded: readonly { readonly value: number; readonly why: string }[]
  /** `CHUNK = 32`: what can be taken over; null where nothing is better, or the file has changed since. */
  readonly change: string | null
  readonly isOutdated: boolean
  readonly warnings: readonly string[]
  readonly facts: readonly string[]
}

export interface TuningPoint {
  readonly value: number
  /** Time as a multiple of the present value's, with its 95% interval. */
  readonly ratio: number
  readonly low: number
  readonly high: number
  /** `▼ 13% [12, 14]` */
  readonly text: string
  readonly role: 'present' | 'best' | 'other'
}

/** A search as the editor keeps it. */
export interface ListedTuning {
  readonly tuning: Tuning
  readonly isOutdated: boolean
}

export function tuningDetail({ tuning, isOutdated }: ListedTuning): TuningDetail {
  const { constant, decision, function: fn, range, tried, workload } = tuning
  const best = decision?.kind === 'better' ? decision : null
  const points = tried.flatMap((each): TuningPoint[] => {
    if (each.kind === 'excluded') return []
    const { relativeDifference, confidenceInterval } = each.time
    const ratio = 1 + (relativeDifference ?? 0)
    const text = `${ratio < 1 ? '▼' : '▲'} ${formatDifference(ratio - 1, confidenceInterval)}`
    return [{ value: each.value, ratio, low: 1 + (confidenceInterval?.low ?? ratio - 1), high: 1 + (confidenceInterval?.high ?? ratio - 1), text, role: each.value === best?.value ? 'best' : 'other' }]
  })
  return {
    id: tuning.id,
    functionName: fn.name,
    subject: `${constant.name} = ${constant.value} in ${describeRange(range)}`,
    place: { file: constant.file, line: constant.line },
    finding: `${describeTuning(tuning)}.`,
    confirmation: best && `Confirmed by ${countOf(best.time.pairs, 'fresh pair')} of processes, ${best.sameAnswers === true ? 'same answers' : 'whether the answers are the same cannot be told'}.`,
    points: [...points, { value: constant.value, ratio: 1, low: 1, high: 1, text: 'as it is', role: 'present' } satisfies TuningPoint].toSorted((a, b) => a.value - b.value),
    excluded: tried.flatMap((each) => (each.kind === 'excluded' ? [{ value: each.value, why: each.message }] : [])),
    change: best === null || isOutdated ? null : `${constant.name} = ${best.value}`,
    isOutdated,
    warnings: tuning.warnings,
    facts: [[workload.expression, describeOrigin(workload)].filter((part) => part !== null).join(', '), `${formatDuration(tuning.seconds * 1000)} in all`, describeEnvironment(tuning.environment)],
  }
}
