import { assertNever } from '../core/assertNever.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import type { Command } from './command.ts'
import { exitCodes } from './exitCodeOf.ts'
import { helpText } from './helpText.ts'
import { parseArguments } from './parseArguments.ts'
import { baselineCommand } from './baselineCommand.ts'
import { onOwnNode, onSupportedNode } from './onSupportedNode.ts'
import { profileCommand } from './profileCommand.ts'
import { reportCommand } from './reportCommand.ts'
import { printable } from './text/displayWidth.ts'
import { outliveReader, writeOut } from './writeOut.ts'

/** Set by the build. */
declare const HEATLINE_VERSION: string

outliveReader(process.stdout)
outliveReader(process.stderr)
void main(process.argv.slice(2))

/** Results go to standard output, all else to standard error; the exit code says how it went. */
async function main(args: readonly string[]): Promise<void> {
  try {
    process.exitCode = await run(parseArguments(args), args)
  } catch (error) {
    process.exitCode = await report(error)
  }
  // Only after a run does this program hold a channel to the older Node that started it; it must not keep either alive.
  if (process.connected) process.disconnect()
}

async function run(command: Command, args: readonly string[]): Promise<number> {
  switch (command.kind) {
    case 'help':
      await writeOut(process.stdout, `${helpText(command.topic)}\n`)
      return exitCodes.done
    case 'version':
      await writeOut(process.stdout, `${HEATLINE_VERSION}\n`)
      return exitCodes.done
    case 'profile':
    case 'scaling':
    case 'insights':
    case 'tune':
    case 'compare':
      return await profileCommand(command, { args, installation: { directory: __dirname, version: HEATLINE_VERSION } })
    case 'report':
      return await reportCommand(command, { args, installation: { directory: __dirname, version: HEATLINE_VERSION } })
    case 'baseline':
      return await baselineCommand(command, { args, installation: { directory: __dirname, version: HEATLINE_VERSION } })
    case 'try':
      return await onSupportedNode(args, process.cwd(), command.nodePath, async (node) => {
        const { tryPatch } = await import('./tryPatch.ts')
        return await tryPatch(command, { node, installation: { directory: __dirname, version: HEATLINE_VERSION } })
      })
    case 'check':
      return await onSupportedNode(args, process.cwd(), command.nodePath, async (node) => {
        const { runCheck } = await import('./runCheck.ts')
        return await runCheck(command, { node, installation: { directory: __dirname, version: HEATLINE_VERSION } })
      })
    case 'trend':
      return await onOwnNode(args, async () => {
        const { trendOfTarget } = await import('./trendOfTarget.ts')
        return await trendOfTarget(command)
      })
    case 'run': {
      // Not before: what it brings along does not load in every Node that gets as far as this.
      const { runProgram } = await import('./runProgram.ts')
      return await runProgram(command, { directory: __dirname, version: HEATLINE_VERSION })
    }
    default:
      return assertNever(command)
  }
}

async function report(error: unknown): Promise<number> {
  if (error instanceof HeatlineError) {
    await writeOut(process.stderr, `heatline: ${error.message.split('\n').map(printable).join('\n')}\n`)
    return exitCodes.usage
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error)
  await writeOut(process.stderr, `heatline: Internal error, please report it\n${details}\n`)
  return exitCodes.internal
}
