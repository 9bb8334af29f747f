import { realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { assertNever } from '../core/assertNever.ts'
import type { Installation } from '../engine/installation.ts'
import type { BaselineSetCommand, CompareCommand, InsightsCommand, ProfileCommand, ScalingCommand, TuneCommand } from './command.ts'
import { diskPaths } from './diskPaths.ts'
import { onSupportedNode } from './onSupportedNode.ts'
import { readTarget } from './readTarget.ts'

/** What the program knows about itself. */
export interface Program {
  /** As they were given. */
  readonly args: readonly string[]
  readonly installation: Installation
}

/**
 * What measures one function: finds the file and the Node, then measures; returns the exit code.
 * @throws HeatlineError when the command, the file or the machine is not as it must be
 */
export async function profileCommand(command: ProfileCommand | ScalingCommand | InsightsCommand | TuneCommand | CompareCommand | BaselineSetCommand, { args, installation }: Program): Promise<number> {
  const target = readTarget(command.target, diskPaths)
  const file = realpathSync(target.file)
  return await onSupportedNode(args, dirname(file), command.nodePath, async (node) => {
    // Not before: what it brings along, the parser for one, does not load in every Node that gets as far as this.
    switch (command.kind) {
      case 'profile': {
        const { profileTarget } = await import('./profileTarget.ts')
        return await profileTarget(command, target, { file, node, installation })
      }
      case 'scaling': {
        const { scalingOfTarget } = await import('./scalingOfTarget.ts')
        return await scalingOfTarget(command, target, { file, node, installation })
      }
      case 'insights': {
        const { insightsOfTarget } = await import('./insightsOfTarget.ts')
        return await insightsOfTarget(command, target, { file, node, installation })
      }
      case 'tune': {
        const { tuneTarget } = await import('./tuneTarget.ts')
        return await tuneTarget(command, target, { file, node, installation })
      }
      case 'compare': {
        const { compareTarget } = await import('./compareTarget.ts')
        return await compareTarget(command, target, { file, node, installation })
      }
      case 'baseline': {
        const { setBaselineOfTarget } = await import('./setBaselineOfTarget.ts')
        return await setBaselineOfTarget(command, target, { file, node, installation })
      }
      default:
        return assertNever(command)
    }
  })
}
