import type { Run } from './run.ts'

/** Whether a run is about a function, whose inputs can be changed; not about tests themselves, nor a whole program. */
export function isOfFunction({ function: profiled, workload }: Pick<Run, 'function' | 'workload'>): boolean {
  if (workload.kind === 'program') return false
  return workload.kind !== 'test' || workload.tests.file !== profiled.file
}
