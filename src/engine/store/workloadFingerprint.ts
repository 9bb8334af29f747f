import { createHash } from 'node:crypto'
import { serialize } from 'node:v8'
import type { Workload } from '../../core/comparison/workload.ts'
import { readStoredRecording } from '../recording/recordingStore.ts'
import type { GeneratedInputs } from '../../core/workloads/generatedInputs.ts'

/** A hash of what a function is run with: runs of equal ones did the same work. */
export async function workloadFingerprint(workload: Workload): Promise<string> {
  return createHash('sha256').update(serialize([workload.kind, workload.expression, await inputsOf(workload)])).digest('hex').slice(0, 32)
}

/** Of the inputs what decides on the work, and nothing of how they were found. */
async function inputsOf(workload: Workload): Promise<unknown> {
  switch (workload.kind) {
    case 'none':
    case 'call':
    case 'program': return null
    case 'generated': return madeInputs(workload.inputs)
    // What else the recording says, as how long the calls took, is another each time it is made.
    case 'recorded': return [workload.inputs.rows, (await readStoredRecording(workload.inputs.path))?.rows.map(({ value }) => value) ?? workload.inputs.path]
    case 'captured': return [workload.captured.name, workload.captured.calls, workload.captured.skipped, madeInputs(workload.captured.inputs)]
    case 'within': return [workload.caller.name, madeInputs(workload.caller.inputs)]
    case 'test': return [workload.tests.file, workload.tests.namePattern]
    default: return workload satisfies never
  }
}

function madeInputs({ rows, drive, renders, setups = [] }: GeneratedInputs): unknown {
  return [rows, drive, renders, setups.map(({ exported }) => exported)]
}
