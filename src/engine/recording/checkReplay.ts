import { basename } from 'node:path'
import type { RecordedInputs } from '../../core/workloads/recordedInputs.ts'
import { describeEnd } from '../measure/describeEnd.ts'
import { runSandboxedPass } from '../child/runSandboxedPass.ts'
import type { SandboxSetting } from '../child/runSandboxedPass.ts'
import type { EndedFunction } from '../measure/describeDenial.ts'
import { mapStack } from '../measure/mapStack.ts'

/** Milliseconds of replaying; rows that are left then are taken to be like the others. */
const mostMs = 500

/** One call of a test may take long. */
const silenceMs = 20_000

/**
 * Replays recorded calls once each, in the sandbox, and compares what comes of them with what came of them in the test.
 * @returns why they cannot stand for the test's calls, a sentence; null where they can
 * @throws the signal's reason when it is aborted
 */
export async function checkReplay(of: EndedFunction, { path, tests }: Pick<RecordedInputs, 'path' | 'tests'>, setting: SandboxSetting, signal: AbortSignal): Promise<string | null> {
  const { bundle } = setting
  const end = await runSandboxedPass({ rows: { kind: 'recording', path }, pass: { kind: 'replay', mostMs } }, setting, { silenceMs, totalMs: 2 * silenceMs }, () => {}, signal)
  // The run itself tells of it, and asks whether to allow it.
  if (end.kind === 'denied') return null
  const files = tests.join(', ')
  if (end.kind !== 'finished') return `The calls that ${files} makes cannot be replayed. ${describeEnd(end, of, (stack) => mapStack(stack, basename(bundle.path), 'runner.cjs', bundle.positionOf)).message}`
  const { result } = end
  if (result.kind !== 'replay') throw new Error('Internal error: a replay sent something else')
  if (result.differing === 0) return null
  return `${result.differing === result.calls ? 'The' : `${result.differing} of ${result.calls}`} calls of \`${of.name}\` in ${files} end differently outside of the tests, as with mocks, fake timers or state that the tests made: ${result.firstDifference ?? ''}.`
}
