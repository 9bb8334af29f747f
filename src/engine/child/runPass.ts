import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Duplex, Readable } from 'node:stream'
import { HeatlineError } from '../../core/heatlineError.ts'
import { parseRunnerMessage } from '../../protocol/parseRunnerMessage.ts'
import type { RunnerMessage } from '../../protocol/runnerMessage.ts'
import type { RunnerTask } from '../../protocol/runnerTask.ts'
import type { NodeExecutable } from '../node/nodeExecutable.ts'
import { bytesIn } from './bytesIn.ts'
import { makeCappedOutput } from './cappedOutput.ts'
import { makeChildEnvironment } from './childEnvironment.ts'
import { guard, startGuardian, unguard } from './guardian.ts'
import { killTree, killTreeUntilGone } from './killTree.ts'
import { preferAsVictim, readResidentBytes } from './memory.ts'
import { readLines } from './messageLines.ts'
import { isPassResult } from './passEnd.ts'
import type { PassEnd, PassOutcome, PassProgress } from './passEnd.ts'
import { nextRunMarker } from './runMarker.ts'

/** What ends a pass that does not end by itself. */
export interface PassLimits {
  /** Longest time without a message: loading, the first call and each stage are one wait each. */
  readonly silenceMs: number
  /** Longest time without a message once rows are tried, where that is less. */
  readonly rowSilenceMs?: number
  /** Longest time in all. */
  readonly totalMs: number
  /** Resident set of the child's main process; null for none. */
  readonly residentBytes: number | null
  /** A folder in which V8 writes, and the bytes that may come to lie there; without it V8 writes nothing. */
  readonly logs?: { readonly directory: string; readonly mostBytes: number }
}

export interface PassOptions {
  readonly node: NodeExecutable
  /** Absolute path of `runner.cjs`. */
  readonly runnerPath: string
  /** Absolute path of `guardian.cjs`. */
  readonly guardianPath: string
  /** Node's flags, before the runner's path. */
  readonly flags: readonly string[]
  /** The user's code runs there: the package's root. */
  readonly cwd: string
  /** The task is written there; the caller removes it. */
  readonly taskDir: string
  readonly limits: PassLimits
  /** Bytes of the user's output that are passed on, standard output and error together. */
  readonly outputLimitBytes: number
  readonly onMessage: (message: RunnerMessage) => void
  readonly onOutput: (text: string) => void
  /** Open descriptors that the process finds as its own, from 4 on. */
  readonly descriptors?: readonly number[]
  /** For a pass that does what it is told: called once the process runs, with what sends it a line. */
  readonly onChannel?: (send: (line: string) => void, pid: number) => void
}

/** How often the resident set is looked at, and logs. A loop of large buffers fills about 1 GB between two looks; V8 writes about 10 MB. */
const growthPollMs = 200

/** From the end of the pass to the end of its streams; usual are some milliseconds. */
const closeGraceMs = 5_000

/**
 * Runs one pass in a process of its own and resolves when that process and all it started are gone.
 *
 * Whichever comes first ends it: the result, a failure or denial (messages), its exit, a limit, the signal. The tree is then
 * killed, since a server, a timer or a grandchild of the user's would live on.
 * @throws HeatlineError when the process cannot be started
 */
export async function runPass(task: RunnerTask, options: PassOptions, signal: AbortSignal): Promise<PassEnd> {
  const marker = nextRunMarker()
  const taskPath = join(options.taskDir, `task-${marker}json`)
  await writeFile(taskPath, JSON.stringify(task))
  const output = makeCappedOutput(options.outputLimitBytes, options.onOutput)
  if (signal.aborted) return { kind: 'cancelled', droppedOutputBytes: 0 }

  startGuardian(options.node, options.guardianPath)
  const child = spawn(options.node.path, [...options.flags, options.runnerPath, taskPath], {
    cwd: options.cwd,
    env: makeChildEnvironment(process.env, options.node.env, marker),
    // The leader of its own group: killed as a whole, and out of reach of the terminal's Ctrl-C, which is ours to handle.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', ...(options.descriptors ?? [])],
    windowsHide: true,
  })
  const pid = child.pid ?? null
  if (pid !== null) {
    guard(marker, pid)
    preferAsVictim(pid)
  }
  try {
    const outcome = await followPass(child, options, output, marker, signal)
    return { ...outcome, droppedOutputBytes: output.droppedBytes() }
  } finally {
    if (pid !== null) unguard(marker)
  }
}

