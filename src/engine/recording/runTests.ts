import { realpathSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { recordedTarget } from '../../core/source/recordedTarget.ts'
import { recorderExpression } from '../../core/source/recorderExpression.ts'
import { recordingPlanVariable } from '../../protocol/recordingLog.ts'
import type { RecordedText, RecordingPlan } from '../../protocol/recordingLog.ts'
import { runProgram } from '../child/runProgram.ts'
import type { ProgramEnd } from '../child/runProgram.ts'
import type { FoundTest } from '../tests/findTests.ts'
import type { RecordEvents, RecordRequest } from './recordCalls.ts'
import { testCommand } from './testCommand.ts'

/** How long tests may take. */
export interface TestLimits {
  /** In all. */
  readonly totalMs: number
  /** Without a word. */
  readonly silenceMs: number
}

const mostCalls = 200
const mostBytes = 8_000_000

const outputLimitBytes = 1_000_000

const secretName = /pass(?:word|wd|phrase)|secret|token|authorization|cookie|api_?key|credential/i

/**
 * Runs test files once, with the function wrapped by the runner's own transform.
 * @param folder of this run's own: what was recorded is in `logs` there
 * @throws HeatlineError when Node cannot be started
 */
export async function runTests({ root, file, fn, node, installation }: RecordRequest, tests: readonly FoundTest[], folder: string, limits: TestLimits, events: RecordEvents, signal: AbortSignal): Promise<ProgramEnd> {
  const [first] = tests
  if (first === undefined) throw new Error('Internal error: no tests to run')
  const { runner } = first
  const logFolder = path.join(folder, 'logs')
  await mkdir(logFolder)
  const testFiles = tests.map((test) => test.file)
  const recorderPath = path.join(installation.directory, 'recorder.cjs')
  const source = await readFile(file, 'utf8')
  const made = recordedTarget(source, { file, recorder: recorderExpression(recorderPath), functionName: fn.name })
  // What cannot be wrapped as it is written may be in what it is compiled to.
  const target: RecordedText = { source, text: 'text' in made ? made.text : source }
  const plan: RecordingPlan = {
    runner: runner.name,
    root: realpathSync.native(root),
    file: realpathSync.native(file),
    functionName: fn.name,
    takesReceiver: fn.reach.kind === 'instance',
    secretParameters: fn.parameters.map((name) => secretName.test(name)),
    recorderPath,
    targetPath: path.join(folder, 'target.json'),
    logFolder,
    testFiles,
    mostCalls,
    mostBytes,
  }
  const planPath = path.join(folder, 'plan.json')
  await writeFile(planPath, JSON.stringify(plan))
  await writeFile(plan.targetPath, JSON.stringify(target))
  const { parameters, nodeOptions } = testCommand(runner, testFiles, null)
  const hook = JSON.stringify(path.join(installation.directory, 'recordingHook.cjs'))
  events.onLog(`${node.path} ${parameters.join(' ')} (in ${runner.cwd}, recorded)`)
  return await runProgram({
    node,
    guardianPath: path.join(installation.directory, 'guardian.cjs'),
    parameters,
    cwd: runner.cwd,
    env: { NODE_OPTIONS: [`--require ${hook}`, ...nodeOptions].join(' '), [recordingPlanVariable]: planPath, NO_COLOR: '1' },
    ...limits,
    outputLimitBytes,
    onOutput: (text) => events.onOutput(text),
  }, signal)
}
