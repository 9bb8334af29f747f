import * as vscode from 'vscode'
import { HeatlineError } from '../core/heatlineError.ts'
import { describeTuning } from '../core/presentation/describeTuning.ts'
import { toOneBased } from '../core/position.ts'
import type { NumericConstant } from '../core/source/numericConstants.ts'
import { constantNear } from '../core/tune/constantNear.ts'
import { suggestRange } from '../core/tune/suggestRange.ts'
import { parseTuneRange } from '../core/tune/tuneRange.ts'
import type { TuneRange } from '../core/tune/tuneRange.ts'
import { chooseFunction, referenceTo } from './chooseFunction.ts'
import { chooseTuned } from './chooseTuned.ts'
import { isSourceFile } from './documents.ts'
import type { FunctionIndex } from './functionIndex.ts'
import type { FunctionReference } from './functionReference.ts'
import { readyCall } from './readyCall.ts'
import { askToAllow, isRefused } from './permissions.ts'
import type { Profiler } from './profiler.ts'
import type { Runs } from './runs.ts'
import { offerWaysOn } from './showOutcome.ts'
import { openLine } from './sourceLinks.ts'
import { isTrusted } from './trust.ts'
import type { Tunings } from './tunings.ts'

const messageMs = 10_000

/** Where a constant stands, as commands are given it. 0-based. */
export interface ConstantReference {
  readonly uri: string
  readonly line: number
  readonly character: number
}

/** A constant in a document at one version, with its values and the function that tells which is best. */
interface Tuned {
  readonly document: vscode.TextDocument
  readonly version: number
  readonly constant: NumericConstant
  readonly range: TuneRange
  readonly reference: FunctionReference
}

/** `Heatline: Tune This Constant`, and what is done with what it found. */
export class TuneCommand {
  readonly #index: FunctionIndex
  readonly #profiler: Profiler
  readonly #runs: Runs
  readonly #tunings: Tunings

  constructor(index: FunctionIndex, profiler: Profiler, runs: Runs, tunings: Tunings) {
    this.#index = index
    this.#profiler = profiler
    this.#runs = runs
    this.#tunings = tunings
  }