function followPass(child: ChildProcess, options: PassOptions, output: ReturnType<typeof makeCappedOutput>, marker: string, signal: AbortSignal): Promise<PassOutcome> {
  const { limits } = options
  const pid = child.pid ?? null
  return new Promise((resolve, reject) => {
    let after: PassProgress = null
    // Decided at most once, by whatever ends the pass first; the promise settles when the processes are gone.
    let decided: PassOutcome | Error | null = null
    /** Bytes on the channel: a long message counts as progress before its end has come. */
    let received = 0
    let graceTimer: NodeJS.Timeout | undefined
    let goneTree: Promise<void> = Promise.resolve()

    const decide = (end: PassOutcome | Error): void => {
      if (decided !== null) return
      decided = end
      stopWatching()
      if (pid !== null) killTree(pid, marker)
      graceTimer ??= setTimeout(giveUp, closeGraceMs)
    }
    const settle = (): void => {
      clearTimeout(graceTimer)
      if (decided instanceof Error) reject(decided)
      else if (decided !== null) resolve(decided)
    }
    // A stream may be held open by a process that we cannot see (another user's), and one stuck in the kernel does not die.
    const giveUp = (): void => {
      for (const stream of child.stdio) stream?.destroy()
      if (child.exitCode === null && child.signalCode === null) settle()
    }
    /** Calls back into the engine: what it throws is ours, and must not leave the promise pending. */
    const tell = (callback: () => void): void => {
      try {
        callback()
      } catch (error) {
        decide(error instanceof Error ? error : new Error(String(error)))
      }
    }

    const onAbort = (): void => decide({ kind: 'cancelled' })
    const onSilence = (): void => {
      // When this process itself was held up, timers run before the messages that came meanwhile are read.
      const before = received
      setImmediate(() => {
        if (received === before) decide({ kind: 'timedOut', limit: 'silence', limitMs: silentMs, after })
      })
    }
    const onTotal = (): void => decide({ kind: 'timedOut', limit: 'total', limitMs: limits.totalMs, after })
    const onMemory = (): void => {
      const { residentBytes } = limits
      if (pid === null || residentBytes === null || (readResidentBytes(pid) ?? 0) <= residentBytes) return
      decide({ kind: 'outOfMemory', limit: 'resident', after })
    }
    const onLogs = (): void => {
      if (limits.logs === undefined || bytesIn(limits.logs.directory) <= limits.logs.mostBytes) return
      decide({ kind: 'loggedTooMuch', limitBytes: limits.logs.mostBytes })
    }
    signal.addEventListener('abort', onAbort, { once: true })
    let silentMs = limits.silenceMs
    let silenceTimer = setTimeout(onSilence, silentMs)
    const totalTimer = setTimeout(onTotal, limits.totalMs)
    const memoryTimer = limits.residentBytes === null ? undefined : setInterval(onMemory, growthPollMs)
    const logsTimer = limits.logs === undefined ? undefined : setInterval(onLogs, growthPollMs)
    const stopWatching = (): void => {
      signal.removeEventListener('abort', onAbort)
      clearTimeout(silenceTimer)
      clearTimeout(totalTimer)
      clearInterval(memoryTimer)
      clearInterval(logsTimer)
    }

    const onMessage = (message: RunnerMessage): void => {
      // What is still in the pipe when the pass has been ended from outside belongs to nobody.
      if (decided !== null) return
      after = message.kind
      if (message.kind === 'tryingRow' && limits.rowSilenceMs !== undefined && silentMs !== limits.rowSilenceMs) {
        clearTimeout(silenceTimer)
        silentMs = limits.rowSilenceMs
        silenceTimer = setTimeout(onSilence, silentMs)
      }
      tell(() => options.onMessage(message))
      if (isPassResult(message)) decide({ kind: 'finished', result: message })
      else if (message.kind === 'failed') decide({ kind: 'failed', message })
      else if (message.kind === 'denied') decide({ kind: 'denied', message })
    }

    child.on('error', (error: NodeJS.ErrnoException) => {
      decide(new HeatlineError(describeSpawnError(error, options)))
      // Without a process there is neither `exit` nor `close`.
      if (pid === null) settle()
    })
    child.on('exit', () => {
      // Orphans keep the group, the marker and the pipes: `close` comes when they are gone too.
      if (pid !== null) goneTree = killTreeUntilGone(pid, marker)
      graceTimer ??= setTimeout(giveUp, closeGraceMs)
    })
    child.on('close', (code, exitSignal) => {
      decide(describeExit(code, exitSignal, output.tail(), after))
      void goneTree.then(settle, settle)
    })
    if (child.stdout) output.capture(child.stdout, false, tell)
    if (child.stderr) output.capture(child.stderr, true, tell)
    const channel = child.stdio[3]
    if (channel instanceof Readable) {
      channel.on('data', (chunk: Buffer) => {
        received += chunk.length
        if (decided === null) silenceTimer.refresh()
      })
      readLines(channel, (line) => {
        const message = parseRunnerMessage(line)
        if (message === null) decide(new Error(`Internal error: the runner sent ${JSON.stringify(line.slice(0, 200))}`))
        else onMessage(message)
      }, decide)
    }
    // What is written to a process that is gone is of no interest: its end tells.
    if (channel instanceof Duplex && pid !== null) tell(() => options.onChannel?.((line) => void (channel.writable && channel.write(`${line}\n`)), pid))
  })
}

function describeExit(code: number | null, signal: NodeJS.Signals | null, stderrTail: string, after: PassProgress): PassOutcome {
  // V8 says so before it aborts: "Reached heap limit", "invalid table size", "CALL_AND_RETRY_LAST".
  if (/^FATAL ERROR: .*(?:heap out of memory|Allocation failed)/m.test(stderrTail)) return { kind: 'outOfMemory', limit: 'heap', after }
  return { kind: 'exited', code, signal, stderrTail, after }
}

function describeSpawnError(error: NodeJS.ErrnoException, options: PassOptions): string {
  const reason = error.code === 'ENOENT' ? 'It, or the working directory, does not exist' : error.message
  return `Node could not be started: ${options.node.path} (from ${options.node.foundIn}), in ${options.cwd}. ${reason}.`
}
