import { dirname, join } from 'node:path'
import * as vscode from 'vscode'
import type { Comparison } from '../core/comparison/comparison.ts'
import type { Run } from '../core/comparison/run.ts'
import type { Scaling } from '../core/comparison/scaling.ts'
import type { Insight } from '../core/insights/insight.ts'
import type { MeasuredEffect } from '../core/insights/measuredEffect.ts'
import type { NumericConstant } from '../core/source/numericConstants.ts'
import type { TuneRange } from '../core/tune/tuneRange.ts'
import type { Tuning } from '../core/tune/tuning.ts'
import { toOneBased } from '../core/position.ts'
import { describeEffect, describeMeasured } from '../core/presentation/describeInsight.ts'
import { describeTuning } from '../core/presentation/describeTuning.ts'
import { formatDuration } from '../core/presentation/formatDuration.ts'
import { comparisonTitle } from '../core/presentation/comparisonTitle.ts'
import { describeCause } from '../core/presentation/describeCause.ts'
import { scalingTitle } from '../core/presentation/scalingTitle.ts'
import { describeSandboxAction } from '../core/presentation/describeSandboxAction.ts'
import type { SandboxAction } from '../core/sandboxAction.ts'
import { timingTitle } from '../core/presentation/timingTitle.ts'
import { isSandboxed } from '../core/comparison/workload.ts'
import type { Workload } from '../core/comparison/workload.ts'
import type { ProfileKind } from '../core/evidence/profileKind.ts'
import type { Installation } from '../engine/installation.ts'
import type { ProfileRequest } from '../engine/profileFunction.ts'
import type { TimelineRecording } from '../engine/recordTimeline.ts'
import type { LadderAnswer } from '../engine/workloads/climbLadder.ts'
import { anchorComparison } from './anchorComparison.ts'
import { anchorRun } from './anchorRun.ts'
import { referenceTo, requestOf } from './chooseFunction.ts'
import type { ChosenFunction } from './chooseFunction.ts'
import type { SessionComparison } from './comparisons.ts'
import type { EditJournal } from './editJournal.ts'
import { takeSnapshot } from './editorSnapshot.ts'
import type { EditorSnapshot } from './editorSnapshot.ts'
import { allowedOf, readAnswers } from './permissions.ts'
import type { RunLog } from './runLog.ts'
import type { Runs } from './runs.ts'
import type { QueuedWork } from './runQueue.ts'
import { historyKept, profileKind, thresholds, timeBudgetMs } from './settings.ts'
import type { Turn, Turns } from './turns.ts'
import { runRoot, shownPath } from './workspaceFolder.ts'

/** What one turn works with, and on. */
interface RequestTurn extends Turn {
  readonly request: ProfileRequest
  readonly snapshot: EditorSnapshot
}

/** What came of a user's own change. */
export interface TriedWorkingChange {
  readonly effect: MeasuredEffect
  /** What it was compared with, for people: `what is saved`. */
  readonly against: string
}

/** Runs what was chosen, one at a time, with progress and Cancel, and keeps the result. */
export class Profiler {
  readonly #installation: Installation
  readonly #runs: Runs
  readonly #turns: Turns
  readonly #journal: EditJournal

  constructor(installation: Installation, runs: Runs, turns: Turns, journal: EditJournal) {
    this.#installation = installation
    this.#runs = runs
    this.#turns = turns
    this.#journal = journal
  }

