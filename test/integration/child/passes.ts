import { resolve } from 'node:path'
import type { PassOptions } from '../../../src/engine/child/runPass.ts'
import type { RunnerTask } from '../../../src/protocol/runnerTask.ts'
import { thisNode } from './thisNode.ts'

/** A task for `programs/runner.cjs`, which reads from `bundlePath` how it is to end. */
export function task(way: string): RunnerTask {
  return {
    bundlePath: way, bundledFiles: [], sandbox: null, rows: null,
    pass: { kind: 'timing', warmUpMs: 1, measureMs: 1 },
  }
}

/** Options that no pass of the tests runs into unless it means to. */
export function passOptions({ guardianPath, taskDir }: { guardianPath: string; taskDir: string }): PassOptions {
  return {
    node: thisNode,
    runnerPath: resolve('test/integration/child/programs/runner.cjs'),
    guardianPath,
    flags: [],
    cwd: taskDir,
    taskDir,
    limits: { silenceMs: 50_000, totalMs: 50_000, residentBytes: null },
    outputLimitBytes: 1 << 20,
    onMessage: () => {},
    onOutput: () => {},
  }
}
