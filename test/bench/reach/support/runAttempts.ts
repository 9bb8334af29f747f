import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { text as readText } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { sandboxFlags } from '../../../../src/engine/child/sandboxFlags.ts'
import type { AttemptAnswer, AttemptTask } from '../child/attempt.ts'

/** Milliseconds of one process, which may wait for other programs ... */
const mostMs = 60_000

/** ... and seconds that it may compute. */
const mostComputing = 15

/** What a child said, or that it said nothing: it was killed, or ended by itself. */
export type AttemptOutcome = AttemptAnswer | { readonly kind: 'silent'; readonly timedOut: boolean; readonly detail: string }

let tasks = 0

/** Groups of processes that are running. */
const running = new Set<number>()

process.on('exit', () => {
  for (const pid of running) kill(pid)
})

function kill(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It is gone.
  }
}

/**
 * Makes attempts in a process of its own, sandboxed as the product's are; it and all that it starts are gone afterwards.
 * @param program the child's bundle
 * @param cwd the package's folder, where the code expects to run
 */
export async function runAttempts(task: AttemptTask, program: string, cwd: string, folder: string): Promise<AttemptOutcome> {
  const file = path.join(folder, `attempts${tasks++}.json`)
  await writeFile(file, JSON.stringify(task))
  // Inlined functions count nothing, so that where coverage is taken nothing is optimised.
  const flags = [...sandboxFlags([], process.versions.node), '--max-old-space-size=1024', ...(task.offsets === null ? [] : ['--no-opt', '--no-maglev'])]
  const command = process.platform === 'win32' ? [process.execPath] : ['/bin/sh', '-c', `ulimit -t ${mostComputing}; exec "$0" "$@"`, process.execPath]
  const [executable = '', ...before] = command
  const child = spawn(executable, [...before, ...flags, program, file], { cwd, detached: true, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  const { pid } = child
  if (pid !== undefined) running.add(pid)
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    if (pid !== undefined) kill(pid)
  }, mostMs)
  const ended = new Promise<string>((resolve) => {
    child.on('exit', (code, signal) => {
      if (pid !== undefined) kill(pid)
      timedOut ||= signal === 'SIGXCPU' || signal === 'SIGKILL'
      resolve(signal ?? `code ${String(code)}`)
    })
    child.on('error', (error) => resolve(error.message))
  })
  const channel = child.stdio[3]
  const [end, said, errors] = await Promise.all([ended, readAll(channel), readAll(child.stderr)])
  clearTimeout(timer)
  if (pid !== undefined) running.delete(pid)
  try {
    return JSON.parse(said) as AttemptAnswer
  } catch {
    return { kind: 'silent', timedOut, detail: `${end} ${errors.slice(-200)}`.trim() }
  }
}

async function readAll(stream: unknown): Promise<string> {
  return stream instanceof Readable ? await readText(stream).catch(() => '') : ''
}
