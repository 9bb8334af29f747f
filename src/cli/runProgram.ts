import { statSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { CommandExit } from '../core/comparison/programRun.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import { countOf } from '../core/presentation/describeRun.ts'
import { programDocument } from '../core/presentation/programDocument.ts'
import { CommandNotStarted } from '../engine/processes/runCommand.ts'
import type { NodeExecutable } from '../engine/node/nodeExecutable.ts'
import { profileProgram } from '../engine/profileProgram.ts'
import type { Installation } from '../engine/installation.ts'
import { workspaceRoot } from '../engine/workspaceRoot.ts'
import type { RunCommand } from './command.ts'
import { nameFromHere } from './nameFromHere.ts'
import { passSignalsOn } from './passSignalsOn.ts'
import { lineReader } from './readSource.ts'
import { programText } from './text/programText.ts'
import { terminalStyle, wantsColours } from './text/terminalStyle.ts'
import { writeOut } from './writeOut.ts'

/**
 * `heatline run`: runs a command with its own streams, reports on standard error, and returns the command's exit code.
 * @throws HeatlineError when the command line or the machine is not as it must be
 */
export async function runProgram({ command, thread, jsonPath }: RunCommand, installation: Installation): Promise<number> {
  if (jsonPath !== null) checkJsonPath(jsonPath)
  const cwd = process.cwd()
  const signals = passSignalsOn()
  try {
    const run = await profileProgram({ command, cwd, streams: 'terminal', root: workspaceRoot(join(cwd, 'package.json')), target: null, within: 'all', env: {}, limitMs: null, node: ownNode(), installation }, {
      onOutput: () => {},
      onStarted: (send) => signals.to(send),
      onEnded: () => signals.to(null),
    }, signals.signal)
    if (jsonPath !== null) writeFileSync(jsonPath, `${JSON.stringify(programDocument(run), null, 2)}\n`)
    const nameOf = (file: string) => nameFromHere(run.root, file)
    const text = programText(run, thread, {
      style: terminalStyle(wantsColours(process.stderr, process.env)),
      width: process.stderr.columns || null,
      linesOf: lineReader((file) => resolve(run.root, file), new Map()),
      nameOf,
    })
    await writeOut(process.stderr, `\n${text}`)
    if (thread !== null && thread >= run.threads.length) await writeOut(process.stderr, `heatline: there is no thread ${thread + 1}: ${countOf(run.threads.length, 'thread')} took part\n`)
    return exitCodeOfCommand(run.exit)
  } catch (error) {
    if (!(error instanceof CommandNotStarted)) throw error
    await writeOut(process.stderr, `heatline: ${error.message}\n`)
    return error.exitCode
  } finally {
    signals.dispose()
  }
}

/** What runs this program runs its helpers too; which Node the command runs is the command's matter. */
function ownNode(): NodeExecutable {
  const { node: version, modules: abi, electron } = process.versions
  return { path: process.execPath, version, abi, foundIn: 'the running process', env: electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' } }
}

/** As shells tell it. */
function exitCodeOfCommand({ code, signal }: CommandExit): number {
  if (code !== null) return code
  return 128 + (Object.entries(constants.signals).find(([name]) => name === signal)?.[1] ?? 0)
}

function checkJsonPath(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw new HeatlineError(`--json must name a file but ${path} is a folder`)
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true) throw new HeatlineError(`--json must name a file in a folder that exists; there is no folder ${dirname(path)}`)
}
