import type { StackProfile } from '../../core/profile/stackProfile.ts'

/**
 * Without inlining every call has a frame of its own. It slows calls two to four times, so such a pass says who called
 * whom and never how much.
 */
export const callersFlags: readonly string[] = ['--no-turbo-inlining', '--no-maglev-inlining']

/** V8 of Node 26 names inlined callees in the natural profile (worst function share 2 points off; 86 on Node 24). */
const namesInlinedCallees = 26

/** Whether who called whom needs a pass of its own. A recorder without call sites gains functions' totals by it, still. */
export function needsCallersPass(nodeVersion: string): boolean {
  return Number.parseInt(nodeVersion, 10) < namesInlinedCallees
}

/** What attribution is given for its callers. */
export function callersOf(nodeVersion: string, callersPass: StackProfile | null): 'lines' | StackProfile | null {
  return needsCallersPass(nodeVersion) ? callersPass : 'lines'
}
