import { profileCommand } from './profileCommand.ts'
import type { Program } from './profileCommand.ts'
import type { BaselineCommand } from './command.ts'
import { onOwnNode } from './onSupportedNode.ts'

/** `heatline baseline`: returns the exit code. @throws HeatlineError when the command, the file or the history are not as they must be */
export async function baselineCommand(command: BaselineCommand, program: Program): Promise<number> {
  // It is measured first: a baseline is a run that can be made again.
  if (command.action === 'set') return await profileCommand(command, program)
  return await onOwnNode(program.args, async () => {
    const { listBaselines, removeBaselineOfTarget, showBaselines } = await import('./baselinesOfTarget.ts')
    switch (command.action) {
      case 'list':
        return await listBaselines(command.folder)
      case 'show':
        return await showBaselines(command.target)
      case 'remove':
        return await removeBaselineOfTarget(command.target, command.name)
      default:
        return command satisfies never
    }
  })
}
