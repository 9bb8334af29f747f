import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { nodes } from '../../support/nodes.ts'

const program = join(import.meta.dirname, '../../../dist/cli.js')

/** What is in the environment of everything that a test starts. */
export const marker = `heatline-cli-${randomUUID()}`

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** `heatline` while it runs. */
export interface Running {
  /** Resolves when standard error holds the text; rejects when the program ends before. */
  saw(text: string): Promise<void>
  interrupt(): void
  /** Ends the program alone, as `kill -9` would. */
  kill(): void
  /** Hangs up on its standard output, as `head` does. */
  closeStdout(): void
  readonly ended: Promise<Ended>
}

export interface HeatlineOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Node's own arguments. */
  readonly nodeArgs?: readonly string[]
  /** What comes on standard input; it is empty without. */
  readonly input?: string
}

/** Starts the built program, with Node 24 on the PATH and user data of the test's own. */
export function startHeatline(args: readonly string[], options: HeatlineOptions): Running {
  if (!existsSync(program)) throw new Error('The command line is not built. Run: npm run build')
  const node = nodes().find(({ major }) => major === 24)?.path ?? process.execPath
  const { FORCE_COLOR: _force, NO_COLOR: _no, ...environment } = process.env
  const child = spawn(node, [...(options.nodeArgs ?? []), program, ...args], {
    cwd: options.cwd,
    // What a killed program leaves in the temporary folder goes with the test's own.
    env: { ...environment, TMPDIR: join(options.cwd, '..'), PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}`, XDG_DATA_HOME: join(options.cwd, '..', 'user data'), HEATLINE_TEST: marker, ...options.env },
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  child.stdin?.end(options.input)
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
  return {
    ended,
    saw: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (stderr.includes(text)) resolve()
        }
        child.stderr?.on('data', look)
        child.on('close', () => reject(new Error(`ended without saying ${JSON.stringify(text)}: ${stderr}`)))
        look()
      }),
    interrupt: () => void child.kill('SIGINT'),
    kill: () => void child.kill('SIGKILL'),
    closeStdout: () => void child.stdout?.destroy(),
  }
}

/** Runs the program to its end. */
export function heatline(args: readonly string[], options: HeatlineOptions): Promise<Ended> {
  return startHeatline(args, options).ended
}
