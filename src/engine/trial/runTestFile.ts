import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { TestFileRun } from '../../core/insights/triedTests.ts'
import { trialFilesVariable } from '../../protocol/trialHook.ts'
import { runProgram } from '../child/runProgram.ts'
import type { Installation } from '../installation.ts'
import type { NodeExecutable } from '../node/nodeExecutable.ts'
import type { TestLimits } from '../recording/runTests.ts'
import { testCommand } from '../recording/testCommand.ts'
import type { TestRunner } from '../tests/testRunner.ts'
import { calledFunctions } from './calledFunctions.ts'
import { readTestResults } from './readTestResults.ts'

/** A test file of a copy. Paths are absolute and real. */
export interface CopiedTest {
  readonly file: string
  /** Started in the copy. */
  readonly runner: TestRunner
}

/** Code of the copy that tests are to run: functions by the names that they have in calls, none where any will do. */
export interface ProbedFile {
  readonly file: string
  readonly functions: ReadonlySet<string>
}

/** What runs tests, and who listens. */
export interface TestSetting {
  readonly node: NodeExecutable
  readonly installation: Installation
  readonly limits: TestLimits
  readonly onLog: (line: string) => void
}

/** Of what they print nothing is passed on: reports tell, and of what failed the end. */
const outputLimitBytes = 0

/**
 * Runs one test file of a copy with its own runner. No sandbox: these are the user's own tests.
 * @param folder of this run's own, for what is told and counted
 * @param shown the file as people know it
 * @throws the signal's reason when it is aborted
 */
export async function runTestFile({ file, runner }: CopiedTest, probed: readonly ProbedFile[], folder: string, shown: string, setting: TestSetting, signal: AbortSignal): Promise<TestFileRun> {
  const { node, installation, limits, onLog } = setting
  await mkdir(folder, { recursive: true })
  const reportPath = path.join(folder, 'report')
  const coverage = path.join(folder, 'coverage')
  const temporary = path.join(folder, 'tmp')
  await mkdir(temporary)
  const { parameters, nodeOptions } = testCommand(runner, [file], { path: reportPath, nodeReporter: path.join(installation.directory, 'nodeReporter.cjs') })
  onLog(`${node.path} ${parameters.join(' ')} (in ${runner.cwd}, a copy)`)
  const end = await runProgram({
    node,
    guardianPath: path.join(installation.directory, 'guardian.cjs'),
    parameters,
    cwd: runner.cwd,
    env: {
      NODE_OPTIONS: [`--require ${JSON.stringify(path.join(installation.directory, 'trialHook.cjs'))}`, ...nodeOptions].join(' '),
      NODE_V8_COVERAGE: coverage,
      NO_COLOR: '1',
      // What tests and their runners leave there goes with the copy: jest's cache of files that nobody will see again.
      TMPDIR: temporary,
      TEMP: temporary,
      TMP: temporary,
      ...(runner.name === 'mocha' ? { [trialFilesVariable]: JSON.stringify([file]) } : {}),
    },
    ...limits,
    outputLimitBytes,
    onOutput: () => undefined,
  }, signal)
  signal.throwIfAborted()
  // A runner that is too old to report has its file count as one test.
  const results = readTestResults(runner.name, await readFile(reportPath, 'utf8').catch(() => '')) ?? (end.kind === 'exited' && end.code === 0 ? [{ name: shown, passed: true }] : [])
  const called = await Promise.all(probed.map(async (each) => {
    const names = await calledFunctions(coverage, each.file)
    return each.functions.size === 0 ? names.size > 0 : [...each.functions].some((name) => names.has(name))
  }))
  const isBroken = end.kind === 'exited' && end.code !== 0 && results.every(({ passed }) => passed)
  if (end.kind === 'timedOut' || (end.kind === 'exited' && end.code !== 0)) onLog(`${shown} last printed:\n${end.tail}`)
  return { file: shown, results, end: end.kind === 'timedOut' ? 'timedOut' : isBroken ? 'broke' : 'ended', ranChange: called.includes(true) }
}
