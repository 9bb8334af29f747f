import { relative } from 'node:path'
import { assertNever } from '../../core/assertNever.ts'
import type { TestRunner } from '../tests/testRunner.ts'

/** Of one file, what is to be run. */
export interface TestRunSelection {
  /** Absolute. */
  readonly file: string
  /** A regular expression's text that full names match; null for all. */
  readonly namePattern: string | null
  readonly isBenchmark: boolean
}

/**
 * What stands behind `node` to run tests of one file once, as their user would, but without coverage: its counters would be
 * profiled along.
 */
export function testRunCommand({ name, program, cwd, flags }: TestRunner, { file, namePattern, isBenchmark }: TestRunSelection): readonly string[] {
  const nodeFlags = flags.filter((flag) => flag.startsWith('--experimental-vm-modules'))
  const own = flags.filter((flag) => !nodeFlags.includes(flag))
  const script = [...nodeFlags, program ?? '']

  const named = (option: string): readonly string[] => (namePattern === null ? [] : [option, namePattern])
  switch (name) {
    case 'vitest': return [...script, ...(isBenchmark ? ['bench', '--run'] : ['run']), ...own, '--coverage.enabled=false', ...named('-t'), file]
    case 'jest': return [...script, ...own, '--coverage=false', '--watchAll=false', ...named('-t'), '--runTestsByPath', file]
    case 'mocha': return [...script, ...own, '--exit', ...named('--grep'), relative(cwd, file)]
    // Run as a program, its tests are in this process and not in one that `--test` starts.
    case 'node': return [...own, ...named('--test-name-pattern'), file]
    default: return assertNever(name)
  }
}
