import type { Scaling } from '../comparison/scaling.ts'
import { describeEnvironment, describeOrigin } from './describeRun.ts'
import { formatDuration } from './formatDuration.ts'
import { growthText, scalingTitle } from './scalingTitle.ts'

/** How a function's time grows, as the panel shows it. */
export interface ScalingDetail {
  readonly functionName: string
  /** `time ~ n^1.96 [1.91, 2.02]`, else how it ended. */
  readonly title: string
  /** `n²`, `n or n log n, both fit`; null without a figure. */
  readonly growth: string | null
  /** Why there is no figure; null where there is one, and where its user knows. */
  readonly message: string | null
  readonly workload: { readonly expression: string; readonly origin: string | null }
  readonly warnings: readonly string[]
  readonly facts: readonly string[]
  /** Smallest size first. */
  readonly points: readonly ScalingPoint[]
  /** From the smallest to the largest size that it rests on; null without a figure. */
  readonly line: readonly [LineEnd, LineEnd] | null
}

export interface ScalingPoint {
  readonly size: number
  /** Per call, in the quickest process. */
  readonly ms: number
  readonly slowestMs: number
  /** Left out of the line, where there is one. */
  readonly isLeftOut: boolean
}

export interface LineEnd {
  readonly size: number
  readonly ms: number
}

/** The panel's part of a scaling. */
export function scalingDetail(scaling: Scaling): ScalingDetail {
  const { fit, sizes, workload } = scaling
  const largest = sizes.at(-1)
  return {
    functionName: scaling.function.name,
    title: fit === null ? scalingTitle(scaling) : `time ~ ${scalingTitle(scaling)}`,
    growth: fit && growthText(fit),
    message: scaling.outcome === 'cancelled' ? null : scaling.message,
    workload: { expression: workload.expression, origin: describeOrigin(workload) },
    warnings: scaling.warnings,
    facts: [`${formatDuration(scaling.measuringMs)} of measuring, ${formatDuration(scaling.loadingMs)} of loading`, describeEnvironment(scaling.environment)],
    points: sizes.map(({ size, ms, processesMs }) => ({ size, ms, slowestMs: Math.max(ms, ...processesMs), isLeftOut: fit !== null && size < fit.fromSize })),
    line: fit === null || largest === undefined ? null : [{ size: fit.fromSize, ms: fit.lineMs[0] }, { size: largest.size, ms: fit.lineMs[1] }],
  }
}
