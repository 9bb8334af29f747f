// `node [flags] sampledLoop.ts <file> <function> <arguments as JSON> <recorder as JSON, or "bare">`: calls the function for
// 600 ms, sampled every 100 us or not, and prints the median milliseconds per call of its second half's batches.
import { startRecorder } from '../../../src/runner/recorders/startRecorder.ts'
import { samplingIntervalUs } from '../../../src/engine/measure/passPlan.ts'
import type { RecorderPlan } from '../../../src/protocol/runnerTask.ts'

const [file = '', name = '', json = '[]', sampled = 'bare'] = process.argv.slice(2)
const { plan, framelessCallsPath } = JSON.parse(sampled === 'bare' ? '{}' : sampled) as { plan?: RecorderPlan; framelessCallsPath?: string }
const recorder = plan === undefined ? null : startRecorder([plan], framelessCallsPath ?? null, samplingIntervalUs)
const module = (await import(file)) as Record<string, (...args: unknown[]) => unknown>
const args = JSON.parse(json) as unknown[]
const call = module[name]
if (call === undefined) throw new Error(`No function ${name} in ${file}`)

const kept: { last: unknown } = { last: null }
const started = performance.now()
const batches: number[] = []
let size = 1
for (let at = started; at - started < 600;) {
  const before = performance.now()
  for (let i = 0; i < size; i++) kept.last = call(...args)
  at = performance.now()
  const each = (at - before) / size
  if (at - started > 300) batches.push(each)
  size = Math.max(1, Math.min(size * 2, Math.round(0.5 / each)))
}
recorder?.stop()
console.log(batches.toSorted((a, b) => a - b)[Math.floor(batches.length / 2)])
