import * as vscode from 'vscode'
import { relativeFile } from '../core/profile/relativeFile.ts'
import { bodyHash } from '../core/source/bodyHash.ts'
import { chooseFunction, referenceTo } from './chooseFunction.ts'
import type { ChosenFunction } from './chooseFunction.ts'
import type { FunctionIndex } from './functionIndex.ts'
import { withHistory } from './history.ts'
import { runRoot } from './workspaceFolder.ts'

const messageMs = 10_000

/** `Heatline: Set as Baseline…`: what a function is compared with from now on is its last run. */
export class BaselineCommand {
  readonly #index: FunctionIndex

  constructor(index: FunctionIndex) {
    this.#index = index
  }

  /**
   * Asks for a name and sets it.
   * @param argument a `FunctionReference`; anything else means the function around the cursor
   * @throws HeatlineError when nothing can be kept
   */
  async set(argument: unknown): Promise<void> {
    const chosen = await chooseFunction(argument, this.#index)
    if (chosen === null) return
    const { ownBaselineName } = await import('../engine/baselines/baselines.ts')
    const name = await vscode.window.showInputBox({
      title: `Baseline of ${chosen.sourceFunction.name}`,
      prompt: 'A name for it; Enter for the one that it is compared with by itself.',
      value: ownBaselineName,
      validateInput: (text) => (text.trim() === '' ? 'Write a name.' : undefined),
    })
    if (name !== undefined) await this.#set(chosen, name.trim())
  }

  /**
   * Sets the baseline that a function is compared with by itself.
   * @throws HeatlineError when nothing can be kept
   */
  async accept(argument: unknown): Promise<void> {
    const chosen = await chooseFunction(argument, this.#index)
    if (chosen === null) return
    const { ownBaselineName } = await import('../engine/baselines/baselines.ts')
    await this.#set(chosen, ownBaselineName)
  }

  async #set(chosen: ChosenFunction, name: string): Promise<void> {
    const { ownBaselineName } = await import('../engine/baselines/baselines.ts')
    const { setBaseline } = await import('../engine/baselines/setBaseline.ts')
    const { document, sourceFunction } = chosen
    const root = runRoot(document.uri)
    const file = relativeFile(root, document.uri.fsPath)
    const newest = await withHistory(root, (store) => store.historyOf(file, sourceFunction.name, 1)[0])
    if (newest === undefined || newest.bodyHash !== bodyHash(document.getText(), sourceFunction)) return void offerProfile(chosen)
    const notes = setBaseline({ id: newest.id, root, function: { id: `${file}#${sourceFunction.name}`, name: sourceFunction.name } }, name)
    for (const note of notes) void vscode.window.showWarningMessage(note)
    vscode.window.setStatusBarMessage(`$(flame) What ${sourceFunction.name} is now is kept as ${name === ownBaselineName ? 'its baseline' : `the baseline ${name}`}.`, messageMs)
    // What it was compared with before is no matter any more; the same code needs no measuring.
    if (name === ownBaselineName) await vscode.commands.executeCommand('heatline.compare', referenceTo(chosen))
  }
}

/** A baseline is a version that can be run again: one that was run. */
async function offerProfile(chosen: ChosenFunction): Promise<void> {
  const profile = 'Profile'
  const picked = await vscode.window.showInformationMessage(`Profile ${chosen.sourceFunction.name} as it is now first: a baseline is a run that can be made again.`, profile)
  if (picked === profile) await vscode.commands.executeCommand('heatline.profileFunction', referenceTo(chosen))
}
