import * as vscode from 'vscode'
import { testFullName, testNamePattern } from '../core/source/sourceTest.ts'
import type { SourceTest } from '../core/source/sourceTest.ts'
import { sourceFiles } from './documents.ts'
import { afterIcon } from './lensIcon.ts'
import type { RunQueue } from './runQueue.ts'
import { lensSetting } from './settings.ts'
import type { TestReference } from './testReference.ts'
import { testsInDocument } from './testsInDocument.ts'

/** The lens above each test, suite and benchmark. */
export class TestLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #queue: RunQueue
  readonly #changed = new vscode.EventEmitter<void>()
  readonly #subscriptions: vscode.Disposable
  readonly onDidChangeCodeLenses = this.#changed.event

  constructor(queue: RunQueue, queueChanged: vscode.Event<void>) {
    this.#queue = queue
    this.#subscriptions = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider(sourceFiles, this),
      queueChanged(() => this.#changed.fire()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('heatline.codeLens')) this.#changed.fire()
      }),
    )
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    if (lensSetting(document.uri) === 'off' || !vscode.workspace.isTrusted || token.isCancellationRequested) return []
    return (await testsInDocument(document)).map((test) => new vscode.CodeLens(new vscode.Range(test.line, 0, test.line, 0), this.#command(referenceToTest(document.uri, test))))
  }

  dispose(): void {
    this.#subscriptions.dispose()
    this.#changed.dispose()
  }

  #command(reference: TestReference): vscode.Command {
    const queued = this.#queue.runs.find((run) => run.uri === reference.uri && run.functionName === reference.name)
    if (queued === undefined) return { title: 'Profile', command: 'heatline.profileTest', arguments: [reference], tooltip: `Run ${reference.name} and show the hot lines of what it calls` }
    const title = queued.state === 'running' ? afterIcon('sync~spin', 'Profiling…') : afterIcon('clock', 'Waiting to profile…')
    return { title, command: 'heatline.cancel', arguments: [{ uri: queued.uri, functionName: queued.functionName }], tooltip: `Cancel profiling ${reference.name}` }
  }
}

/** A test as commands are given it. */
export function referenceToTest(uri: vscode.Uri, test: SourceTest): TestReference {
  return { uri: uri.toString(), name: testFullName(test), namePattern: testNamePattern(test), startLine: test.startLine, endLine: test.endLine }
}
