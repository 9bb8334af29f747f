export type TestRunnerName = 'vitest' | 'jest' | 'mocha' | 'node'

/** How the tests of a file are run. */
export interface TestRunner {
  readonly name: TestRunnerName
  /** Absolute: where the runner is started, the folder of its configuration or of the package that names it. */
  readonly cwd: string
  /** Absolute path of its command's script; null for `node --test`, which is Node itself. */
  readonly program: string | null
  /** As its package.json has it; null for `node --test`. */
  readonly version: string | null
  /** Flags for Node or the runner that the package's own test script gives: `--import tsx`, `-r ts-node/register`. */
  readonly flags: readonly string[]
}
