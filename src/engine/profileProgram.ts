import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { CommandExit, ProgramRun } from '../core/comparison/programRun.ts'
import { mergeAttributions } from '../core/profile/mergeAttributions.ts'
import { startGuardian, withTemporaryFolder } from './child/guardian.ts'
import { nextRunMarker } from './child/runMarker.ts'
import type { Installation } from './installation.ts'
import type { NodeExecutable } from './node/nodeExecutable.ts'
import { attributeRecording } from './processes/attributeRecording.ts'
import { readRecordings } from './processes/recordings.ts'
import { recordedEnvironment } from './processes/recordedEnvironment.ts'
import { runCommand } from './processes/runCommand.ts'
import type { CommandOptions } from './processes/runCommand.ts'
import { programWarnings } from './processes/programWarnings.ts'

/** A command to run with all of its Node processes recorded. */
export interface ProgramRequest extends Pick<CommandOptions, 'cwd' | 'streams'> {
  readonly command: readonly string[]
  /** Absolute path of the folder that files are shown relative to. */
  readonly root: string
  /** The function whose share is asked for; null for none. */
  readonly target: { readonly file: string; readonly name: string } | null
  /** Runs Heatline's own processes; which Node the command runs is its own matter. */
  readonly node: NodeExecutable
  readonly installation: Installation
}

/** What a program tells while it runs. */
export interface ProgramEvents extends Pick<CommandOptions, 'onOutput' | 'onStarted'> {
  /** The command has ended: what its processes left is being read. */
  onEnded(exit: CommandExit): void
}

/**
 * Runs a command as its user would, with every Node process and worker below it recorded, and books what they did on source
 * lines. There is no sandbox, and no other measurement is kept waiting: it may run for hours.
 * @throws HeatlineError when the command cannot be started
 */
export async function profileProgram(request: ProgramRequest, events: ProgramEvents, signal: AbortSignal): Promise<ProgramRun> {
  const { command, cwd, streams, root, target, installation } = request
  startGuardian(request.node, join(installation.directory, 'guardian.cjs'))
  return await withTemporaryFolder(async (folder) => {
    const marker = nextRunMarker()
    const startedAt = Date.now()
    const started = performance.now()
    const exit = await runCommand(command, { cwd, streams, marker, env: recordedEnvironment(process.env, installation.directory, folder, marker), ...events }, signal)
    const durationMs = performance.now() - started
    events.onEnded(exit)
    const attributed = readRecordings(folder)
      .map((recording) => attributeRecording(recording, { folder, ownFolder: installation.directory, root, target }))
      .toSorted((a, b) => b.thread.busyMs - a.thread.busyMs)
    const threads = attributed.map(({ thread }) => thread)
    return {
      id: randomUUID(),
      startedAt,
      durationMs,
      root,
      command,
      exit,
      threads,
      attribution: mergeAttributions(threads.map(({ attribution }) => attribution)),
      warnings: programWarnings(attributed, root),
    }
  })
}