  /**
   * Profiles what is in the editor now; null when it was cancelled while it waited. Notes are told with the result.
   * @param kind what to collect; null for what the user set
   * @throws HeatlineError when nothing could be started
   */
  async profile(chosen: ChosenFunction, call: Pick<ProfileRequest, 'workload' | 'notes' | 'allowedActions'>, kind: ProfileKind | null): Promise<Run | null> {
    return await this.#inTurn('Profiling', chosen, call, async (turn) => (
      await this.#run(kind === null ? turn : { ...turn, request: { ...turn.request, kind } })
    ))
  }

  /**
   * Records what is in the editor now in the order of time; null when it was cancelled while it waited.
   * @throws HeatlineError when nothing could be started, or nothing here records in that order
   */
  async record(chosen: ChosenFunction, workload: Workload, allowedActions: readonly SandboxAction[]): Promise<TimelineRecording | null> {
    return await this.#inTurn('Recording', chosen, { workload, notes: [], allowedActions }, async (turn) => await this.#record(turn))
  }

  /**
   * Measures how the time of what is in the editor now grows with the size of its inputs; null when it was cancelled while it waited.
   * @throws HeatlineError when nothing could be started
   */
  async scale(chosen: ChosenFunction, workload: Workload, notes: readonly string[], allowedActions: readonly SandboxAction[]): Promise<Scaling | null> {
    return await this.#inTurn('Measuring scaling of', chosen, { workload, notes, allowedActions }, async ({ request, log, events, signal }) => {
      const { measureScaling } = await import('../engine/measureScaling.ts')
      const { budgetsOfScaling } = await import('../engine/measure/scalingPlan.ts')
      const scaling = await measureScaling({ ...request, timeBudgetMs: request.timeBudgetMs * budgetsOfScaling }, events, signal)
      log.line([`${scaling.function.id}: ${scaling.outcome}`, scalingTitle(scaling), scaling.message].filter((part) => part !== null).join(', '))
      for (const { size, processesMs } of scaling.sizes) log.line(`  size ${size}: ${processesMs.map(formatDuration).join(', ')} a call`)
      for (const warning of scaling.warnings) log.line(`  note: ${warning}`)
      return scaling
    })
  }

  /**
   * Compares what is in the editor now with its baseline; null when it was cancelled while it waited.
   * @param isQuiet nobody asked for it
   * @throws HeatlineError when there is nothing to compare it with, or nothing could be started
   */
  async compare(chosen: ChosenFunction, call: Pick<ProfileRequest, 'workload' | 'notes' | 'allowedActions'>, isQuiet: boolean): Promise<SessionComparison | null> {
    return await this.#inTurn('Comparing', chosen, call, async ({ request, snapshot, log, events, signal }) => {
      const { compareFunction } = await import('../engine/compareFunction.ts')
      const { thresholdsOf } = await import('../engine/baselines/baselines.ts')
      const { functionId } = await import('../engine/workloads/workloadRequest.ts')
      // What the workspace's team agreed on comes before a user's settings.
      const limits = { ...thresholds(chosen.document.uri), ...thresholdsOf(request.root, functionId(requestOf(chosen))) }
      const comparison = await compareFunction({ ...request, base: null, thresholds: limits, depth: 'single' }, events, signal)
      logComparison(log, comparison)
      return await anchorComparison(comparison, snapshot)
    }, { doing: 'comparing', isQuiet })
  }

  /**
   * Tries an insight's change on a copy of what is in the editor now; null when it was cancelled, or is the user's to make.
   * @param measured the text of the insight's file that was measured
   * @throws HeatlineError when nothing could be started, or the file is another one by now
   */
  async tryInsight(chosen: ChosenFunction, call: Pick<ProfileRequest, 'workload' | 'notes' | 'allowedActions'>, insight: Insight, measured: string): Promise<MeasuredEffect | null> {
    return await this.#inTurn('Trying a change in', chosen, call, async ({ request, log, events, signal }) => {
      const { tryInsight } = await import('../engine/insights/tryInsight.ts')
      const effect = await tryInsight(insight, measured, request, events, signal)
      if (effect === null || signal.aborted) return null
      log.line(`${insight.rule} at ${insight.file}:${toOneBased(insight.line)}: ${describeMeasured(effect)}`)
      return effect
    }, { doing: 'comparing', isQuiet: false })
  }

  /**
   * Searches for a constant's best value in what is in the editor now; null when it was cancelled while it waited.
   * @throws HeatlineError when nothing could be started
   */
  async tune(chosen: ChosenFunction, call: Pick<ProfileRequest, 'workload' | 'notes' | 'allowedActions'>, constant: NumericConstant, range: TuneRange): Promise<Tuning | null> {
    return await this.#inTurn(`Tuning ${constant.name} of`, chosen, call, async ({ request, log, events, signal }) => {
      const { defaultTuneBudgetMs } = await import('../core/tune/searchValues.ts')
      const { tuneConstant } = await import('../engine/tune/tuneConstant.ts')
      const tuning = await tuneConstant({ ...request, constant, range, timeBudgetMs: defaultTuneBudgetMs }, events, signal)
      log.line(`${tuning.function.id}: ${tuning.outcome}, ${describeTuning(tuning)}`)
      return tuning
    }, { doing: 'comparing', isQuiet: false })
  }

  /**
   * Tries what the user is working on: what is unsaved against what is saved, else the working tree against the last commit. Null when it was cancelled.
   * @throws HeatlineError when there is no change, or nothing could be started
   */
  async tryWorkingChange(chosen: ChosenFunction, call: Pick<ProfileRequest, 'workload' | 'notes' | 'allowedActions'>): Promise<TriedWorkingChange | null> {
    return await this.#inTurn('Trying your change of', chosen, call, async ({ request, log, events, signal }) => {
      const { workingChange } = await import('../engine/trial/workingChange.ts')
      const { tryChange } = await import('../engine/trial/tryChange.ts')
      const { before, change, against } = await workingChange(request)
      const effect = await tryChange(before, change, events, signal)
      if (signal.aborted) return null
      log.line(`${request.functionName} against ${against}: ${describeEffect(effect)}`)
      return { effect, against }
    }, { doing: 'comparing', isQuiet: false })
  }

  /**
   * What the function is run with, with progress and Cancel where it has to be found out; null when that was cancelled.
   * @throws HeatlineError when nothing could be started, or the code does not bundle
   */
  async findWorkload(chosen: ChosenFunction): Promise<LadderAnswer | null> {
    const { resolveWorkload } = await import('../engine/workloads/resolveWorkload.ts')
    const request = requestOf(chosen)
    const resolution = resolveWorkload(request)
    // What a person wrote needs no finding.
    if (resolution.kind === 'ready' && resolution.workload.kind === 'call') return { resolution, skipped: [] }
    const { climbLadder } = await import('../engine/workloads/climbLadder.ts')
    const overlays = takeSnapshot(this.#journal).unsaved
    const allowedActions = allowedOf(await readAnswers(request))
    const text = chosen.document.getText()
    return await this.#turns.start(referenceTo(chosen), 'Finding inputs for', async ({ node, events, signal }) => (
      await climbLadder(request, { text, overlays, node, installation: this.#installation, typescriptFolder: join(vscode.env.appRoot, 'extensions'), allowedActions, events }, signal)
    ))
  }

  /** A call of the function with values that its types allow; null where they tell nothing, or none could be found out. */
  async suggestCall({ document, sourceFunction, functions }: ChosenFunction, signal: AbortSignal): Promise<string | null> {
    const { suggestCall } = await import('../engine/types/suggestCall.ts')
    const file = document.uri.fsPath
    try {
      const node = await this.#turns.findNode(file)
      return await suggestCall({ file, text: document.getText(), fn: sourceFunction, functions, cwd: dirname(file), fallback: join(vscode.env.appRoot, 'extensions') }, node, this.#installation, signal)
    } catch {
      // No Node, for one: the run says so, when there is a call.
      return null
    }
  }

  /** Waits until the runs before it are done, with progress and Cancel. */
  async #inTurn<Result>(doing: string, chosen: ChosenFunction, call: Pick<ProfileRequest, 'workload' | 'notes' | 'allowedActions'>, run: (turn: RequestTurn) => Promise<Result>, work?: QueuedWork): Promise<Result | null> {
    const { document, sourceFunction } = chosen
    const snapshot = takeSnapshot(this.#journal)
    const unfinished = {
      ...call,
      root: runRoot(document.uri),
      file: document.uri.fsPath,
      text: document.getText(),
      overlays: snapshot.unsaved,
      functionName: sourceFunction.name,
      timeBudgetMs: timeBudgetMs(document.uri),
      kind: profileKind(document.uri),
      installation: this.#installation,
      keptRuns: historyKept(),
    }
    return await this.#turns.take(referenceTo(chosen), doing, async (turn) => {
      const request = { ...unfinished, node: turn.node }
      logRequest(turn.log, doing, request)
      return await run({ ...turn, request, snapshot })
    }, work)
  }

  async #run({ request, snapshot, log, events, signal }: RequestTurn): Promise<Run> {
    // Partial results are put in the order in which they came, and never after the run has ended.
    let told: Promise<void> = Promise.resolve()
    let partialId: string | null = null
    try {
      const { profileFunction } = await import('../engine/profileFunction.ts')
      const run = await profileFunction(request, {
        ...events,
        onPartial: (partial) => {
          partialId = partial.id
          told = told.then(async () => this.#runs.put(await anchorRun(partial, snapshot), 'unfinished'))
        },
      }, signal)
      await told
      await this.#keep(run, snapshot)
      logResult(log, run)
      return run
    } catch (error) {
      await told
      if (partialId !== null) this.#runs.forget(partialId)
      throw error
    }
  }

  async #record({ request, log, events, signal }: RequestTurn): Promise<TimelineRecording> {
    const { recordTimeline } = await import('../engine/recordTimeline.ts')
    const recording = await recordTimeline(request, events, signal)
    if (recording.kind === 'stopped') {
      log.problem(`${recording.function.id}: ${recording.outcome}: ${recording.message}`)
      return recording
    }
    log.line(`${recording.calls} calls in the order of time in ${Math.round(recording.durationMs)} ms, recorded by ${recording.recorder}`)
    for (const warning of recording.warnings) log.line(`  note: ${warning}`)
    return recording
  }

  /** A run that was cancelled leaves no trace. */
  async #keep(run: Run, snapshot: EditorSnapshot): Promise<void> {
    if (run.outcome === 'cancelled') this.#runs.forget(run.id)
    else this.#runs.put(await anchorRun(run, snapshot), 'finished')
  }
}

