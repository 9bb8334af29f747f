import * as vscode from 'vscode'
import { isSandboxed } from '../core/comparison/workload.ts'
import type { Workload } from '../core/comparison/workload.ts'
import type { ProfileKind } from '../core/evidence/profileKind.ts'
import { chooseFunction, referenceTo, requestOf } from './chooseFunction.ts'
import type { ChosenFunction } from './chooseFunction.ts'
import type { FunctionIndex } from './functionIndex.ts'
import type { FunctionReference } from './functionReference.ts'
import { chooseInputs } from './chooseInputs.ts'
import type { Insights } from './insights.ts'
import { inputCall } from './inputCall.ts'
import { allowedOf, askToAllow, isRefused, readAnswers } from './permissions.ts'
import type { Profiler } from './profiler.ts'
import type { CompareCommand } from './compareCommand.ts'
import { showOutcome } from './showOutcome.ts'
import { openLine } from './sourceLinks.ts'
import { isTrusted } from './trust.ts'

/** What a click on a lens does: choose the function, find out what to run it with, run it, tell. */
export class ProfileCommand {
  readonly #index: FunctionIndex
  readonly #profiler: Profiler
  readonly #comparing: CompareCommand
  readonly #insights: Insights

  constructor(index: FunctionIndex, profiler: Profiler, comparing: CompareCommand, insights: Insights) {
    this.#index = index
    this.#profiler = profiler
    this.#comparing = comparing
    this.#insights = insights
  }

  /**
   * Profiles a function.
   * @param argument a `FunctionReference`; anything else means the function around the cursor
   * @param kind what to collect; null for what the user set
   * @throws HeatlineError when nothing could be started
   */
  async profile(argument: unknown, kind: ProfileKind | null = null): Promise<void> {
    if (!await isTrusted()) return
    const chosen = await chooseFunction(argument, this.#index)
    if (chosen === null) return
    const found = await this.#profiler.findWorkload(chosen)
    if (found === null) return
    const { resolution, skipped } = found
    if (resolution.kind === 'ask' && skipped.length > 0) vscode.window.setStatusBarMessage(`$(flame) ${skipped.join(' ')}`, 10_000)
    switch (resolution.kind) {
      case 'ready': return await this.#run(chosen, resolution.workload, skipped, kind)
      case 'ask': return await this.#ask(chosen, resolution.suggestion, false, kind)
      case 'unreachable': return await this.#offerParent(chosen, resolution.parent, skipped)
    }
  }

  /** Lets the user choose what a function is run with, remembers it, and profiles it. */
  async changeInputs(argument: unknown): Promise<void> {
    if (!await isTrusted()) return
    const chosen = await chooseFunction(argument, this.#index)
    if (chosen === null) return
    const picked = await chooseInputs(requestOf(chosen))
    if (picked === null) return
    if (picked === 'call') return await this.changeCall(referenceTo(chosen))
    await this.profile(referenceTo(chosen))
  }

  /** Asks for another call than the one that a function is profiled with, and profiles it. */
  async changeCall(argument: unknown): Promise<void> {
    if (!await isTrusted()) return
    const chosen = await chooseFunction(argument, this.#index)
    if (chosen === null) return
    const { sourceFunction, functions, document } = chosen
    if (sourceFunction.profileTag !== null) {
      const goToFunction = 'Go to Function'
      const picked = await vscode.window.showInformationMessage(`${sourceFunction.name} is profiled with the call in its JSDoc: @profile ${sourceFunction.profileTag}. Change it there.`, goToFunction)
      if (picked === goToFunction) await openLine(document.uri, sourceFunction.nameLine)
      return
    }
    const { resolveWorkload } = await import('../engine/workloads/resolveWorkload.ts')
    const { callToFillIn } = await import('../core/source/callWithoutArguments.ts')
    const resolution = resolveWorkload(requestOf(chosen))
    if (resolution.kind === 'unreachable') return await this.#offerParent(chosen, resolution.parent, [])
    const current = resolution.kind === 'ask' ? resolution.suggestion : resolution.workload.kind === 'call' ? resolution.workload.expression : callToFillIn(sourceFunction, functions)
    await this.#ask(chosen, current ?? '', resolution.kind === 'ready' && resolution.workload.kind === 'call', null)
  }

  /** @param isFilledIn the suggestion is a call that was profiled already */
  async #ask(chosen: ChosenFunction, suggestion: string, isFilledIn: boolean, kind: ProfileKind | null): Promise<void> {
    const { workloadCode } = await import('../core/source/workloadCode.ts')
    const { HeatlineError } = await import('../core/heatlineError.ts')
    const { document, sourceFunction } = chosen
    const text = document.getText()
    const problemOf = (expression: string): string | null => {
      try {
        workloadCode(text, document.uri.fsPath, sourceFunction, expression)
        return null
      } catch (error) {
        if (error instanceof HeatlineError) return error.message
        throw error
      }
    }
    const expression = await inputCall({ functionName: sourceFunction.name, suggestion, problemOf, suggest: async (signal) => (isFilledIn ? null : await this.#profiler.suggestCall(chosen, signal)) })
    if (expression === null) return
    const { rememberCall } = await import('../engine/workloads/rememberedCalls.ts')
    const { functionId } = await import('../engine/workloads/workloadRequest.ts')
    const request = requestOf(chosen)
    const remembered = rememberCall(request.root, functionId(request), expression)
    if (!remembered.kept) void vscode.window.showWarningMessage(remembered.reason)
    // The box stays open while the user edits: the function may have moved, or be gone.
    const now = await chooseFunction(referenceTo(chosen), this.#index)
    if (now !== null) await this.#run(now, { kind: 'call', expression, origin: 'asked' }, [], kind)
  }

  async #run(chosen: ChosenFunction, workload: Workload, notes: readonly string[], kind: ProfileKind | null): Promise<void> {
    const request = requestOf(chosen)
    const answers = isSandboxed(workload) ? await readAnswers(request) : new Map()
    const call = { workload, notes, allowedActions: allowedOf(answers) }
    const text = chosen.document.getText()
    const run = await this.#profiler.profile(chosen, call, kind)
    if (run === null) return
    if (run.outcome === 'denied' && !isRefused(answers, run)) {
      if (await askToAllow(request, run)) await this.profile(referenceTo(chosen), kind)
      return
    }
    showOutcome(run, referenceTo(chosen))
    await this.#insights.find(run, chosen, call, text)
    await this.#comparing.compareAfter(run, chosen, call)
  }

  /** @param reasons why no workload was found */
  async #offerParent(chosen: ChosenFunction, parent: string | null, reasons: readonly string[]): Promise<void> {
    const { name } = chosen.sourceFunction
    if (parent === null) {
      void vscode.window.showInformationMessage([...reasons, `${name} cannot be reached from outside of the code that it stands in, so it cannot be called alone. Profile a function that calls it.`].join(' '))
      return
    }
    const profileParent = `Profile ${parent}`
    const picked = await vscode.window.showInformationMessage([...reasons, `${name} lives inside ${parent} and cannot be called from outside. Profile ${parent}: its hot lines include those of ${name}.`].join(' '), profileParent)
    if (picked === profileParent) await this.profile({ uri: chosen.document.uri.toString(), functionName: parent } satisfies FunctionReference)
  }
}
