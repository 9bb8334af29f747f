import * as vscode from 'vscode'
import { afterIcon } from './lensIcon.ts'
import type { RunQueue } from './runQueue.ts'
import { lensSetting } from './settings.ts'
import type { ScriptReference } from './testReference.ts'

/** Nothing is activated for it: VS Code itself opens JSON when it starts, and an extension of ours has to wait for source code. */
const packageFiles: vscode.DocumentSelector = { scheme: 'file', pattern: '**/package.json' }

/** The lens above each script of a package.json. */
export class ScriptLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #queue: RunQueue
  readonly #changed = new vscode.EventEmitter<void>()
  readonly #subscriptions: vscode.Disposable
  readonly onDidChangeCodeLenses = this.#changed.event

  constructor(queue: RunQueue, queueChanged: vscode.Event<void>) {
    this.#queue = queue
    this.#subscriptions = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider(packageFiles, this),
      queueChanged(() => this.#changed.fire()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('heatline.codeLens')) this.#changed.fire()
      }),
    )
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    if (lensSetting(document.uri) === 'off' || !vscode.workspace.isTrusted || token.isCancellationRequested) return []
    if (/[\\/]node_modules[\\/]/.test(document.uri.fsPath)) return []
    const { discoverScripts } = await import('../core/source/discoverScripts.ts')
    return discoverScripts(document.getText()).map(({ name, line }) => new vscode.CodeLens(new vscode.Range(line, 0, line, 0), this.#command({ uri: document.uri.toString(), script: name })))
  }

  dispose(): void {
    this.#subscriptions.dispose()
    this.#changed.dispose()
  }

  #command(reference: ScriptReference): vscode.Command {
    const queued = this.#queue.runs.find((run) => run.uri === reference.uri && run.functionName === reference.script)
    if (queued === undefined) return { title: 'Profile', command: 'heatline.profileScript', arguments: [reference], tooltip: `Run ${reference.script} and show the hot lines of all Node processes that it starts` }
    const title = queued.state === 'running' ? afterIcon('debug-stop', 'Stop and Show') : afterIcon('clock', 'Waiting to profile…')
    return { title, command: 'heatline.cancel', arguments: [{ uri: queued.uri, functionName: queued.functionName }], tooltip: `Stop ${reference.script}` }
  }
}
