import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { assertNever } from '../../core/assertNever.ts'
import type { TestRunner } from '../tests/testRunner.ts'

/** How a runner is started: what stands behind `node`, and what `NODE_OPTIONS` needs. */
export interface TestCommand {
  readonly parameters: readonly string[]
  readonly nodeOptions: readonly string[]
}

/** Where results are written for programs, beside what is printed; the reporter is the one for node:test. Absolute. */
export interface TestReport {
  readonly path: string
  readonly nodeReporter: string
}

/**
 * The command that runs some test files once, as their package would: without watching, without coverage, which is what makes
 * tests slow, and without new snapshots where the runner can be told.
 * @param files absolute
 * @param report null where only what the tests do is of interest
 */
export function testCommand({ name, program, cwd, flags }: TestRunner, files: readonly string[], report: TestReport | null): TestCommand {
  const relative = files.map((file) => path.relative(cwd, file))
  const nodeOptions = flags.filter((flag) => flag.startsWith('--experimental-vm-modules'))
  const own = flags.filter((flag) => !nodeOptions.includes(flag))
  switch (name) {
    case 'vitest':
      return { parameters: [program ?? '', 'run', ...own, '--coverage.enabled=false', ...(report === null ? ['--reporter=default'] : ['--reporter=json', `--outputFile=${report.path}`]), ...relative], nodeOptions }
    case 'jest':
      return { parameters: [program ?? '', ...own, '--ci', '--coverage=false', '--watchAll=false', ...(report === null ? ['--reporters=default'] : ['--json', `--outputFile=${report.path}`]), '--runTestsByPath', ...files], nodeOptions }
    case 'mocha':
      // The hook sees to it that these are the only files.
      return { parameters: [program ?? '', ...own, ...(report === null ? ['--reporter', 'dot'] : ['--reporter', 'json', '--reporter-option', `output=${report.path}`]), '--exit', ...relative], nodeOptions }
    case 'node':
      return { parameters: [...own, ...(report === null ? [] : [`--test-reporter=${pathToFileURL(report.nodeReporter).href}`, `--test-reporter-destination=${report.path}`]), ...(files.length === 1 ? [] : ['--test']), ...files], nodeOptions }
    default:
      return assertNever(name)
  }
}
