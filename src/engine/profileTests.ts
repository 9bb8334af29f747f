import { randomUUID } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ProgramRun } from '../core/comparison/programRun.ts'
import type { ProfiledFunction, Run } from '../core/comparison/run.ts'
import type { TestSelection, Workload } from '../core/comparison/workload.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import { formatDuration } from '../core/presentation/formatDuration.ts'
import { formatShare } from '../core/presentation/formatShare.ts'
import { hasTooFewSamples } from '../core/profile/isColoured.ts'
import { startGuardian } from './child/guardian.ts'
import type { Installation } from './installation.ts'
import { withMeasurementLock } from './lock/measurementLock.ts'
import { environmentOf } from './measure/environmentOf.ts'
import type { NodeExecutable } from './node/nodeExecutable.ts'
import { lastWords } from './processes/lastWords.ts'
import { testRunCommand } from './processes/testRunCommand.ts'
import type { ProfileEvents } from './profileFunction.ts'
import { profileProgram } from './profileProgram.ts'
import { RunnerFinder } from './tests/findRunner.ts'
import type { TestRunner } from './tests/testRunner.ts'

/** Tests to profile. */
export interface TestsRequest {
  /** Absolute, the workspace folder. */
  readonly root: string
  readonly tests: TestSelection
  /** What the run is about: the tests themselves, or a function that they call. */
  readonly profiled: ProfiledFunction
  /** The function whose share is asked for, its file absolute; null where the tests are what is profiled. */
  readonly target: { readonly file: string; readonly name: string } | null
  readonly workload: Workload
  /** Milliseconds after which they are ended, with what they did until then. */
  readonly limitMs: number
  readonly node: NodeExecutable
  readonly installation: Installation
}

/** How long tests may take that somebody asked for. */
export const longestTestsMs = 5 * 60_000

/** The end of what a runner prints says why it failed. */
const tailLength = 4_000

/**
 * Runs tests once with their own runner, as their user would, and books what the user's own code did in them, and called, on
 * source lines. No sandbox: they are the user's own code.
 * @throws HeatlineError when no runner is there for them
 */
export async function profileTests(request: TestsRequest, events: ProfileEvents, signal: AbortSignal): Promise<Run> {
  const { root, tests, profiled, target, workload, node, installation } = request
  const file = realpathSync.native(resolve(root, tests.file))
  const text = readFileSync(file, 'utf8')
  const runner = findRunner(realpathSync.native(root), file, text)
  const parameters = testRunCommand(runner, { file, namePattern: tests.namePattern, isBenchmark: isBenchmarkFile(file) })
  const startedAt = Date.now()
  const base = { id: randomUUID(), startedAt, root, function: profiled, workload, timing: null, allocatedBytesPerCall: null, thrownShare: 0, loadingMs: 0 }
  startGuardian(node, join(installation.directory, 'guardian.cjs'))
  try {
    return await withMeasurementLock({ what: profiled.id, onWaiting: (holder) => events.onStage('waiting', holder) }, signal, async () => {
      events.onStage('profilingTests', tests.file)
      events.onLog(`${node.path} ${parameters.join(' ')} (in ${runner.cwd})`)
      let tail = ''
      const program = await profileProgram({ command: [node.path, ...parameters], cwd: runner.cwd, root, streams: 'captured', target, within: target === null ? 'own' : 'target', env: { ...node.env }, limitMs: request.limitMs, node, installation }, {
        onOutput: (printed) => {
          tail = (tail + printed).slice(-tailLength)
          events.onOutput(printed)
        },
        onStarted: () => {},
        onEnded: () => {},
      }, signal)
      signal.throwIfAborted()
      const { attribution } = program
      return {
        ...base,
        ...ended(program, runner, tail),
        attribution: attribution.stackSamples === 0 ? null : { ...attribution, functionSamples: target === null ? null : attribution.stackSamples },
        measuringMs: program.durationMs,
        environment: environmentOf({ ...node, version: program.threads[0]?.nodeVersion ?? node.version }, program.threads[0]?.v8Version ?? '', []),
        warnings: [...(hasTooFewSamples(attribution) ? [tooFew(program, tests)] : []), ...(target === null ? [] : [shareOf(program, target.name)]), ...program.warnings],
      }
    })
  } catch (error) {
    if (!signal.aborted) throw error
    return { ...base, outcome: 'cancelled', message: 'Cancelled.', attribution: null, measuringMs: 0, environment: environmentOf(node, '', []), warnings: [] }
  }
}

/** Whether a file holds benchmarks, by its name. */
export function isBenchmarkFile(file: string): boolean {
  return /\.bench(?:mark)?\.[cm]?[jt]sx?$/.test(file)
}

function findRunner(root: string, file: string, text: string): TestRunner {
  const found = new RunnerFinder(root).find(file, text)
  if ('problem' in found) throw new HeatlineError(found.problem)
  return found.runner
}

function ended({ exit, durationMs }: ProgramRun, runner: TestRunner, tail: string): Pick<Run, 'outcome' | 'message'> {
  if (exit.timedOut === true) return { outcome: 'timedOut', message: `The tests did not end within ${formatDuration(durationMs)}, and were ended. What they did until then is shown.` }
  if (exit.code === 0) return { outcome: 'completed', message: null }
  const how = exit.signal === null ? `exit code ${exit.code ?? 'unknown'}` : exit.signal
  const said = lastWords(tail)
  return { outcome: 'failed', message: `The tests failed: ${runner.name} ended with ${how}. What they did is shown.${said === '' ? '' : ` It last printed:\n${said}`}` }
}

function tooFew({ attribution }: ProgramRun, { file, namePattern }: TestSelection): string {
  const which = namePattern === null ? '' : ', or none has that name'
  return `${Math.round(attribution.stackSamples)} stack samples in the code of ${file} and what it calls: too few to tell hot lines. Its tests compute little${which}.`
}

function shareOf({ attribution, ownSamples }: ProgramRun, name: string): string {
  return `\`${name}\` and what it calls take ${formatShare(attribution.stackSamples / Math.max(ownSamples, 1))} of the time of these tests' own code. Shares are of that.`
}
