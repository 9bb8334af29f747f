import { randomUUID } from 'node:crypto'
import type { Scaling, SizeTiming } from '../core/comparison/scaling.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import { countOf } from '../core/presentation/describeRun.ts'
import { formatDuration } from '../core/presentation/formatDuration.ts'
import { relativeFile } from '../core/profile/relativeFile.ts'
import { fewestSizes, fitScaling } from '../core/statistics/fitScaling.ts'
import { shortestTellableMs } from '../core/statistics/tooQuickToTell.ts'
import type { Bundle } from './bundle/bundleEntry.ts'
import { bundleUnderLock } from './bundleUnderLock.ts'
import { describeEnd } from './measure/describeEnd.ts'
import { environmentOf } from './measure/environmentOf.ts'
import { warningsOf } from './measure/measureWorkload.ts'
import { openPassSession } from './measure/passSession.ts'
import { probeSizes } from './measure/probeSizes.ts'
import type { ProbedSizes } from './measure/probeSizes.ts'
import { orderInRound, sizesBelow, warmUpSizes } from './measure/scalingPlan.ts'
import type { ProfileRequest } from './profileFunction.ts'
import type { RecordingEvents } from './recordTimeline.ts'
import { findSubject } from './subject.ts'
import type { Subject } from './subject.ts'

/** What measuring adds to a scaling. */
type Measured = Pick<Scaling, 'outcome' | 'message' | 'messageAt' | 'deniedAction' | 'sizes' | 'fit' | 'loadingMs' | 'measuringMs' | 'environment' | 'warnings'>

/**
 * Measures how a function's time grows with the size of its inputs: looks for the largest size whose calls are short enough,
 * times its halves in fresh processes, all sizes in every round, and fits a line. Expected ends are outcomes.
 * @param request its time budget is for all of it
 * @throws HeatlineError when nothing could be started, as `profileFunction` does
 */
export async function measureScaling(request: ProfileRequest, events: RecordingEvents, signal: AbortSignal): Promise<Scaling> {
  const subject = findSubject(request)
  const startedAt = Date.now()
  const finish = (measured: Measured, bundlingMs: number): Scaling => ({
    id: randomUUID(),
    startedAt,
    root: request.root,
    function: subject.profiled,
    workload: request.workload,
    ...measured,
    warnings: [...measured.warnings, ...request.notes],
    loadingMs: measured.loadingMs + bundlingMs,
  })
  try {
    return await bundleUnderLock(request, { id: subject.profiled.id, code: subject.code }, events, signal, async ({ bundle, bundlingMs, directory }) => {
      if (bundle instanceof HeatlineError) return finish(notStarted(request, 'failed', bundle.message), bundlingMs)
      return finish(await measureSizes(request, subject, bundle, directory, events, signal), bundlingMs)
    })
  } catch (error) {
    if (signal.aborted) return finish(notStarted(request, 'cancelled', 'Cancelled.'), 0)
    throw error
  }
}