  /**
   * Looks for a constant's best value.
   * @param argument a `ConstantReference`; anything else means the one at the cursor
   * @throws HeatlineError when its mark is no range, or nothing could be started
   */
  async tune(argument: unknown): Promise<void> {
    if (!await isTrusted()) return
    const place = await placeOf(argument)
    if (place === null) return
    const { document, position } = place
    const version = document.version
    const constant = await constantAt(document, position)
    const range = constant && await rangeOf(constant)
    if (constant === null || range === null) return
    const reference = await chooseTuned(document, constant, await this.#index.functionsOf(document), this.#runs)
    if (reference !== null) await this.#measure({ document, version, constant, range, reference })
  }

  /** Looks for it again, with the constant and the function as they are now. */
  async again(argument: unknown): Promise<void> {
    const found = this.#byArgument(argument)
    if (found === null) return
    const document = await vscode.workspace.openTextDocument(found.uri)
    const { start } = found.tuning.constant
    const { line, character } = found.isOutdated ? new vscode.Position(found.tuning.constant.line, 0) : document.positionAt(start)
    await openLine(found.uri, line)
    await this.tune({ uri: found.uri.toString(), line, character } satisfies ConstantReference)
  }

  /** Writes the better value into the editor, where it can be undone. */
  async apply(argument: unknown): Promise<void> {
    const found = this.#byArgument(argument)
    if (found === null) return
    const { uri, text, tuning: { decision, constant } } = found
    if (decision?.kind !== 'better') return
    const document = await vscode.workspace.openTextDocument(uri)
    if (document.getText() !== text) {
      void vscode.window.showWarningMessage('The file has changed since it was measured. Tune the constant again.')
      return
    }
    await openLine(uri, constant.line)
    const edit = new vscode.WorkspaceEdit()
    edit.replace(uri, new vscode.Range(document.positionAt(constant.start), document.positionAt(constant.end)), String(decision.value))
    await vscode.workspace.applyEdit(edit)
  }

  async open(argument: unknown): Promise<void> {
    const found = this.#byArgument(argument)
    if (found !== null) await openLine(found.uri, found.tuning.constant.line)
  }

  dismiss(argument: unknown): void {
    const found = this.#byArgument(argument)
    if (found !== null) this.#tunings.dismiss(found.tuning.id)
  }

  async #measure(tuned: Tuned): Promise<void> {
    const { document, version, constant, range, reference } = tuned
    const chosen = await chooseFunction(reference, this.#index)
    if (chosen === null) return
    const ready = await readyCall(chosen, this.#profiler, 'tune')
    if (ready === null) return
    const { call, request, answers } = ready
    const text = document.getText()
    if (document.version !== version) {
      void vscode.window.showWarningMessage('The file has changed meanwhile. Tune the constant again.')
      return
    }
    const tuning = await this.#profiler.tune(chosen, call, constant, range)
    if (tuning === null) return
    if (tuning.outcome === 'denied' && !isRefused(answers, tuning)) {
      if (await askToAllow(request, tuning)) await this.#measure(tuned)
      return
    }
    if (tuning.outcome === 'cancelled') {
      vscode.window.setStatusBarMessage(`Tuning ${constant.name} was cancelled.`, messageMs)
      return
    }
    if (tuning.decision === null) {
      void offerWaysOn({ ...tuning, messageAt: null }, referenceTo(chosen))
      return
    }
    this.#tunings.put(tuning, document, text)
    vscode.window.setStatusBarMessage(`$(flame) ${describeTuning(tuning)}`, messageMs)
    await vscode.commands.executeCommand('heatline.showRecommendations')
  }

  #byArgument(argument: unknown) {
    if (typeof argument !== 'object' || argument === null || !('tuningId' in argument)) return null
    return this.#tunings.byId(String(argument.tuningId))
  }
}

/** The document and the place in it that a command is about. Null where there is none; the user has been told. */
async function placeOf(argument: unknown): Promise<{ readonly document: vscode.TextDocument; readonly position: vscode.Position } | null> {
  if (isConstantReference(argument)) return { document: await vscode.workspace.openTextDocument(vscode.Uri.parse(argument.uri)), position: new vscode.Position(argument.line, argument.character) }
  const editor = vscode.window.activeTextEditor
  if (editor !== undefined && isSourceFile(editor.document)) return { document: editor.document, position: editor.selection.active }
  void vscode.window.showWarningMessage('Put the cursor on a constant with a number, like const CHUNK = 16, in a JavaScript or TypeScript file on a disk.')
  return null
}

async function constantAt(document: vscode.TextDocument, position: vscode.Position): Promise<NumericConstant | null> {
  const { numericConstants } = await import('../core/source/numericConstants.ts')
  const found = numericConstants(document.getText(), document.uri.fsPath)
  const constant = found && constantNear(found.constants, position.line, document.offsetAt(position))
  if (constant === null) void vscode.window.showWarningMessage(found === null ? 'This file does not parse. Mend it, then tune.' : `There is no constant with a number on line ${toOneBased(position.line)}. Put the cursor on one, like const CHUNK = 16.`)
  return constant
}

/** What its mark says, else what the user does; null where they closed the question. @throws HeatlineError when its mark is no range */
async function rangeOf(constant: NumericConstant): Promise<TuneRange | null> {
  const { name, value, mark, line } = constant
  if (mark !== null) return parseTuneRange(`The @tune mark at line ${toOneBased(line)}`, mark, constant)
  const read = (text: string): TuneRange => parseTuneRange('This', text, constant)
  const text = await vscode.window.showInputBox({
    title: `Tune ${name} = ${value}`,
    prompt: 'Which values may it take? 1..64, 0.1..0.9, "1..64 step 4", "1..1024 powers of 2". A comment beside it says so for good: // @tune 1..64',
    value: suggestRange(value),
    ignoreFocusOut: true,
    validateInput: (typed) => {
      try {
        read(typed)
        return null
      } catch (error) {
        if (error instanceof HeatlineError) return error.message
        throw error
      }
    },
  })
  return text === undefined ? null : read(text)
}

function isConstantReference(value: unknown): value is ConstantReference {
  return typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string'
    && 'line' in value && typeof value.line === 'number' && 'character' in value && typeof value.character === 'number'
}
