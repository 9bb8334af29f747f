import type { Workload } from '../../core/comparison/workload.ts'
import { callToFillIn } from '../../core/source/callWithoutArguments.ts'
import { resolveNone } from './resolveNone.ts'
import { resolveOption } from './resolveOption.ts'
import { resolveRemembered } from './resolveRemembered.ts'
import { resolveTag } from './resolveTag.ts'
import type { WorkloadRequest } from './workloadRequest.ts'

/** What a function is run with, or what is missing. */
export type WorkloadResolution =
  | { readonly kind: 'ready'; readonly workload: Workload }
  /** Nobody has said: one question for the user, with a call to start from. */
  | { readonly kind: 'ask'; readonly prompt: string; readonly suggestion: string }
  /** No call from outside reaches it; `parent` names the function that it lives in, null where that has no name. */
  | { readonly kind: 'unreachable'; readonly parent: string | null }

/** In order: the first that knows a workload is asked no further. What a person wrote wins over what Heatline makes up. */
const resolvers: readonly ((request: WorkloadRequest) => Workload | null)[] = [resolveOption, resolveTag, resolveRemembered, resolveNone]

/**
 * Finds what to run a function with.
 * @throws HeatlineError when the file of remembered calls cannot be read or understood
 */
export function resolveWorkload(request: WorkloadRequest): WorkloadResolution {
  for (const resolve of resolvers) {
    const workload = resolve(request)
    if (workload !== null) return { kind: 'ready', workload }
  }
  const { fn, functions } = request
  const suggestion = callToFillIn(fn, functions)
  if (suggestion === null) return { kind: 'unreachable', parent: fn.reach.kind === 'nested' ? fn.reach.parent : null }
  return {
    kind: 'ask',
    prompt: `A call of ${fn.name} to profile. Names of the file and Node's modules are in scope; arguments are evaluated once, outside the timing.`,
    suggestion,
  }
}