async function measureSizes(request: ProfileRequest, { target }: Subject, bundle: Bundle, directory: string, events: RecordingEvents, signal: AbortSignal): Promise<Measured> {
  const of = { name: target.name, file: request.file, root: request.root }
  let prepared: Parameters<RecordingEvents['onStage']> = ['loading', null]
  const session = openPassSession(request, bundle, directory, {
    onLog: (line) => events.onLog(line),
    onOutput: (text) => events.onOutput(text),
    onPrepared: () => events.onStage(...prepared),
  }, signal)
  const own: string[] = [...bundle.warnings]
  const ended = (end: Pick<Measured, 'outcome' | 'message'> & Partial<Measured>): Measured => ({
    messageAt: null,
    deniedAction: null,
    sizes: [],
    fit: null,
    loadingMs: session.loadingMs,
    measuringMs: session.measuringMs,
    environment: environmentOf(request.node, session.v8Version, session.flags),
    warnings: [...warningsOf(session, target), ...own, ...session.warnings],
    ...end,
  })
  const stopped = (end: Parameters<typeof describeEnd>[0], size: number | null): Measured => {
    const { outcome, message, at, deniedAction } = describeEnd(end, of, session.map)
    if (end.kind === 'failed' && end.message.error.stack !== null) events.onLog(session.map(end.message.error.stack).text)
    const where = size === null || outcome === 'cancelled' ? '' : `At size ${shown(size)}: `
    return ended({ outcome, message: where + message, messageAt: at === null ? null : { file: relativeFile(request.root, at.file), line: at.line }, deniedAction })
  }

  events.onStage('loading', null)
  const probed = await probeSizes(session, request.timeBudgetMs, (size) => { prepared = ['sizing', shown(size)] })
  if ('kind' in probed) return stopped(probed, null)
  const { plan, repeats, largest, limit } = probed
  if (repeats === 'same') own.push(`\`${target.name}\` throws at other values than the given ones: beyond their number those are repeated.`)
  const limitText = limit === null ? null : describeLimit(limit, (end) => describeEnd(end, of, session.map).message)
  const sizes = largest === null ? [] : sizesBelow(largest, plan.sizes)
  if (sizes.length < fewestSizes) {
    const there = sizes.length === 0 ? 'No size can be measured' : `Only ${countOf(sizes.length, 'size')}, ${sizes.map(shown).join(', ')}, can be measured`
    return ended({ outcome: 'failed', message: `${there}, and five are the fewest that tell how time grows. ${limitText ?? ''}${limit !== null && 'callMs' in limit ? ' Raise the time budget.' : ''}` })
  }
  if (limit !== null && 'end' in limit) own.push(`Larger sizes are left out. ${limitText ?? ''}`)

  const passes = new Map(sizes.map((size) => [size, [] as { medianMs: number; iterations: number }[]]))
  for (let round = 0; round < plan.rounds; round++) {
    for (const size of orderInRound(sizes, round)) {
      prepared = ['scaling', `size ${shown(size)}, round ${round + 1} of ${plan.rounds}`]
      const end = await session.run({ kind: 'timing', resize: { size, warmUpSizes: warmUpSizes(sizes), repeats }, warmUpMs: plan.warmUpMs, measureMs: plan.measureMs }, [])
      if (end.kind !== 'finished') return stopped(end, size)
      if (end.result.kind !== 'timing') throw new Error('Internal error: a timing pass sent no times')
      passes.get(size)?.push(end.result)
    }
  }
  const timed = sizes.map((size): SizeTiming => {
    const ofSize = passes.get(size) ?? []
    const processesMs = ofSize.map(({ medianMs }) => medianMs)
    return { size, ms: Math.max(shortestTellableMs, Math.min(...processesMs)), processesMs, calls: ofSize.reduce((sum, { iterations }) => sum + iterations, 0) }
  })
  const tellable = timed.filter(({ ms }) => ms > shortestTellableMs)
  const fit = fitScaling(tellable)
  if (fit === null) {
    const quick = timed.length - tellable.length
    return ended({ outcome: 'failed', sizes: timed, message: `At ${quick === timed.length ? 'every size' : `${quick} of ${countOf(timed.length, 'size')}`} a call of \`${target.name}\` is as quick as an empty one: too quick to tell how its time grows.` })
  }
  const leftOut = timed.filter(({ size }) => size < fit.fromSize).map(({ size }) => shown(size))
  if (leftOut.length > 0) own.push(`The line begins at size ${shown(fit.fromSize)}: at ${leftOut.join(' and ')} something else than the size takes much of the time.`)
  if (fit.stillBends) own.push('Time grows ever faster over these sizes: with larger ones the exponent would be higher. A larger time budget reaches them.')
  return ended({ outcome: 'completed', message: null, sizes: timed, fit })
}

function describeLimit(limit: NonNullable<ProbedSizes['limit']>, describe: (end: Parameters<typeof describeEnd>[0]) => string): string {
  if ('callMs' in limit) return `At size ${shown(limit.size)} a call takes ${formatDuration(limit.callMs)}.`
  return limit.end.kind === 'timedOut' ? `At size ${shown(limit.size)} a call does not end within ${formatDuration(limit.end.limitMs)}.` : `At size ${shown(limit.size)}: ${describe(limit.end)}`
}

function shown(size: number): string {
  return size.toLocaleString('en-US')
}

function notStarted(request: ProfileRequest, outcome: Measured['outcome'], message: string): Measured {
  return { outcome, message, messageAt: null, deniedAction: null, sizes: [], fit: null, loadingMs: 0, measuringMs: 0, environment: environmentOf(request.node, '', []), warnings: [] }
}
