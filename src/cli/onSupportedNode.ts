import { findNode } from '../engine/node/findNode.ts'
import type { NodeExecutable } from '../engine/node/nodeExecutable.ts'
import { isSupportedNode } from '../engine/node/supportedNode.ts'
import { runOnNewerNode } from './runOnNewerNode.ts'

/**
 * Finds the Node that the user's code runs on, and goes on in one that is new enough for Heatline itself; returns the exit code.
 * @param args the program's, as they were given
 * @param cwd where a version manager would look
 * @param nodePath of `--node`; null without
 * @throws HeatlineError when there is none
 */
export async function onSupportedNode(args: readonly string[], cwd: string, nodePath: string | null, run: (node: NodeExecutable) => Promise<number>): Promise<number> {
  const node = await findNode({
    configuredPath: nodePath,
    configuredIn: '--node',
    env: process.env,
    editorExecPath: process.versions['electron'] === undefined ? null : process.execPath,
    cwd,
  })
  return isSupportedNode(process.versions.node) ? await run(node) : await runOnNewerNode(node, args)
}

/** Goes on in this Node where it is new enough, for what runs no code of the user's; in the one that would run it otherwise. @throws HeatlineError when there is none */
export async function onOwnNode(args: readonly string[], run: () => Promise<number>): Promise<number> {
  return isSupportedNode(process.versions.node) ? await run() : await onSupportedNode(args, process.cwd(), null, run)
}
