import * as vscode from 'vscode'
import type { Run } from '../core/comparison/run.ts'
import { isOfFunction } from '../core/comparison/isOfFunction.ts'
import type { Verdict } from '../core/comparison/verdict.ts'
import { weightiestDifference } from '../core/comparison/weightiestDifference.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import { comparisonTitle } from '../core/presentation/comparisonTitle.ts'
import { formatDuration } from '../core/presentation/formatDuration.ts'
import type { ProfileRequest } from '../engine/profileFunction.ts'
import { chooseFunction, referenceTo } from './chooseFunction.ts'
import type { ChosenFunction } from './chooseFunction.ts'
import type { Comparisons } from './comparisons.ts'
import type { FunctionIndex } from './functionIndex.ts'
import { readyCall } from './readyCall.ts'
import { askToAllow, isRefused } from './permissions.ts'
import type { Profiler } from './profiler.ts'
import { comparesAfterRun } from './settings.ts'
import { offerWaysOn } from './showOutcome.ts'
import { isTrusted } from './trust.ts'

const messageMs = 10_000
/** A comparison takes hundreds of calls: where one takes longer, nobody who did not ask is kept waiting. */
const longestCallMs = 500

/** Verdicts that nobody who did not ask has to be told. */
const isSilent: ReadonlySet<Verdict> = new Set(['unchanged', 'inconclusive'])

/** What a function is run with, as it was found out for the run before. */
export type ComparedCall = Pick<ProfileRequest, 'workload' | 'notes' | 'allowedActions'>

/** `Heatline: Compare with Baseline`, and the comparison that follows a run. */
export class CompareCommand {
  readonly #index: FunctionIndex
  readonly #profiler: Profiler
  readonly #comparisons: Comparisons

  constructor(index: FunctionIndex, profiler: Profiler, comparisons: Comparisons) {
    this.#index = index
    this.#profiler = profiler
    this.#comparisons = comparisons
  }

  /**
   * Compares a function.
   * @param argument a `FunctionReference`; anything else means the function around the cursor
   * @throws HeatlineError when there is nothing to compare it with, or nothing could be started
   */
  async compare(argument: unknown): Promise<void> {
    if (!await isTrusted()) return
    const chosen = await chooseFunction(argument, this.#index)
    if (chosen === null) return
    const ready = await readyCall(chosen, this.#profiler, 'compare')
    if (ready === null) return
    const { call, request, answers } = ready
    const session = await this.#profiler.compare(chosen, call, false)
    if (session === null) return
    const { comparison } = session
    if (comparison.outcome === 'denied' && !isRefused(answers, comparison)) {
      if (await askToAllow(request, comparison)) await this.compare(referenceTo(chosen))
      return
    }
    if (comparison.outcome === 'cancelled') {
      vscode.window.setStatusBarMessage(`Comparing ${comparison.function.name} was cancelled.`, messageMs)
      return
    }
    this.#comparisons.put(session)
    if (comparison.outcome === 'completed') vscode.window.setStatusBarMessage(`$(flame) ${comparison.function.name}: ${comparisonTitle(comparison)}`, messageMs)
    else void offerWaysOn({ ...comparison, messageAt: null }, referenceTo(chosen))
  }

  /** Compares after a run, without a word unless it became slower; where that cannot be done, the lens says why. */
  async compareAfter(run: Run, chosen: ChosenFunction, call: ComparedCall): Promise<void> {
    const { document, sourceFunction: { name } } = chosen
    if (run.outcome !== 'completed' || !isOfFunction(run) || !comparesAfterRun(document.uri)) return
    const ms = run.timing?.medianMs ?? 0
    if (ms > longestCallMs) {
      this.#comparisons.skip(document.uri, name, `Not compared by itself, as a call takes ${formatDuration(ms)}.`)
      return
    }
    try {
      const session = await this.#profiler.compare(chosen, call, true)
      if (session === null || session.comparison.outcome === 'cancelled') return
      const { comparison } = session
      if (comparison.outcome !== 'completed') {
        this.#comparisons.skip(document.uri, name, comparison.message ?? comparisonTitle(comparison))
        return
      }
      this.#comparisons.put(session)
      if (!isSilent.has(weightiestDifference(comparison).verdict)) vscode.window.setStatusBarMessage(`$(flame) ${name}: ${comparisonTitle(comparison)}`, messageMs)
    } catch (error) {
      if (!(error instanceof HeatlineError)) throw error
      this.#comparisons.skip(document.uri, name, error.message)
    }
  }
}
