import { HeatlineError } from '../../core/heatlineError.ts'
import { targetCode } from '../../core/source/targetCode.ts'
import type { GeneratedInputs } from '../../core/workloads/generatedInputs.ts'
import { bundleUnderLock } from '../bundleUnderLock.ts'
import { sandboxFor } from '../measure/sandboxFor.ts'
import type { RungTools } from '../workloads/rung.ts'
import { functionId } from '../workloads/workloadRequest.ts'
import type { WorkloadRequest } from '../workloads/workloadRequest.ts'
import { runTrial, trialBudgetMs } from './runTrial.ts'

/** More of the calls than that must still return. */
const leastReturned = 0.9

/**
 * Whether inputs that were made before still do: what other modules declare may have changed since.
 * @throws HeatlineError when the code does not bundle
 * @throws the signal's reason when it is aborted
 */
export async function tryStored(inputs: GeneratedInputs, request: WorkloadRequest, tools: RungTools, signal: AbortSignal): Promise<boolean> {
  const { root, file, fn } = request
  const { text, overlays, node, installation, allowedActions, events } = tools
  const code = targetCode(text, file, fn, { ...inputs, countsStatements: false })
  if (code === null) return false
  return await bundleUnderLock({ root, file, overlays, node, installation }, { id: functionId(request), code }, events, signal, async ({ bundle, directory }) => {
    if (bundle instanceof HeatlineError) throw bundle
    events.onStage('tryingInputs', null)
    const sandbox = sandboxFor({ allowedActions, root, file, installation }, bundle, directory)
    const tried = await runTrial({ kind: 'expressions', rows: inputs.rows, drive: inputs.drive }, { bundle, sandbox, directory, node, installation, onLog: events.onLog, endsAt: performance.now() + trialBudgetMs }, signal)
    return tried.filter((each) => each?.end === 'returned').length >= inputs.rows.length * leastReturned
  })
}
