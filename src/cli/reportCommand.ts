import { realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ReportCommand } from './command.ts'
import { diskPaths } from './diskPaths.ts'
import { onSupportedNode } from './onSupportedNode.ts'
import type { Program } from './profileCommand.ts'
import { readTarget } from './readTarget.ts'

/** `heatline report`: finds the files and the Node, then measures; returns the exit code. @throws HeatlineError when the command, a file or the machine is not as it must be */
export async function reportCommand(command: ReportCommand, { args, installation }: Program): Promise<number> {
  const targets = command.targets.map((text) => {
    const target = readTarget(text, diskPaths)
    return { target, file: realpathSync(target.file) }
  })
  const folder = dirname(targets[0]?.file ?? process.cwd())
  return await onSupportedNode(args, folder, command.nodePath, async (node) => {
    // Not before: what it brings along does not load in every Node that gets as far as this.
    const { reportOfTargets } = await import('./reportOfTargets.ts')
    return await reportOfTargets(command, targets, { node, installation })
  })
}
