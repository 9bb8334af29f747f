import type { Run, Timing } from '../../core/comparison/run.ts'
import { countOf } from '../../core/presentation/describeRun.ts'
import { formatDuration } from '../../core/presentation/formatDuration.ts'
import { hasTooFewSamples } from '../../core/profile/isColoured.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import { mostFrames, truncatedShare } from '../../core/profile/truncatedShare.ts'
import { summariseProcesses } from '../../core/statistics/summariseProcesses.ts'
import { isTooQuickToTell } from '../../core/statistics/tooQuickToTell.ts'
import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import type { Bundle } from '../bundle/bundleEntry.ts'
import type { PassEnd, PassResult } from '../child/passEnd.ts'
import type { ProfileEvents, ProfileRequest } from '../profileFunction.ts'
import { nestedCalls } from './nestedCalls.ts'
import { prepareAttribution } from './attributeSamples.ts'
import type { SampledPass } from './attributeSamples.ts'
import { collectEvidence } from '../evidence/collectEvidence.ts'
import { repeatedArgumentsOf } from '../evidence/repeatedArgumentsOf.ts'
import { describeEnd } from './describeEnd.ts'
import { environmentOf } from './environmentOf.ts'
import { enoughSamples, fewestForInterval, planPasses, planTiming, rowsInTime, samplingIntervalUs } from './passPlan.ts'
import type { SamplingPlan } from './passPlan.ts'
import { openPassSession } from './passSession.ts'
import type { PassSession } from './passSession.ts'
import { waitedMs } from './waitedMs.ts'
import { framelessCallsPath, recorderPlans } from './recorderPlans.ts'
import { rowCountOf } from './rowSourceOf.ts'
import { callersFlags, linesFlags } from './samplingFlags.ts'

/** What measuring adds to a run. */
export type Measured = Pick<Run, 'outcome' | 'message' | 'messageAt' | 'deniedAction' | 'timing' | 'attribution' | 'waitingShare' | 'evidence' | 'allocatedBytesPerCall' | 'thrownShare' | 'loadingMs' | 'measuringMs' | 'environment' | 'warnings'>

/** An interval that reaches further than this from its centre, relative to it, gets a word. */
const wideInterval = 0.25

type TimedPass = Extract<PassResult, { readonly kind: 'timing' }>

/** A share that is worth a word. */
const noticeable = 0.01

/** Progress of measuring; a partial result has heat but not yet times. */
export interface MeasureEvents extends Omit<ProfileEvents, 'onPartial'> {
  onPartial(measured: Measured): void
}

/**
 * Two passes, never one. Lines are sampled under the natural JIT, which alone knows how much; callers, where V8's inlining
 * hides them, in a process without inlining; times are taken last, in fresh processes that nothing samples.
 */
