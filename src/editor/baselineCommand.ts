import * as vscode from 'vscode'
import { relativeFile } from '../core/profile/relativeFile.ts'
import { bodyHash } from '../core/source/bodyHash.ts'
import { chooseFunction, referenceTo } from './chooseFunction.ts'
import type { ChosenFunction } from './chooseFunction.ts'
import type { FunctionIndex } from './functionIndex.ts'
import { historyKept } from './settings.ts'
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
    const { openStore, defaultRetention } = await import('../engine/store/openStore.ts')
    const { writeBaseline } = await import('../engine/baselines/baselines.ts')
    const { document, sourceFunction } = chosen
    const root = runRoot(document.uri)
    const file = relativeFile(root, document.uri.fsPath)
    const store = openStore(root, process.env, { ...defaultRetention, runsEach: historyKept() })
    try {
      const newest = store.historyOf(file, sourceFunction.name, 1)[0]
      if (newest === undefined || newest.snapshotId === null || newest.bodyHash !== bodyHash(document.getText(), sourceFunction)) {
        void offerProfile(chosen)
        return
      }
      store.pin(newest.id, name)
      // What was not committed has no commit that others could build it from.
      const kept = writeBaseline(root, { functionId: `${file}#${sourceFunction.name}`, name, commit: newest.isDirty === true ? null : newest.commit, setAt: Date.now() })
      if (!kept.kept) void vscode.window.showWarningMessage(kept.reason)
      vscode.window.setStatusBarMessage(`$(flame) ${sourceFunction.name} is compared with what it is now${name === 'baseline' ? '' : `, called ${name}`}.`, messageMs)
    } finally {
      for (const notice of store.notices) void vscode.window.showWarningMessage(notice)
      store.close()
    }
  }
}

/** A baseline is a version that can be run again: one that was run. */
async function offerProfile(chosen: ChosenFunction): Promise<void> {
  const profile = 'Profile'
  const picked = await vscode.window.showInformationMessage(`Profile ${chosen.sourceFunction.name} as it is now first: a baseline is a run that can be made again.`, profile)
  if (picked === profile) await vscode.commands.executeCommand('heatline.profileFunction', referenceTo(chosen))
}
