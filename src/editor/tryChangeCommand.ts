import * as vscode from 'vscode'
import { isWorse } from '../core/insights/triedFunction.ts'
import { describeEffect } from '../core/presentation/describeInsight.ts'
import { isSandboxed } from '../core/comparison/workload.ts'
import { chooseFunction, referenceTo, requestOf } from './chooseFunction.ts'
import type { FunctionIndex } from './functionIndex.ts'
import { allowedOf, readAnswers } from './permissions.ts'
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
    const found = await this.#profiler.findWorkload(chosen)
    if (found === null) return
    const { resolution, skipped } = found
    const { name } = chosen.sourceFunction
    if (resolution.kind !== 'ready') {
      const profile = 'Profile'
      const picked = await vscode.window.showInformationMessage(`Heatline does not know a call of ${name} yet. Profile it once, then try the change.`, profile)
      if (picked === profile) await vscode.commands.executeCommand('heatline.profileFunction', referenceTo(chosen))
      return
    }
    const answers = isSandboxed(resolution.workload) ? await readAnswers(requestOf(chosen)) : new Map()
    const tried = await this.#profiler.tryWorkingChange(chosen, { workload: resolution.workload, notes: skipped, allowedActions: allowedOf(answers) })
    if (tried === null) return
    const said = `${name}, against ${tried.against}: ${describeEffect(tried.effect)}.`
    if (isWorse(tried.effect)) void vscode.window.showWarningMessage(said)
    else void vscode.window.showInformationMessage(said)
  }
}