export async function measureWorkload(request: ProfileRequest, target: SourceFunction, bundle: Bundle, directory: string, events: MeasureEvents, signal: AbortSignal): Promise<Measured> {
  const { node, timeBudgetMs, installation } = request
  const session = openPassSession(request, bundle, directory, {
    onLog: (line) => events.onLog(line),
    onOutput: (text) => events.onOutput(text),
    onPrepared: () => events.onStage(...prepared),
  }, signal)
  const own: string[] = [...bundle.warnings, ...(request.workload.kind === 'recorded' ? request.workload.inputs.notes : [])]
  let prepared: Parameters<ProfileEvents['onStage']> = ['samplingLines', null]
  let attribution: Measured['attribution'] = null
  let waitingShare: number | null = null
  let timing: Measured['timing'] = null
  const repeats = await repeatedArgumentsOf(request.workload)
  let evidence: Measured['evidence'] = repeats === null ? undefined : { repeats }
  let allocated: Measured['allocatedBytesPerCall'] = null

  const state = (): Measured => ({
    outcome: 'completed',
    message: null,
    timing,
    attribution,
    waitingShare,
    ...(evidence === undefined ? {} : { evidence }),
    allocatedBytesPerCall: allocated,
    thrownShare: session.calls === 0 ? 0 : session.thrown / session.calls,
    loadingMs: session.loadingMs,
    measuringMs: session.measuringMs,
    environment: environmentOf(node, session.v8Version, session.flags),
    warnings: [...warningsOf(session, target), ...own, ...session.warnings],
  })
  const stopped = (end: Exclude<PassEnd, { readonly kind: 'finished' }>): Measured => {
    const { outcome, message, at, deniedAction } = describeEnd(end, { name: target.name, file: request.file, root: request.root }, session.map)
    if (end.kind === 'failed' && end.message.error.stack !== null) events.onLog(session.map(end.message.error.stack).text)
    return { ...state(), outcome, message, messageAt: at === null ? null : { file: relativeFile(request.root, at.file), line: at.line }, deniedAction }
  }
  const sample = (plan: SamplingPlan, flags: readonly string[]): Promise<PassEnd> =>
    session.run({ kind: 'attribution', recorders: recorderPlans(installation, node), framelessCallsPath: framelessCallsPath(installation, node), samplingIntervalUs, enoughSamples, ...plan }, flags)

  const attribute = prepareAttribution(request, bundle, target)
  const plan = planPasses(timeBudgetMs)
  events.onStage('loading', null)
  const linesEnd = await sample(plan.lines, linesFlags)
  if (linesEnd.kind !== 'finished') return stopped(linesEnd)
  const lines = sampled(linesEnd.result)
  const loadingMs = session.loadingMs
  attribution = attribute(lines, null, session.copiesInputs)
  events.onPartial(state())

  waitingShare = lines.callsMs > 0 ? Math.min(1, waitedMs(lines) / lines.callsMs) : 0
  const callMs = lines.callsMs / Math.max(lines.calls, 1)
  if (session.measuringMs + callMs <= timeBudgetMs) {
    prepared = ['samplingCallers', null]
    const callersEnd = await sample(plan.callers, callersFlags)
    if (callersEnd.kind !== 'finished') return stopped(callersEnd)
    const callers = sampled(callersEnd.result)
    attribution = attribute(lines, callers, session.copiesInputs)
    const deep = truncatedShare(callers.profile)
    if (deep > noticeable) own.push(`${(100 * deep).toPrecision(2)}% of the stacks are deeper than the ${mostFrames} frames that V8 keeps. What made the first of those calls lacks them in its total time.`)
    events.onPartial(state())
  } else {
    own.push("Lines' total times are not known: they need a second sampled call, for which the time budget is too short.")
  }

  const passes: TimedPass[] = []
  const { processes, warmUpMs, measureMs } = planTiming(timeBudgetMs, session.measuringMs, callMs, loadingMs)
  const rowCount = rowCountOf(request.workload)
  const mostRows = rowsInTime(rowCount, callMs, measureMs)
  if (mostRows < rowCount && processes > 0) own.push(`Calls are long for the time budget: the time is that of ${mostRows === 1 ? 'the first' : `the first ${mostRows}`} of ${rowCount} inputs.`)
  while (passes.length < processes) {
    prepared = ['timing', `process ${passes.length + 1} of ${processes}`]
    const end = await session.run({ kind: 'timing', sampledCallMs: callMs, mostRows, warmUpMs, measureMs, countsAllocations: passes.length === processes - 1 }, [])
    if (end.kind !== 'finished') return stopped(end)
    const pass = timed(end.result)
    passes.push(pass)
    allocated = pass.bytesPerCall === null ? null : Math.max(0, Math.round(pass.bytesPerCall))
  }
  timing = summariseProcesses(passes)
  if (timing === null) {
    timing = summariseProcesses([{ medianMs: callMs, iterations: lines.calls }])
    own.push(`The time rests on ${calls(lines.calls)} in one process, taken while it was sampled: the time budget allows no more.`)
  } else if (processes < fewestForInterval) {
    own.push(`The time rests on ${calls(timing.iterations)} in ${processes === 1 ? 'one process' : `${processes} processes`}, too few for an interval. Raise the time budget for one.`)
  }
  own.push(...scatterOf(timing), ...nestedCalls(request.workload, target, attribution, timing))
  if (hasTooFewSamples(attribution) && !isTooQuickToTell(timing)) {
    own.push(`${countOf(Math.round(attribution.stackSamples), 'stack sample')} in ${countOf(lines.calls, 'call')}: too few to tell hot lines. The calls compute little, or wait for most of their time.`)
  }
  if (isTooQuickToTell(timing)) own.push(`A call of \`${target.name}\` is as quick as an empty call: too quick to tell how long it takes, or where.`)
  if ((request.kind ?? 'cpu') === 'cpu') return state()
  events.onPartial(state())
  const collected = await collectEvidence({ request, bundle, directory, session, callMs, allocatedBytesPerCall: allocated, signal }, (name) => {
    prepared = ['collecting', name]
    events.onStage(...prepared)
  })
  evidence = { ...evidence, ...collected.evidence }
  own.push(...collected.warnings)
  return collected.wasCancelled ? stopped({ kind: 'cancelled', droppedOutputBytes: 0 }) : state()
}

function sampled(result: PassResult): SampledPass {
  if (result.kind !== 'attribution') throw new Error('Internal error: a sampling pass sent no samples')
  return result
}

function timed(result: PassResult): TimedPass {
  if (result.kind !== 'timing') throw new Error('Internal error: a timing pass sent no times')
  return result
}

/** What has to be said of a session's calls, whatever they were made for. */
export function warningsOf(session: Pick<PassSession, 'thrown' | 'calls' | 'targetIsOutermost' | 'copiesInputs'>, target: SourceFunction): string[] {
  const warnings: string[] = []
  if (session.thrown > 0) warnings.push(`${((100 * session.thrown) / session.calls).toPrecision(2)}% of the calls threw.`)
  if (!session.targetIsOutermost) warnings.push(`\`${target.name}\` is not the outermost call of the expression: the whole expression is timed.`)
  if (session.copiesInputs) warnings.push('A call changes its inputs, so each gets a copy of its own. Garbage collection is left out: most of it is of the copies.')
  return warnings
}

/** A wide interval has a cause that the user can do something about. */
function scatterOf(timing: Timing | null): string[] {
  const interval = timing?.confidenceIntervalMs
  if (!timing || !interval || isTooQuickToTell(timing)) return []
  if (interval.high <= timing.medianMs * (1 + wideInterval) && interval.low >= timing.medianMs * (1 - wideInterval)) return []
  const range = `${formatDuration(interval.low)} to ${formatDuration(interval.high)}`
  return [`Processes differ widely, a call took from ${range}: measure again while the machine is less busy, or with a larger time budget.`]
}

function calls(count: number): string {
  return count === 1 ? 'one call' : countOf(count, 'call')
}
