import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { NodeExecutable } from '../engine/node/nodeExecutable.ts'

/**
 * Runs this program again on a Node that is new enough for it, and returns its exit code. Where the shell's Node is old,
 * the one that `--node` names can still do both: run the user's code and Heatline itself, which needs `node:sqlite`.
 */
export function runOnNewerNode(node: NodeExecutable, args: readonly string[]): Promise<number> {
  const isWindows = process.platform === 'win32'
  const child = spawn(node.path, [__filename, ...args], {
    env: { ...process.env, ...node.env },
    // Its end of the channel closes when this process is gone, however it went.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A group of its own, so that Ctrl-C reaches it once, from here: a second one means something else.
    detached: !isWindows,
  })
  const forward = (signal: NodeJS.Signals) => {
    if (!isWindows) child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, forward)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])))
  })
}
