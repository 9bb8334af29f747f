import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import path from 'node:path'
import { text as readText } from 'node:stream/consumers'
import { appendedNamePrefix, workloadHookName } from '../../../../src/core/source/workloadHookName.ts'
import type { RunnerMessage } from '../../../../src/protocol/runnerMessage.ts'
import type { RunnerTask } from '../../../../src/protocol/runnerTask.ts'
import { inTemporaryFolder } from '../../../support/inTemporaryFolder.ts'

/** A workload as the bundle hands it over; the parts are JavaScript. */
export interface TestWorkload {
  /** The user's module. */
  readonly module: string
  /** An array. */
  readonly inputs?: string
  /** Uses `i`, the inputs. */
  readonly call?: string
  /** A call of the target with a row `i` of the task's. */
  readonly target?: string
  /** Names that rows may use. */
  readonly scope?: string
}

export interface RunnerRun {
  readonly messages: readonly RunnerMessage[]
  readonly stdout: string
  readonly code: number | null
}

export interface RunnerOptions {
  readonly nodePath?: string
  readonly flags?: readonly string[]
  readonly format?: 'mjs' | 'cjs'
  readonly bundledFiles?: (folder: string) => readonly string[]
  /** Other files beside the bundle, by name. */
  readonly files?: Readonly<Record<string, string>>
  /** What the target is called with. */
  readonly rows?: RunnerTask['rows']
  /** Begins to read the runner's messages when the user's code has printed something. */
  readonly readLate?: boolean
}

const runnerPath = path.resolve(import.meta.dirname, '../../../../dist/runner.cjs')

/** Runs one pass of the built runner to its end. */
export async function runRunner(workload: TestWorkload, pass: RunnerTask['pass'], options: RunnerOptions = {}): Promise<RunnerRun> {
  return await inTemporaryFolder(options.files ?? {}, async (folder) => {
    const bundlePath = path.join(folder, `bundle.${options.format ?? 'mjs'}`)
    await writeFile(bundlePath, `${workload.module}
globalThis[Symbol.for(${JSON.stringify(workloadHookName)})](async () => {
  if (${workload.target !== undefined}) return { call: (i) => ${workload.target ?? 'null'}, hits: null, scope: ${workload.scope ?? '{}'} }
  const ${appendedNamePrefix}inputs = ${workload.inputs ?? '[]'}, ${appendedNamePrefix}call = (i) => ${workload.call ?? 'null'}
  return { inputs: ${appendedNamePrefix}inputs, call: ${appendedNamePrefix}call, targetIsOutermost: true }
})\n`)
    const task: RunnerTask = { bundlePath, bundledFiles: options.bundledFiles?.(folder) ?? [], sandbox: null, rows: options.rows ?? null, pass }
    const taskPath = path.join(folder, 'task.json')
    await writeFile(taskPath, JSON.stringify(task))
    const child = spawn(options.nodePath ?? process.execPath, [...options.flags ?? [], runnerPath, taskPath], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] })
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
    const [, stdout, stderr, channel] = child.stdio as unknown as readonly [null, Socket, Socket, Socket]
    if (options.readLate === true) await new Promise((resolve) => stdout.once('readable', resolve))
    const [text, , sent] = await Promise.all([readText(stdout), readText(stderr), readText(channel)])
    const messages = sent.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as RunnerMessage)
    return { messages, stdout: text, code: await ended }
  })
}

/** The one message of a kind. */
export function messageOf<Kind extends RunnerMessage['kind']>(run: RunnerRun, kind: Kind): Extract<RunnerMessage, { readonly kind: Kind }> {
  const found = run.messages.filter((message): message is Extract<RunnerMessage, { readonly kind: Kind }> => message.kind === kind)
  const [only] = found
  if (only === undefined || found.length > 1) throw new Error(`${found.length} messages \`${kind}\` in ${JSON.stringify(run.messages).slice(0, 2000)}`)
  return only
}

export function warningsOf(run: RunnerRun): readonly string[] {
  return run.messages.flatMap((message) => (message.kind === 'warning' ? [message.message] : []))
}
