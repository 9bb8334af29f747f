import { join } from 'node:path'
import type { RunnerMessage } from '../../protocol/runnerMessage.ts'
import type { RunnerTask, SandboxPolicy } from '../../protocol/runnerTask.ts'
import type { Bundle } from '../bundle/bundleEntry.ts'
import type { Installation } from '../installation.ts'
import type { NodeExecutable } from '../node/nodeExecutable.ts'
import { chooseMemoryLimits } from './memory.ts'
import type { PassEnd } from './passEnd.ts'
import { runPass } from './runPass.ts'
import type { PassLimits } from './runPass.ts'
import { sandboxFlags } from './sandboxFlags.ts'

/** Where a pass runs that finds something out before anything is measured. */
export interface SandboxSetting {
  readonly bundle: Bundle
  readonly sandbox: SandboxPolicy
  /** A folder of its own. */
  readonly directory: string
  readonly node: NodeExecutable
  readonly installation: Installation
}

/**
 * Runs one pass in the sandbox. What the user's code prints is not kept: it runs many times with inputs that nobody chose.
 * @throws the signal's reason when it is aborted
 */
export async function runSandboxedPass(
  task: Pick<RunnerTask, 'rows' | 'pass'>,
  { bundle, sandbox, directory, node, installation }: SandboxSetting,
  limits: Omit<PassLimits, 'residentBytes'>,
  onMessage: (message: RunnerMessage) => void,
  signal: AbortSignal,
): Promise<PassEnd> {
  const memory = chooseMemoryLimits(process.env.NODE_OPTIONS)
  const end = await runPass({ bundlePath: bundle.path, bundledFiles: bundle.realFiles, sandbox, ...task }, {
    node,
    runnerPath: join(installation.directory, 'runner.cjs'),
    guardianPath: join(installation.directory, 'guardian.cjs'),
    flags: [...memory.flags, ...sandboxFlags(sandbox.allowed, node.version)],
    cwd: bundle.packageRoot,
    taskDir: directory,
    limits: { ...limits, residentBytes: memory.residentBytes },
    outputLimitBytes: 0,
    onOutput: () => {},
    onMessage,
  }, signal)
  signal.throwIfAborted()
  return end
}
