import * as vscode from 'vscode'
import { editedText } from '../core/insights/editedText.ts'
import { breaksTests, isConfirmed, isRefuted } from '../core/insights/measuredEffect.ts'
import { describeMeasured } from '../core/presentation/describeInsight.ts'
import { askReason } from './askReason.ts'
import { chooseFunction } from './chooseFunction.ts'
import type { Dismissals } from './dismissals.ts'
import type { FunctionIndex } from './functionIndex.ts'
import { workspaceEdit } from './insightActions.ts'
import type { Insights, SessionInsight } from './insights.ts'
import type { Profiler } from './profiler.ts'
import { openLine } from './sourceLinks.ts'

const reasons = ['It is never that large', 'It is clearer as it is', 'Not worth it']

/** Tries, applies and dismisses insights. */
export class InsightCommand {
  readonly #index: FunctionIndex
  readonly #profiler: Profiler
  readonly #insights: Insights
  readonly #dismissals: Dismissals

  constructor(index: FunctionIndex, profiler: Profiler, insights: Insights, dismissals: Dismissals) {
    this.#index = index
    this.#profiler = profiler
    this.#insights = insights
    this.#dismissals = dismissals
  }

  /**
   * Makes an insight's change on a copy, measures it against the code as it is, and offers to take it over.
   * @throws HeatlineError when nothing could be started
   */
  async try(argument: unknown): Promise<void> {
    const found = await this.#current(argument)
    if (found === null) return
    const chosen = await chooseFunction(found.profiled, this.#index)
    if (chosen === null) return
    const effect = await this.#insights.whileTrying(found.id, this.#profiler.tryInsight(chosen, found.call, found.insight, found.text))
    if (effect === null) return
    this.#insights.measured(found.id, effect)
    const { title } = found.insight
    const said = `${title}: ${describeMeasured(effect)}.`
    const apply = 'Apply'
    if (isRefuted(effect) || breaksTests(effect)) void vscode.window.showWarningMessage(said)
    else if (!isConfirmed(effect)) void vscode.window.showInformationMessage(said)
    else if (await vscode.window.showInformationMessage(said, apply) === apply) await this.apply({ insightId: found.id })
  }

  /** Makes the change in the editor, where it can be undone. @throws HeatlineError when its edits overlap */
  async apply(argument: unknown): Promise<void> {
    const found = await this.#current(argument)
    if (found === null) return
    // Says why where its edits overlap, which the editor would not.
    editedText(found.text, found.insight)
    const document = await vscode.workspace.openTextDocument(found.uri)
    await openLine(found.uri, found.insight.line)
    await vscode.workspace.applyEdit(workspaceEdit(found, document))
  }

  /** Keeps an insight out of the way until its code changes, with the reason for it. @throws HeatlineError where that cannot be written */
  async dismiss(argument: unknown): Promise<void> {
    const found = this.#byArgument(argument)
    if (found === null) return
    const reason = await askReason(`Dismiss “${found.insight.title}”`, reasons)
    if (reason !== null) await this.#dismissals.dismiss(found.root, found.insight, reason)
  }

  /** @throws HeatlineError where that cannot be written */
  async bringBack(argument: unknown): Promise<void> {
    const found = this.#byArgument(argument)
    if (found !== null) await this.#dismissals.bringBack(found.root, found.insight)
  }

  /** Null where the text is another one by now; the user has been told. */
  async #current(argument: unknown): Promise<SessionInsight | null> {
    const found = this.#byArgument(argument)
    if (found === null) return null
    const document = await vscode.workspace.openTextDocument(found.uri)
    if (document.getText() === found.text) return found
    void vscode.window.showWarningMessage('The file has changed since it was measured. Profile the function again, then try the change.')
    return null
  }

  #byArgument(argument: unknown): SessionInsight | null {
    if (typeof argument !== 'object' || argument === null || !('insightId' in argument)) return null
    return this.#insights.byId(String(argument.insightId))
  }
}
