// `dist/recordingHook.cjs`: preloaded (`--require`) into every process of a test run. It has the runner's own transform instrument the
// modules of the workspace; the parser is loaded only where a module comes by.
import { readFileSync } from 'node:fs'
import { assertNever } from '../../core/assertNever.ts'
import { recordingPlanVariable } from '../../protocol/recordingLog.ts'
import type { RecordingPlan } from '../../protocol/recordingLog.ts'
import { hookJest } from './hookJest.ts'
import { hookMocha } from './hookMocha.ts'
import { hookNode } from './hookNode.ts'
import { hookVite } from './hookVite.ts'
import { makeInstrument } from './instrument.ts'

const planPath = process.env[recordingPlanVariable]
if (planPath !== undefined) {
  try {
    hook(JSON.parse(readFileSync(planPath, 'utf8')) as RecordingPlan)
  } catch {
    // A Node without these hooks, or a process that outlives the recording: what tests start runs as it would.
  }
}

function hook(plan: RecordingPlan): void {
  const instrument = makeInstrument(plan)
  switch (plan.runner) {
    case 'vitest':
      hookVite(instrument)
      break
    case 'jest':
      hookJest(instrument)
      break
    case 'mocha':
      hookNode(instrument)
      hookMocha(plan.testFiles)
      break
    case 'node':
      hookNode(instrument)
      break
    default:
      assertNever(plan.runner)
  }
}
