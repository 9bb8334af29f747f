import type { SampledPass } from './attributeSamples.ts'

/** Of what calls did not compute, the part that Node says the thread waited at least: below that other programs had the processor. */
const leastIdle = 0.05

/**
 * What a pass's calls waited for something to happen, in milliseconds. Recorders' signals wake the thread, and Node then forgets how long it
 * had waited; on a busy machine it does not compute either. Whether it waited at all is what Node says.
 */
export function waitedMs({ callsMs, computingMs, waitingMs }: Pick<SampledPass, 'callsMs' | 'computingMs' | 'waitingMs'>): number {
  const idle = Math.max(0, callsMs - computingMs)
  return waitingMs > leastIdle * idle ? idle : 0
}
