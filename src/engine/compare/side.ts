import { join } from 'node:path'
import type { RowSource, RunnerTask, SandboxPolicy } from '../../protocol/runnerTask.ts'
import type { RunnerMessage } from '../../protocol/runnerMessage.ts'
import type { Bundle } from '../bundle/bundleEntry.ts'
import { chooseMemoryLimits } from '../child/memory.ts'
import type { PassEnd } from '../child/passEnd.ts'
import { runPass } from '../child/runPass.ts'
import { sandboxFlags } from '../child/sandboxFlags.ts'
import type { Installation } from '../installation.ts'
import type { NodeExecutable } from '../node/nodeExecutable.ts'

/** One version of a function, ready to be run: the baseline's or the current one. */
export interface Side {
  readonly bundle: Bundle
  readonly rows: RowSource | null
  readonly sandbox: SandboxPolicy | null
  /** The bundle's folder. */
  readonly directory: string
}

/** What both sides are run with. */
export interface SideSetting {
  readonly node: NodeExecutable
  readonly installation: Installation
  /** Milliseconds without a message that end a process. */
  readonly silenceMs: number
  readonly onOutput: (text: string) => void
}

/** How a process of a side is listened to and spoken with. */
export interface SideListener {
  readonly onMessage: (message: RunnerMessage) => void
  readonly descriptors?: readonly number[]
  readonly onChannel?: (send: (line: string) => void, pid: number) => void
}

/** Longest time of one process in all: calls of seconds are compared too, and it waits for its turn. */
const totalMs = 15 * 60_000

/** The user's output that is passed on of a process. */
const outputLimitBytes = 100_000

/** Node's flags of a side's processes: the same for both. */
export function flagsOf({ sandbox }: Pick<Side, 'sandbox'>, node: NodeExecutable): readonly string[] {
  return [...chooseMemoryLimits(process.env.NODE_OPTIONS).flags, ...(sandbox === null ? [] : sandboxFlags(sandbox.allowed, node.version))]
}

/**
 * Runs one pass of a side in a process of its own.
 * @param passFlags what Node is given beside the flags of all passes
 */
export async function runSide(side: Side, pass: RunnerTask['pass'], { node, installation, silenceMs, onOutput }: SideSetting, listener: SideListener, signal: AbortSignal, passFlags: readonly string[] = []): Promise<PassEnd> {
  const { bundle, rows, sandbox, directory } = side
  return await runPass({ bundlePath: bundle.path, bundledFiles: bundle.realFiles, sandbox, rows, pass }, {
    node,
    runnerPath: join(installation.directory, 'runner.cjs'),
    guardianPath: join(installation.directory, 'guardian.cjs'),
    flags: [...flagsOf(side, node), ...passFlags],
    cwd: bundle.packageRoot,
    taskDir: directory,
    limits: { silenceMs, totalMs, residentBytes: chooseMemoryLimits(process.env.NODE_OPTIONS).residentBytes },
    outputLimitBytes,
    onOutput,
    ...listener,
  }, signal)
}
