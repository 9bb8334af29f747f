import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { RunnerTask } from '../protocol/runnerTask.ts'
import { workloadHook } from '../protocol/workloadHook.ts'
import type { WorkloadHook } from '../protocol/workloadHook.ts'

type Prepare = Parameters<WorkloadHook>[0]

/**
 * Loads the bundle, which hands over its workload through the hook.
 * @returns what evaluates the workload's receiver and arguments
 * @throws what the user's modules throw while they load
 */
export async function loadWorkload(task: RunnerTask): Promise<Prepare> {
  let prepare: Prepare | null = null
  const hook: WorkloadHook = (given) => { prepare = given }
  Reflect.set(globalThis, workloadHook, hook)
  if (task.bundlePath.endsWith('.mjs')) await import(pathToFileURL(task.bundlePath).href)
  else createRequire(task.bundlePath)(task.bundlePath)
  Reflect.deleteProperty(globalThis, workloadHook)
  // TypeScript does not see the hook's assignment.
  const handedOver = prepare as Prepare | null
  if (handedOver === null) throw new Error('Internal error: the bundle handed over no workload')
  return handedOver
}
