import * as vscode from 'vscode'
import { isWorse } from '../core/insights/triedFunction.ts'
import { describeEffect } from '../core/presentation/describeInsight.ts'
import { chooseFunction } from './chooseFunction.ts'
import type { FunctionIndex } from './functionIndex.ts'
import { readyCall } from './readyCall.ts'
import type { Profiler } from './profiler.ts'
import { isTrusted } from './trust.ts'

/** `Heatline: Try This Change`: what the user's own edit of a function gains, before it is saved or committed. */
export class TryChangeCommand {
  readonly #index: FunctionIndex
  readonly #profiler: Profiler

  constructor(index: FunctionIndex, profiler: Profiler) {
    this.#index = index
    this.#profiler = profiler
  }

  /**
   * Tries a function's change.
   * @param argument a `FunctionReference`; anything else means the function around the cursor
   * @throws HeatlineError when there is no change, or nothing could be started
   */
  async try(argument: unknown): Promise<void> {
    if (!await isTrusted()) return
    const chosen = await chooseFunction(argument, this.#index)
    if (chosen === null) return
    const ready = await readyCall(chosen, this.#profiler, 'try the change')
    if (ready === null) return
    const tried = await this.#profiler.tryWorkingChange(chosen, ready.call)
    if (tried === null) return
    const said = `${chosen.sourceFunction.name}, against ${tried.against}: ${describeEffect(tried.effect)}.`
    if (isWorse(tried.effect)) void vscode.window.showWarningMessage(said)
    else void vscode.window.showInformationMessage(said)
  }
}
