import type { Run } from '../comparison/run.ts'
import type { Scaling } from '../comparison/scaling.ts'
import { formatDuration } from './formatDuration.ts'
import { formatShare, formatShareInterval } from './formatShare.ts'
import type { FileAnchors } from './heatAnchor.ts'
import { functionSamples, hasTotals, msPerCallPerSample } from './lineHeat.ts'
import { growthText, scalingTitle } from './scalingTitle.ts'
import type { Callee, LineHeat, ShareEstimate } from '../profile/attribution.ts'

/** What a hover says about a hot line; all texts are for people and plain. */
export interface HeatDetail {
  readonly rows: readonly DetailRow[]
  /** What the line called, most samples first. */
  readonly callees: readonly CalleeDetail[]
  /** What the figures come from: samples, call, Node. */
  readonly footnotes: readonly string[]
}

/** Self or total time of the line. */
export interface DetailRow {
  readonly name: 'Self' | 'Total'
  /** Of the run, with its interval: `38% (36–40%)`. */
  readonly ofRun: string
  /** Of the function that the line stands in; null where unknown. */
  readonly ofFunction: string | null
  readonly perCall: string | null
  readonly samples: string
}

export interface CalleeDetail {
  readonly name: string
  readonly share: string
  readonly file: string | null
  /** 0-based. */
  readonly line: number | null
}

const mostCallees = 5

/**
 * The detail of one line of a run.
 * @param scaling of the run's function, where it was measured
 */
export function heatDetail(heat: LineHeat, run: Run, anchors: FileAnchors, scaling: Scaling | null = null): HeatDetail | null {
  const { attribution } = run
  if (attribution === null) return null
  const whole = functionSamples(heat, attribution, anchors)
  const msPerSample = msPerCallPerSample(attribution)
  const row = (name: DetailRow['name'], estimate: ShareEstimate): DetailRow => ({
    name,
    ofRun: `${formatShare(estimate.share)} (${formatShareInterval(estimate.interval)})`,
    ofFunction: whole === null ? null : formatShare(Math.min(1, estimate.samples / whole)),
    perCall: msPerSample === null ? null : formatDuration(estimate.samples * msPerSample),
    samples: count(estimate.samples),
  })
  const callee = ({ name, file, line, samples }: Callee): CalleeDetail => ({ name, share: formatShare(samples / attribution.stackSamples), file, line })
  const fit = scaling?.fit ?? null
  const footnotes = [
    scaling === null || fit === null ? null : `${run.function.name}: time ~ ${scalingTitle(scaling)} with the size of its inputs, ${growthText(fit)}.`,
    `${count(attribution.stackSamples)} stack samples of ${run.function.name}, run with ${run.workload.expression}, Node ${run.environment.nodeVersion}.`,
    hasTotals(attribution) ? null : 'Total times are unknown: the recorder of this run does not know who called whom.',
  ]
  return {
    rows: [row('Self', heat.self), ...(heat.total === null ? [] : [row('Total', heat.total)])],
    callees: heat.callees.toSorted((a, b) => b.samples - a.samples).slice(0, mostCallees).map(callee),
    footnotes: footnotes.filter((note) => note !== null),
  }
}

/** Samples can be fractional where one pass is weighted by another. */
function count(samples: number): string {
  return Math.round(samples).toLocaleString('en')
}
