import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { CommandExit } from '../../core/comparison/programRun.ts'
import { HeatlineError } from '../../core/heatlineError.ts'
import { makeCappedOutput } from '../child/cappedOutput.ts'
import { guard, unguard } from '../child/guardian.ts'
import { killTreeUntilGone } from '../child/killTree.ts'

/** How a command is run. */
export interface CommandOptions {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  /** Carried by all of its processes. */
  readonly marker: string
  /**
   * `terminal`: it has this process's own streams and process group, so that it reads and prints as if it were alone, and Ctrl-C
   * reaches it. `captured`: what it prints is passed on.
   */
  readonly streams: 'terminal' | 'captured'
  readonly onOutput: (text: string) => void
  /** Told the running command, for who passes signals on. */
  readonly onStarted: (send: (signal: NodeJS.Signals) => void, pid: number | null) => void
}

/** Bytes of output that are passed on. */
const outputLimitBytes = 1_000_000

/**
 * Runs a command until it ends or the signal is aborted, and ends what it left running.
 * @throws HeatlineError when it cannot be started
 */
export async function runCommand([program = '', ...parameters]: readonly string[], options: CommandOptions, signal: AbortSignal): Promise<CommandExit> {
  const { cwd, env, marker, streams } = options
  const isOurs = streams === 'terminal'
  const child = spawn(program, parameters, {
    cwd,
    env,
    stdio: isOurs ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    // In the terminal's foreground group it may read from the terminal; elsewhere a group can be killed as a whole.
    detached: !isOurs && process.platform !== 'win32',
    windowsHide: true,
  })
  const pid = child.pid ?? null
  if (pid !== null) guard(marker, pid)
  const onAbort = (): void => void killTreeUntilGone(pid, marker)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  try {
    if (!isOurs) capture(child, options.onOutput)
    options.onStarted((each) => child.kill(each), pid)
    return await ended(child, program, cwd)
  } finally {
    signal.removeEventListener('abort', onAbort)
    if (pid !== null) {
      await killTreeUntilGone(isOurs ? null : pid, marker)
      unguard(marker)
    }
  }
}

function capture(child: ChildProcess, onOutput: (text: string) => void): void {
  const output = makeCappedOutput(outputLimitBytes, onOutput)
  for (const stream of [child.stdout, child.stderr]) if (stream !== null) output.capture(stream, false, (call) => call())
}

function ended(child: ChildProcess, program: string, cwd: string): Promise<CommandExit> {
  return new Promise((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (child.pid === undefined) reject(new CommandNotStarted(describe(error, program, cwd), error.code === 'ENOENT' ? 127 : 126))
    })
    child.on('exit', (code, signal) => resolve({ code, signal }))
  })
}

/** The command could not be started; the code is the shells' for it. */
export class CommandNotStarted extends HeatlineError {
  readonly exitCode: number

  constructor(message: string, exitCode: number) {
    super(message)
    this.exitCode = exitCode
  }
}

function describe(error: NodeJS.ErrnoException, program: string, cwd: string): string {
  switch (error.code) {
    case 'ENOENT': return `there is no command \`${program}\`${program.includes('/') ? ` in ${cwd}` : ' on the PATH'}; a script of package.json is run by \`npm run <script>\`, a tool of the project by \`npx <tool>\``
    case 'EACCES': return `\`${program}\` may not be executed; a JavaScript file is run by \`node ${program}\``
    default: return `\`${program}\` could not be started: ${error.message}`
  }
}
