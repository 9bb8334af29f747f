import { basename, dirname, join } from 'node:path'
import { isSandboxed } from '../../core/comparison/workload.ts'
import type { RunnerTask } from '../../protocol/runnerTask.ts'
import type { Bundle } from '../bundle/bundleEntry.ts'
import { chooseMemoryLimits } from '../child/memory.ts'
import type { PassEnd } from '../child/passEnd.ts'
import { runPass } from '../child/runPass.ts'
import { sandboxFlags } from '../child/sandboxFlags.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import { rowSourceOf } from './rowSourceOf.ts'
import { mapPlaces } from './mapPlaces.ts'
import { mapStack } from './mapStack.ts'
import type { MappedStack } from './mapStack.ts'
import { sandboxFor } from './sandboxFor.ts'

/** Runs the passes of one run, one after the other, and adds up what they say beside their results. */
export interface PassSession {
  /**
   * @param silenceMs ends the process when nothing comes from it for so long; without it after some time budgets
   * @param bundlePath of a copy of the bundle that tells more; without it the bundle itself runs
   */
  run(pass: RunnerTask['pass'], flags: readonly string[], silenceMs?: number, bundlePath?: string): Promise<PassEnd>
  /** Milliseconds of starting and loading so far. */
  readonly loadingMs: number
  /** Milliseconds of warm-up and windows so far. */
  readonly measuringMs: number
  /** Calls so far, and how many of them threw. */
  readonly calls: number
  readonly thrown: number
  readonly v8Version: string
  readonly targetIsOutermost: boolean
  /** A call changed its inputs: each of the others gets a copy. */
  readonly copiesInputs: boolean
  /** Node's flags of a natural pass. */
  readonly flags: readonly string[]
  /** What the runner warned of, each once. */
  readonly warnings: ReadonlySet<string>
  readonly map: (stack: string) => MappedStack
}

/** Who listens to a session. */
export interface PassListener {
  onLog(line: string): void
  readonly onOutput: (text: string) => void
  /** The workload is loaded: from here on it is measured. */
  onPrepared(): void
}

/** The user's output in the log; the rest is counted. */
const outputLimitBytes = 1_000_000

/** Of V8's log of a pass, before its process is ended. */
const mostLoggedBytes = 64_000_000

/** A call may take this many budgets (and at least half a minute) before it counts as endless; a budget below a second asks for haste. */
const budgetsUntilEndless = 3
const shortestSilenceMs = 30_000
const hastySilenceMs = 5_000

/** Milliseconds without a message after which a process counts as hanging. */
export function longestSilence(timeBudgetMs: number): number {
  return Math.max(timeBudgetMs < 1000 ? hastySilenceMs : shortestSilenceMs, budgetsUntilEndless * timeBudgetMs)
}

/** @param directory a folder of this run's own, outside the workspace */
export function openPassSession(request: ProfileRequest, bundle: Bundle, directory: string, listener: PassListener, signal: AbortSignal): PassSession {
  const { node, installation, timeBudgetMs } = request
  const sandbox = isSandboxed(request.workload) ? sandboxFor(request, bundle, directory) : null
  const rows = rowSourceOf(request.workload)
  const memory = chooseMemoryLimits(process.env.NODE_OPTIONS)
  const flags = [...memory.flags, ...(sandbox === null ? [] : sandboxFlags(sandbox.allowed, node.version))]
  const usualSilenceMs = longestSilence(timeBudgetMs)
  const warnings = new Set<string>()
  let loadingMs = 0
  let measuringMs = 0
  let calls = 0
  let thrown = 0
  let v8Version = ''
  let targetIsOutermost = true
  let copiesInputs = false

  return {
    flags,
    warnings,
    get loadingMs() { return loadingMs },
    get measuringMs() { return measuringMs },
    get calls() { return calls },
    get thrown() { return thrown },
    get v8Version() { return v8Version },
    get targetIsOutermost() { return targetIsOutermost },
    get copiesInputs() { return copiesInputs },
    map: (stack) => mapStack(stack, basename(bundle.path), 'runner.cjs', bundle.positionOf),
    async run(pass, passFlags, silenceMs = usualSilenceMs, bundlePath = bundle.path) {
      const started = performance.now()
      const allFlags = [...flags, ...passFlags]
      listener.onLog(`${node.path} ${allFlags.join(' ')} (${pass.kind})`)
      const end = await runPass({ bundlePath, bundledFiles: bundle.realFiles, sandbox, rows, pass }, {
        node,
        runnerPath: join(installation.directory, 'runner.cjs'),
        guardianPath: join(installation.directory, 'guardian.cjs'),
        flags: allFlags,
        cwd: bundle.packageRoot,
        taskDir: directory,
        limits: {
          silenceMs,
          totalMs: 4 * silenceMs,
          residentBytes: memory.residentBytes,
          ...(pass.kind === 'optimisationLog' ? { logs: { directory: dirname(pass.logPath), mostBytes: mostLoggedBytes } } : {}),
        },
        outputLimitBytes,
        onOutput: (text) => {
          // V8 22 and 24 print all that they log of deoptimisations.
          if (pass.kind !== 'optimisationLog') listener.onOutput(mapPlaces(text, bundle.path, bundle.placeOf))
        },
        onMessage: (message) => {
          if (message.kind === 'started') v8Version = message.v8Version
          else if (message.kind === 'prepared') listener.onPrepared()
          else if (message.kind === 'warning') warnings.add(message.message)
          else if (message.kind === 'firstCall') {
            targetIsOutermost = message.targetIsOutermost
            copiesInputs = message.changesArguments
          }
        },
      }, signal)
      if (end.droppedOutputBytes > 0 && pass.kind !== 'optimisationLog') listener.onLog(`${end.droppedOutputBytes} bytes of output were not shown.`)
      const elapsedMs = performance.now() - started
      const passMs = end.kind === 'finished' ? end.result.measuringMs : 0
      measuringMs += passMs
      loadingMs += elapsedMs - passMs
      if (end.kind === 'finished') {
        calls += end.result.calls
        thrown += end.result.thrown
      }
      return end
    },
  }
}
