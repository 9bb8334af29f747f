import { writeFileSync } from 'node:fs'
import { assertNever } from '../../core/assertNever.ts'
import { HeatlineError } from '../../core/heatlineError.ts'
import type { RecorderPlan } from '../../protocol/runnerTask.ts'
import { send } from '../channel.ts'
import { withFramelessCalls } from './framelessCalls.ts'
import type { Recorder } from './recorder.ts'
import { startInspectorRecorder } from './inspectorRecorder.ts'
import { startPprofRecorder } from './pprofRecorder.ts'
import { startV8ProfilerRecorder } from './v8ProfilerRecorder.ts'

/**
 * Starts the first recorder that loads, and says so where it is not the first of the plans.
 * @throws HeatlineError when none does
 */
export function startRecorder(plans: readonly RecorderPlan[], framelessCallsPath: string | null, intervalUs: number): Recorder {
  sharpenTimers()
  const failures: string[] = []
  for (const plan of plans) {
    try {
      const recorder = start(plan, intervalUs)
      if (failures.length > 0) send({ kind: 'warning', message: `Stack samples come from ${plan.name}: ${failures.join('; ')}.` })
      return withFramelessCalls(recorder, framelessCallsPath)
    } catch (error) {
      failures.push(`${plan.name} did not start (${firstLine(error)})`)
    }
  }
  throw new HeatlineError(`No recorder of stack samples works on Node ${process.versions.node}: ${failures.join('; ')}.`)
}

function start(plan: RecorderPlan, intervalUs: number): Recorder {
  switch (plan.name) {
    case 'pprof': return startPprofRecorder(plan.addonPath ?? '', intervalUs)
    case 'v8-profiler-next': return startV8ProfilerRecorder(plan.addonPath ?? '', intervalUs)
    case 'inspector': return startInspectorRecorder(intervalUs)
    default: return assertNever(plan.name)
  }
}

/**
 * Linux lets a sleeping thread oversleep by 50 us, the sampling thread too; it inherits what this thread is set to.
 * Where it cannot be set, samples are fewer, and the profile's interval says so.
 */
function sharpenTimers(): void {
  try {
    writeFileSync('/proc/self/timerslack_ns', '1')
  } catch {
    // Not Linux, or a sandbox that denies writes.
  }
}

function firstLine(error: unknown): string {
  return ((error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '').trim().replace(/\.$/, '')
}
