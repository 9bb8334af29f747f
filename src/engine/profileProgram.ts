import { randomUUID } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandExit, ProgramRun } from '../core/comparison/programRun.ts'
import { mergeAttributions } from '../core/profile/mergeAttributions.ts'
import { startGuardian, withTemporaryFolder } from './child/guardian.ts'
import { nextRunMarker } from './child/runMarker.ts'
import type { Installation } from './installation.ts'
import type { NodeExecutable } from './node/nodeExecutable.ts'
import { attributeRecording } from './processes/attributeRecording.ts'
import type { RecordingSetting } from './processes/attributeRecording.ts'
import { flushAll } from './processes/flushAll.ts'
import { readRecordings, readStartedThreads } from './processes/recordings.ts'
import { watchForMissed } from './processes/missedProcesses.ts'
import type { MissedProcesses } from './processes/missedProcesses.ts'
import { missedThreads } from './processes/missedThreads.ts'
import { preloadName, recordedEnvironment } from './processes/recordedEnvironment.ts'
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
  readonly within: RecordingSetting['within']
  /** Set beside the user's own environment. */
  readonly env: Readonly<Record<string, string>>
  /** Milliseconds after which it is ended; null for never. */
  readonly limitMs: number | null
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
  const { command, cwd, streams, root, within, installation } = request
  // Node names scripts by their real paths.
  const setting = { ownFolder: installation.directory, root: realpathSync.native(root), target: request.target && { ...request.target, file: realpathSync.native(request.target.file) }, within }
  startGuardian(request.node, join(installation.directory, 'guardian.cjs'))
  return await withTemporaryFolder(async (folder) => {
    const marker = nextRunMarker()
    const startedAt = Date.now()
    const started = performance.now()
    const env = recordedEnvironment({ ...process.env, ...request.env }, installation.directory, folder, marker)
    const ending = endInTime(request.limitMs, signal, () => flushAll(folder))
    let missed: MissedProcesses | null = null
    let exit: CommandExit
    try {
      exit = await runCommand(command, {
        cwd, streams, marker, env,
        onOutput: (text) => events.onOutput(text),
        onStarted: (send, pid) => {
          if (pid !== null) missed = watchForMissed(pid, marker, preloadName)
          events.onStarted(send, pid)
        },
      }, ending.signal)
    } finally {
      ending.dispose()
      stopWatching(missed)
    }
    const durationMs = performance.now() - started
    events.onEnded(exit)
    const attributed = readRecordings(folder)
      .map((recording) => attributeRecording(recording, { folder, ...setting }))
      .toSorted((a, b) => b.thread.busyMs - a.thread.busyMs)
    const threads = attributed.map(({ thread }) => thread)
    return {
      id: randomUUID(),
      startedAt,
      durationMs,
      root,
      command,
      exit: ending.hasTimedOut() ? { ...exit, timedOut: true } : exit,
      threads,
      attribution: mergeAttributions(threads.map(({ attribution }) => attribution)),
      ownSamples: attributed.reduce((sum, each) => sum + each.ownSamples, 0),
      warnings: programWarnings(attributed, foundBy(missed), missedThreads(readStartedThreads(folder), threads), setting.root),
    }
  })
}

function stopWatching(missed: MissedProcesses | null): void {
  missed?.stop()
}

function foundBy(missed: MissedProcesses | null): readonly string[] {
  return [...missed?.found ?? []]
}

/** Aborts after a time, or when `signal` does, once `before` is done: the samples are written. */
function endInTime(limitMs: number | null, signal: AbortSignal, before: () => Promise<void>): { readonly signal: AbortSignal; hasTimedOut(): boolean; dispose(): void } {
  const controller = new AbortController()
  let hasTimedOut = false
  const end = (): void => void before().finally(() => controller.abort())
  const timer = limitMs === null ? undefined : setTimeout(() => {
    hasTimedOut = true
    end()
  }, limitMs)
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  return {
    signal: controller.signal,
    hasTimedOut: () => hasTimedOut,
    dispose() {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
    },
  }
}
