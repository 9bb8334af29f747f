import { HeatlineError } from '../core/heatlineError.ts'
import type { ProfileRequest } from '../engine/profileFunction.ts'
import { climbLadder } from '../engine/workloads/climbLadder.ts'
import type { RungTools } from '../engine/workloads/rung.ts'
import type { WorkloadRequest } from '../engine/workloads/workloadRequest.ts'
import { shellQuoted } from './text/shellQuoted.ts'

/**
 * What the function is run with: nobody can be asked here.
 * @param shownFile the file as the user named it
 * @param suggest a call with values for its arguments, to show where one is missing; null when none is known
 * @returns the workload, and why it is not a better one
 * @throws HeatlineError that says how to name a call where one is missing
 */
export async function callForFunction(request: WorkloadRequest, tools: RungTools, shownFile: string, suggest: () => Promise<string | null>, signal: AbortSignal): Promise<Pick<ProfileRequest, 'workload' | 'notes'>> {
  const { resolution, skipped } = await climbLadder(request, tools, signal)
  const { name } = request.fn
  switch (resolution.kind) {
    case 'ready':
      return { workload: resolution.workload, notes: skipped }
    case 'unreachable': {
      const inside = resolution.parent === null ? 'is inside of another function' : `is inside of \`${resolution.parent}\``
      const advice = resolution.parent === null ? 'Profile a function around it' : `Profile ${shownFile}#${resolution.parent}`
      throw new HeatlineError(`${skipped.map((reason) => `${reason}\n`).join('')}\`${name}\` ${inside}: no call from outside reaches it. ${advice}, or name a call that runs it with --call.`)
    }
    case 'ask': {
      const suggested = await suggest()
      const call = suggested ?? resolution.suggestion
      throw new HeatlineError(
        `${skipped.map((reason) => `${reason}\n`).join('')}\`${name}\` needs a call to be profiled with. ${suggested === null ? 'Fill in the arguments and name it' : 'Name one, such as this'}:\n` +
          `  --call ${shellQuoted(call)}\n` +
          `or write it into the comment above the function:\n` +
          `  /** @profile ${call} */`,
      )
    }
    default:
      return resolution satisfies never
  }
}
