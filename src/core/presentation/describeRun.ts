import { assertNever } from '../assertNever.ts'
import type { Environment } from '../comparison/environment.ts'
import type { Run, Timing } from '../comparison/run.ts'
import type { Workload } from '../comparison/workload.ts'
import type { Outcome } from '../outcome.ts'
import type { RecordedInputs } from '../workloads/recordedInputs.ts'
import { formatDuration } from './formatDuration.ts'

/** What a run was measured on: `Node 24.21.0 · V8 13.6 · linux x64 · 2 × Some CPU · in the sandbox`. */
export function describeEnvironment(environment: Environment): string {
  const { nodeVersion, v8Version, platform, arch, cpuCount, cpuModel, flags } = environment
  const v8 = v8Version === '' ? '' : `V8 ${v8Version}`
  return [`Node ${nodeVersion}`, v8, `${platform} ${arch}`, `${cpuCount} × ${cpuModel}`, ...describeFlags(flags)].filter((part) => part !== '').join(' · ')
}

/** Node's flags, those of its permission model in words: they are long, and the same for every sandbox. */
function describeFlags(flags: readonly string[]): readonly string[] {
  if (!flags.includes('--permission')) return [flags.join(' ')]
  const others = flags.filter((flag) => !/^--(permission$|allow-|disable-warning=)/.test(flag))
  return [others.join(' '), 'in the sandbox']
}

/** What a run rests on: `4,000 stack samples (pprof) · 1.98 s of measuring, 412 ms of loading`. */
export function describeMeasuring(run: Run): string {
  const samples = run.attribution && `${countOf(Math.round(run.attribution.stackSamples), 'stack sample')} (${run.attribution.recorders.join(', ')})`
  if (isRunOnce(run.workload)) return [samples, `${formatDuration(run.measuringMs)} in all`].filter((part) => part !== null).join(' · ')
  const measuring = run.measuringMs === 0 ? 'nothing measured' : `${formatDuration(run.measuringMs)} of measuring`
  const times = `${measuring}, ${formatDuration(run.loadingMs)} of loading`
  return samples === null ? times : `${samples} · ${times}`
}

/** What a time rests on: `482,301 calls in 6 processes`. */
export function describeTiming(timing: Timing): string {
  return `${countOf(timing.iterations, 'call')} in ${countOf(timing.processes, 'process', 'processes')}`
}

/** Where a call came from, or null where its user knows. */
export function describeOrigin(workload: Workload): string | null {
  if (workload.kind === 'none') return 'made up by Heatline, run in a sandbox'
  if (workload.kind === 'generated') return `${countOf(workload.inputs.rows.length, 'call')} generated from types, run in a sandbox`
  if (workload.kind === 'test') return 'run by its own runner, once'
  if (workload.kind === 'program') return null
  if (workload.kind === 'recorded') return `${describeRecorded(workload.inputs)}, replayed in a sandbox`
  if (workload.kind === 'captured') return `${countOf(workload.captured.calls, 'call')} recorded through \`${workload.captured.name}\` on generated inputs, run in a sandbox`
  if (workload.kind === 'within') return `within \`${workload.caller.name}\`: ${countOf(workload.caller.inputs.rows.length, 'call')} of it generated from types, run in a sandbox`
  switch (workload.origin) {
    case 'tag':
      return 'from the @profile tag'
    case 'remembered':
      return 'remembered in .heatline/workloads.json'
    case 'asked':
    case 'option':
      return null
    default:
      return assertNever(workload.origin)
  }
}

/** Whether times of its lines are of the whole run, as nothing is called again and again. */
export function isRunOnce(workload: Workload): boolean {
  return workload.kind === 'test' || workload.kind === 'program'
}

/** Where recorded calls are from: `from cart.test.ts: 214 recorded calls`. */
export function describeRecorded({ tests, calls, rows }: RecordedInputs): string {
  const [first = ''] = tests
  const more = tests.length > 1 ? ` and ${tests.length - 1} more` : ''
  return `from ${first.slice(first.lastIndexOf('/') + 1)}${more}: ${countOf(calls, 'recorded call')}${rows < calls ? `, of which ${rows}` : ''}`
}

/** How a run ended, in a word or two. */
export function describeOutcome(outcome: Outcome): string {
  return outcome === 'timedOut' ? 'timed out' : outcome
}

/** `1 line`, `4,000 lines`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}
