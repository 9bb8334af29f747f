import { realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Installation } from '../engine/installation.ts'
import { findNode } from '../engine/node/findNode.ts'
import { isSupportedNode } from '../engine/node/supportedNode.ts'
import type { ProfileCommand, ScalingCommand } from './command.ts'
import { diskPaths } from './diskPaths.ts'
import { readTarget } from './readTarget.ts'
import { runOnNewerNode } from './runOnNewerNode.ts'

/** What the program knows about itself. */
export interface Program {
  /** As they were given. */
  readonly args: readonly string[]
  readonly installation: Installation
}

/**
 * `heatline profile` and `heatline scaling`: finds the file and the Node, then measures; returns the exit code.
 * @throws HeatlineError when the command, the file or the machine is not as it must be
 */
export async function profileCommand(command: ProfileCommand | ScalingCommand, { args, installation }: Program): Promise<number> {
  const target = readTarget(command.target, diskPaths)
  const file = realpathSync(target.file)
  const node = await findNode({
    configuredPath: command.nodePath,
    configuredIn: '--node',
    env: process.env,
    editorExecPath: process.versions['electron'] === undefined ? null : process.execPath,
    cwd: dirname(file),
  })
  if (!isSupportedNode(process.versions.node)) return await runOnNewerNode(node, args)
  // Not before: what it brings along, the parser for one, does not load in every Node that gets as far as this.
  if (command.kind === 'scaling') {
    const { scalingOfTarget } = await import('./scalingOfTarget.ts')
    return await scalingOfTarget(command, target, { file, node, installation })
  }
  const { profileTarget } = await import('./profileTarget.ts')
  return await profileTarget(command, target, { file, node, installation })
}
