import { describeRung, rungNames } from '../../core/workloads/rungName.ts'
import type { RungName } from '../../core/workloads/rungName.ts'
import { readChosenRungs } from './rememberedCalls.ts'
import { resolveBenchmark } from './resolveBenchmark.ts'
import { resolveCallers } from './resolveCallers.ts'
import { resolveGenerated } from './resolveGenerated.ts'
import { resolveTest } from './resolveTest.ts'
import { resolveRecorded } from './resolveRecorded.ts'
import { resolveWorkload } from './resolveWorkload.ts'
import type { WorkloadResolution } from './resolveWorkload.ts'
import type { Rung, RungAnswer, RungTools } from './rung.ts'
import { functionId } from './workloadRequest.ts'
import type { WorkloadRequest } from './workloadRequest.ts'

/** What a function is run with, and why not with something better. */
export interface LadderAnswer {
  readonly resolution: WorkloadResolution
  /** Sentences for people, of the better rungs that had something to say. */
  readonly skipped: readonly string[]
}

/** What a person wrote comes before them, what asks a person after. */
const rungs: Readonly<Partial<Record<RungName, Rung>>> = { benchmark: resolveBenchmark, recorded: resolveRecorded, test: resolveTest, generated: resolveGenerated, callers: resolveCallers }

/** Of a function's statements, the share that is enough to look no further. */
const enoughCoverage = 0.5

/** Whether that is among the ways in which this version finds inputs. */
export function hasRung(name: RungName): boolean {
  return rungs[name] !== undefined
}

/**
 * Finds what to run a function with, with no set-up: the best rung there is.
 * @throws HeatlineError when the file of remembered calls cannot be read or understood
 * @throws the signal's reason when it is aborted
 */
export async function climbLadder(request: WorkloadRequest, tools: RungTools, signal: AbortSignal): Promise<LadderAnswer> {
  const resolution = resolveWorkload(request)
  if (resolution.kind === 'ready' && resolution.workload.kind === 'call') return { resolution, skipped: [] }
  const skipped: string[] = []
  let best: Extract<RungAnswer, { readonly kind: 'found' }> | null = null
  const chosen = readChosenRungs(request.root).get(functionId(request))
  for (const name of rungNames.toSorted((a, b) => Number(b === chosen) - Number(a === chosen))) {
    const answer = await rungs[name]?.(request, tools, signal)
    if (answer === undefined) continue
    if (answer.kind === 'found') {
      if (best === null || (answer.coverage ?? 1) > (best.coverage ?? 1)) best = answer
      // Where little of the function runs the next rung may do better; not where a person chose.
      if (name === chosen || (best.coverage ?? 1) >= enoughCoverage) break
    } else if (answer.reason !== null) skipped.push(answer.reason)
    else if (name === chosen) skipped.push(`There is nothing for the inputs that were chosen, “${describeRung(name).title}”.`)
  }
  return { resolution: best === null ? resolution : { kind: 'ready', workload: best.workload }, skipped }
}
