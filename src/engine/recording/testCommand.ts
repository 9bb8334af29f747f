import path from 'node:path'
import { assertNever } from '../../core/assertNever.ts'
import type { TestRunner } from '../tests/testRunner.ts'

/** How a runner is started: what stands behind `node`, and what `NODE_OPTIONS` needs. */
export interface TestCommand {
  readonly parameters: readonly string[]
  readonly nodeOptions: readonly string[]
}

/**
 * The command that runs some test files once, as their package would: without watching, without coverage, which is what makes
 * tests slow, and without new snapshots where the runner can be told.
 * @param files absolute
 */
export function testCommand({ name, program, cwd, flags }: TestRunner, files: readonly string[]): TestCommand {
  const relative = files.map((file) => path.relative(cwd, file))
  const nodeOptions = flags.filter((flag) => flag.startsWith('--experimental-vm-modules'))
  const own = flags.filter((flag) => !nodeOptions.includes(flag))
  switch (name) {
    case 'vitest':
      return { parameters: [program ?? '', 'run', ...own, '--coverage.enabled=false', '--reporter=default', ...relative], nodeOptions }
    case 'jest':
      return { parameters: [program ?? '', ...own, '--ci', '--coverage=false', '--watchAll=false', '--reporters=default', '--runTestsByPath', ...files], nodeOptions }
    case 'mocha':
      // The hook sees to it that these are the only files.
      return { parameters: [program ?? '', ...own, '--reporter', 'dot', '--exit', ...relative], nodeOptions }
    case 'node':
      return { parameters: [...own, ...(files.length === 1 ? [] : ['--test']), ...files], nodeOptions }
    default:
      return assertNever(name)
  }
}
