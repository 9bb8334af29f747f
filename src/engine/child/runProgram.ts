import { spawn } from 'node:child_process'
import { HeatlineError } from '../../core/heatlineError.ts'
import type { NodeExecutable } from '../node/nodeExecutable.ts'
import { makeCappedOutput } from './cappedOutput.ts'
import { makeChildEnvironment } from './childEnvironment.ts'
import { guard, startGuardian, unguard } from './guardian.ts'
import { killTree, killTreeUntilGone } from './killTree.ts'
import { preferAsVictim } from './memory.ts'
import { nextRunMarker } from './runMarker.ts'

/** A program of the user's that Node runs: their test runner. */
export interface ProgramOptions {
  readonly node: NodeExecutable
  /** Absolute path of `guardian.cjs`. */
  readonly guardianPath: string
  /** Everything behind `node`. */
  readonly parameters: readonly string[]
  readonly cwd: string
  /** Set beside the user's own environment. `NODE_OPTIONS` comes before theirs. */
  readonly env: Readonly<Record<string, string>>
  /** Longest time in all, and without a word on its outputs. */
  readonly totalMs: number
  readonly silenceMs: number
  /** Bytes of its output that are passed on. */
  readonly outputLimitBytes: number
  readonly onOutput: (text: string) => void
}

/** How it ended. All that it started is gone then. */
export type ProgramEnd =
  | { readonly kind: 'exited'; readonly code: number | null; readonly signal: NodeJS.Signals | null; /** The end of its outputs. */ readonly tail: string }
  | { readonly kind: 'timedOut'; readonly limitMs: number; readonly tail: string }
  | { readonly kind: 'cancelled' }

/** From its end to the end of its streams, which another process may hold open. */
const closeGraceMs = 5_000

/**
 * Runs a program with all that it starts, and resolves when everything is gone.
 * @throws HeatlineError when it cannot be started
 */
export async function runProgram(options: ProgramOptions, signal: AbortSignal): Promise<ProgramEnd> {
  if (signal.aborted) return { kind: 'cancelled' }
  startGuardian(options.node, options.guardianPath)
  const marker = nextRunMarker()
  const env = makeChildEnvironment(process.env, options.node.env, marker)
  const nodeOptions = [options.env['NODE_OPTIONS'], env.NODE_OPTIONS].filter((each) => each !== undefined && each !== '').join(' ')
  const child = spawn(options.node.path, [...options.parameters], {
    cwd: options.cwd,
    env: { ...env, ...options.env, NODE_OPTIONS: nodeOptions },
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const pid = child.pid ?? null
  if (pid !== null) {
    guard(marker, pid)
    preferAsVictim(pid)
  }
  const output = makeCappedOutput(options.outputLimitBytes, options.onOutput)
  let decided: ProgramEnd | HeatlineError | null = null
  try {
    await new Promise<void>((resolve) => {
      let grace: NodeJS.Timeout | undefined
      const settle = (): void => {
        clearTimeout(grace)
        resolve()
      }
      const decide = (end: ProgramEnd | HeatlineError): void => {
        decided ??= end
        clearTimeout(silence)
        clearTimeout(total)
        signal.removeEventListener('abort', onAbort)
        if (pid !== null) killTree(pid, marker)
        grace ??= setTimeout(() => {
          for (const stream of child.stdio) stream?.destroy()
          settle()
        }, closeGraceMs)
      }
      const onAbort = (): void => decide({ kind: 'cancelled' })
      const onLimit = (limitMs: number) => (): void => decide({ kind: 'timedOut', limitMs, tail: output.tail() })
      const silence = setTimeout(onLimit(options.silenceMs), options.silenceMs)
      const total = setTimeout(onLimit(options.totalMs), options.totalMs)
      signal.addEventListener('abort', onAbort, { once: true })
      for (const stream of [child.stdout, child.stderr]) {
        output.capture(stream, true, (callback) => callback())
        stream.on('data', () => {
          if (decided === null) silence.refresh()
        })
      }
      child.on('error', (error) => {
        decide(new HeatlineError(`Node could not be started: ${options.node.path} (from ${options.node.foundIn}), in ${options.cwd}. ${error.message}.`))
        if (pid === null) settle()
      })
      // What it left running holds its pipes open.
      child.on('exit', () => {
        if (pid !== null) killTree(pid, marker)
      })
      child.on('close', (code, exitSignal) => {
        decide({ kind: 'exited', code, signal: exitSignal, tail: output.tail() })
        settle()
      })
    })
    if (pid !== null) await killTreeUntilGone(pid, marker)
  } finally {
    if (pid !== null) unguard(marker)
  }
  const end = decided as ProgramEnd | HeatlineError | null
  if (end instanceof HeatlineError) throw end
  if (end === null) throw new Error('Internal error: a program ended without an end')
  return end
}
