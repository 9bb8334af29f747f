import { leftoverProcesses } from '../../scripts/leftoverProcesses.mjs'

/**
 * Waits until no process carries `marker` in its command line or environment: one that was killed needs a moment to end.
 * @param marker a text that nothing else on the machine carries, such as a temporary folder's path
 * @throws Error that lists those which are still there after `timeoutMs`
 */
export async function expectNoLeftoverProcesses(marker: string, timeoutMs = 10_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const left = leftoverProcesses(marker)
    if (left.length === 0) return
    if (Date.now() > deadline) throw new Error(`Left running:\n${left.map(({ pid, command }) => `${pid} ${command}`).join('\n')}`)
    // There is no event for the end of a process that is not our child.
    await new Promise((resolve) => { setTimeout(resolve, 50) })
  }
}
