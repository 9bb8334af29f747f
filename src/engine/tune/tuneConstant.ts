import { randomUUID } from 'node:crypto'
import type { Comparison } from '../../core/comparison/comparison.ts'
import { HeatlineError } from '../../core/heatlineError.ts'
import { countOf } from '../../core/presentation/describeRun.ts'
import { formatDuration } from '../../core/presentation/formatDuration.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import type { NumericConstant } from '../../core/source/numericConstants.ts'
import { GlanceTimes } from '../../core/tune/glanceTimes.ts'
import { searchValues } from '../../core/tune/searchValues.ts'
import type { TuneDepth } from '../../core/tune/searchValues.ts'
import type { TuneRange } from '../../core/tune/tuneRange.ts'
import type { TriedValue, Tuning } from '../../core/tune/tuning.ts'
import { underLock } from '../bundleUnderLock.ts'
import { openVersion } from '../compare/compareVersions.ts'
import { environmentOf } from '../measure/environmentOf.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import type { RecordingEvents } from '../recordTimeline.ts'
import { findProfiled } from '../subject.ts'
import { compareValue, outcomeOf } from './compareValue.ts'
import { startOwnTime } from './ownTime.ts'

/** What to tune. The time budget is for the whole search, loading and all. */
export interface TuneRequest extends ProfileRequest {
  readonly constant: NumericConstant
  /** Where it stands when that is another module than the function's. */
  readonly constantIn?: ConstantModule | undefined
  readonly range: TuneRange
}

/** A module that a function takes a constant from. */
export interface ConstantModule {
  /** Absolute. */
  readonly file: string
  readonly text: string
}

type Ended = Pick<Tuning, 'outcome' | 'message' | 'deniedAction'>

const completed: Ended = { outcome: 'completed', message: null, deniedAction: null }

/**
 * Searches for the value of a constant with which a function takes the least time: each is put into a copy of the text, must give the same
 * answers, and is compared with the code as it is in pairs of fresh processes. Expected ends are outcomes.
 * @throws HeatlineError when there is no such function, or nothing calls it call by call
 */
export async function tuneConstant(request: TuneRequest, told: RecordingEvents, signal: AbortSignal): Promise<Tuning> {
  const { workload, constant, range } = request
  if (workload.kind === 'test' || workload.kind === 'program') throw new HeatlineError(`\`${request.functionName}\` is run by a test, which takes as long as the test does: nothing to compare call by call. Choose other inputs, or name a call.`)
  const { profiled } = findProfiled(request)
  const startedAt = Date.now()
  const { events, elapsedMs } = startOwnTime(told)
  const compared: Comparison[] = []
  const times = new GlanceTimes()
  const measure = async (value: number, depth: TuneDepth): Promise<TriedValue | null> => {
    const before = elapsedMs()
    const comparison = await compareValue(request, value, depth, events, signal)
    compared.push(comparison)
    const outcome = outcomeOf(comparison, value)
    // What is excluded was hardly run, or waited for in vain.
    if (depth === 'glance' && outcome?.kind === 'measured') times.note(value, elapsedMs() - before)
    return outcome
  }
  // What was begun is ended: one more must fit in, and the time to confirm what it finds.
  const hasTime = (depth: TuneDepth, value: number): boolean => elapsedMs() + times.neededFor(depth, value) <= request.timeBudgetMs
  const problem = await problemOf(request, profiled.id, events, signal)
  const found = problem === null ? await searchValues(range, constant.value, { measure, hasTime }) : null
  const last = compared.at(-1)
  const search = last === undefined ? null : found
  return {
    id: randomUUID(),
    startedAt,
    root: request.root,
    ...(search === null ? problem ?? endOf(last, profiled.name, request.timeBudgetMs) : completed),
    function: profiled,
    workload,
    constant: { name: constant.name, file: relativeFile(request.root, request.constantIn?.file ?? request.file), line: constant.line, value: constant.value, start: constant.start, end: constant.end },
    range,
    tried: search?.tried ?? [],
    decision: search?.decision ?? null,
    seconds: elapsedMs() / 1000,
    environment: last?.environment ?? environmentOf(request.node, '', []),
    warnings: [
      ...(search?.isCutShort === true ? [`There was time for ${countOf(search.tried.length, 'value')} only. A larger time budget tries more.`] : []),
      // A glance is no measurement to remark on.
      ...(search?.decision.kind === 'better' ? last?.warnings ?? [] : []),
      ...request.notes,
    ],
  }
}

/** Why the code as it is cannot be run: it would else be told of each value. */
async function problemOf(request: TuneRequest, id: string, events: RecordingEvents, signal: AbortSignal): Promise<Ended | null> {
  try {
    return await underLock(request, id, events, signal, async (directory) => {
      events.onStage('bundling', null)
      const opened = await openVersion(request, directory, signal)
      return opened instanceof HeatlineError ? { outcome: 'failed', message: opened.message, deniedAction: null } : null
    })
  } catch (error) {
    if (signal.aborted) return { outcome: 'cancelled', message: 'Cancelled.', deniedAction: null }
    throw error
  }
}

/** Of the comparison that ended the search: it was cancelled, or the code as it is cannot be measured. There is none where time was too short. */
function endOf(last: Comparison | undefined, name: string, timeBudgetMs: number): Ended {
  if (last === undefined) return { outcome: 'timedOut', message: `The time budget of ${formatDuration(timeBudgetMs)} ended before a value could be tried: raise it.`, deniedAction: null }
  const { outcome, message, deniedAction } = last
  const ended = outcome !== 'completed' ? outcome : deniedAction === null ? 'failed' : 'denied'
  return { outcome: ended, message: message ?? `A call of \`${name}\` is too quick to tell values apart: give it one that does more.`, deniedAction }
}