function logRequest(log: RunLog, doing: string, { file, functionName, workload, node, timeBudgetMs: budget, allowedActions }: ProfileRequest): void {
  log.line(`${doing} ${shownPath(vscode.Uri.file(file))}#${functionName}`)
  const allowed = allowedActions.map((action) => `; you let it ${describeSandboxAction(action)}`).join('')
  const sandbox = isSandboxed(workload) ? `in the sandbox, as Heatline made this call up${allowed}` : 'as written'
  log.line(`  call: ${workload.expression} (${sandbox})`)
  log.line(`  Node ${node.version} at ${node.path}, from ${node.foundIn}; ${budget} ms of measuring`)
}

function logResult(log: RunLog, run: Run): void {
  const result = `${run.function.id}: ${run.outcome}`
  if (run.outcome === 'completed' || run.outcome === 'cancelled') log.line([result, timingTitle(run)].filter((part) => part !== null).join(', '))
  else log.problem(`${result}: ${run.message ?? ''}`)
  for (const warning of run.warnings) log.line(`  note: ${warning}`)
}

function logComparison(log: RunLog, comparison: Comparison): void {
  const { outcome, message, time, causes, warnings, seconds } = comparison
  if (outcome === 'completed' || outcome === 'cancelled') log.line(`${comparison.function.id}: ${comparisonTitle(comparison)}, ${time.verdict}, ${time.pairs} pairs, ${seconds.toFixed(1)} s`)
  else log.problem(`${comparison.function.id}: ${comparisonTitle(comparison)}: ${message ?? ''}`)
  for (const cause of causes) log.line(`  ${describeCause(cause)}`)
  for (const warning of warnings) log.line(`  note: ${warning}`)
}
