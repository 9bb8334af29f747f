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
