import { relative, sep } from 'node:path'
import { HeatlineError } from '../core/heatlineError.ts'
import { splitLines } from '../core/presentation/heatAnchor.ts'
import { hashText } from '../core/source/bodyHash.ts'
import { heldNamePattern } from '../core/source/sourceTest.ts'
import { isBenchmarkFile, longestTestsMs } from '../engine/profileTests.ts'
import type { TestsRequest } from '../engine/profileTests.ts'
import { holdsTests } from '../engine/tests/isTestFile.ts'
import { workspaceRoot } from '../engine/workspaceRoot.ts'
import type { ProfileCommand } from './command.ts'
import type { Setting } from './profileTarget.ts'
import { readSource } from './readSource.ts'
import type { Target } from './readTarget.ts'

/**
 * The tests that a command's target means; null where it means a function.
 * @throws HeatlineError where a test is named in what is no test file
 */
export function testsOf(command: ProfileCommand, target: Target, setting: Setting): TestsRequest | null {
  const { file } = setting
  const root = workspaceRoot(file)
  const shown = relative(root, file).split(sep).join('/')
  const { text } = readSource(file, target.file)
  const isTests = target.by === 'nothing' && (isBenchmarkFile(file) || holdsTests(shown, text))
  if (!isTests) {
    if (command.testName !== null) throw new HeatlineError(`--test-name goes with a test file: heatline profile <test file> -t ${JSON.stringify(command.testName)}; ${target.file} ${target.by === 'nothing' ? 'holds no tests' : 'is followed by a function'}`)
    return null
  }
  if (command.call !== null || command.cpuProfilePath !== null) throw new HeatlineError(`${command.call === null ? '--cpuprofile' : '--call'} goes with a function: ${target.file} is a test file, whose tests are run as they are`)
  const namePattern = command.testName === null ? null : heldNamePattern(command.testName)
  const title = command.testName === null ? shown : `${shown} > ${command.testName}`
  return {
    ...setting,
    root,
    tests: { file: shown, namePattern },
    profiled: { id: `${shown}#${command.testName ?? '(tests)'}`, file: shown, name: command.testName ?? '(tests)', startLine: 0, endLine: splitLines(text).length - 1, bodyHash: hashText(text) },
    target: null,
    limitMs: longestTestsMs,
    workload: { kind: 'test', expression: title, tests: { file: shown, namePattern } },
  }
}
