import * as vscode from 'vscode'
import type { Scaling } from '../core/comparison/scaling.ts'
import { growthText, scalingTitle } from '../core/presentation/scalingTitle.ts'
import { chooseFunction, referenceTo } from './chooseFunction.ts'
import type { FunctionIndex } from './functionIndex.ts'
import { isFunctionReference } from './functionReference.ts'
import { fileUri } from './fileUri.ts'
import { readyCall } from './readyCall.ts'
import { askToAllow, isRefused } from './permissions.ts'
import type { Profiler } from './profiler.ts'
import type { Runs } from './runs.ts'
import type { Scalings } from './scalings.ts'
import { offerWaysOn } from './showOutcome.ts'
import { isTrusted } from './trust.ts'

const messageMs = 10_000

/** `Heatline: Measure Scaling`: how a function's time grows with the size of its inputs. */
export class MeasureScalingCommand {
  readonly #index: FunctionIndex
  readonly #profiler: Profiler
  readonly #runs: Runs
  readonly #scalings: Scalings

  constructor(index: FunctionIndex, profiler: Profiler, runs: Runs, scalings: Scalings) {
    this.#index = index
    this.#profiler = profiler
    this.#runs = runs
    this.#scalings = scalings
  }

  /**
   * Measures a function.
   * @param argument a `FunctionReference` or a run of the panel's; anything else means the function around the cursor
   * @throws HeatlineError when nothing could be started
   */
  async measure(argument: unknown): Promise<void> {
    if (!await isTrusted()) return
    const chosen = await chooseFunction(this.#referenceOf(argument), this.#index)
    if (chosen === null) return
    const ready = await readyCall(chosen, this.#profiler, 'measure how it scales')
    if (ready === null) return
    const { call, request, answers } = ready
    const scaling = await this.#profiler.scale(chosen, call.workload, call.notes, call.allowedActions)
    if (scaling === null) return
    if (scaling.outcome === 'denied' && !isRefused(answers, scaling)) {
      if (await askToAllow(request, scaling)) await this.measure(referenceTo(chosen))
      return
    }
    const { outcome, function: { name } } = scaling
    if (outcome === 'cancelled') {
      vscode.window.setStatusBarMessage(`Measuring how ${name} scales was cancelled.`, messageMs)
      return
    }
    this.#scalings.put(scaling)
    if (scaling.fit === null) void offerWaysOn(scaling, referenceTo(chosen))
    else vscode.window.setStatusBarMessage(`$(flame) ${name}: time ~ ${scalingTitle(scaling)}, ${growthText(scaling.fit)}`, messageMs)
  }

  #referenceOf(argument: unknown): unknown {
    if (isFunctionReference(argument) || typeof argument !== 'object' || argument === null || !('runId' in argument)) return argument
    const run = this.#runs.all.find((each) => each.run.id === argument.runId)?.run
    return run === undefined ? null : { uri: fileUri(run, run.function.file).toString(), functionName: run.function.name }
  }
}

/** What a lens says of a scaling when the mouse is on it. */
export function scalingTooltip({ fit, message, warnings }: Scaling): string {
  return [fit === null ? message : `Time grows with this power of the size: ${growthText(fit)}. In brackets its 95% interval.`, ...warnings, 'Click for the chart.'].filter((line) => line !== null).join('\n')
}
