import * as vscode from 'vscode'
import type { DiscoveredFunctions, SourceProblem } from '../core/source/discoverFunctions.ts'
import { shiftRanges } from '../core/source/shiftRanges.ts'
import type { SourceFunction } from '../core/source/sourceFunction.ts'
import type { DocumentMark, EditJournal } from './editJournal.ts'

/** The functions of a document at one version. */
export interface FunctionsNow {
  readonly version: number
  readonly functions: readonly SourceFunction[]
  /** Null when the text parses; then `functions` are exact, else the last good ones, shifted by the edits since. */
  readonly problem: SourceProblem | null
}

type DiscoverFunctions = (text: string, fileName: string) => DiscoveredFunctions

/**
 * Which functions stand where in the open documents. Parses when asked, once per version, never on a key press; while
 * a text does not parse it gives the last good functions, moved along with the edits.
 */
export class FunctionIndex implements vscode.Disposable {
  readonly #cache = new Map<string, { readonly mark: DocumentMark; readonly now: FunctionsNow }>()
  readonly #journal: EditJournal
  readonly #closed: vscode.Disposable

  constructor(journal: EditJournal) {
    this.#journal = journal
    this.#closed = vscode.workspace.onDidCloseTextDocument((document) => this.#cache.delete(document.uri.toString()))
  }

  /** The document's functions at the version it has when this settles; look at `version` after awaiting. */
  async functionsOf(document: vscode.TextDocument): Promise<FunctionsNow> {
    const known = this.#known(document)
    if (known !== null) return known
    const { discoverFunctions } = await import('../core/source/discoverFunctions.ts')
    return this.#known(document) ?? this.#read(document, discoverFunctions)
  }


  dispose(): void {
    this.#closed.dispose()
    this.#cache.clear()
  }

  #known(document: vscode.TextDocument): FunctionsNow | null {
    const cached = this.#cache.get(document.uri.toString())
    return cached !== undefined && cached.now.version === document.version ? cached.now : null
  }

  #read(document: vscode.TextDocument, discoverFunctions: DiscoverFunctions): FunctionsNow {
    const { version, uri } = document
    const found = discoverFunctions(document.getText(), uri.fsPath)
    const problem = found.errors[0] ?? null
    const functions = problem === null ? found.functions : this.#shifted(uri) ?? found.functions
    const now = { version, functions, problem }
    // From here on edits are known, for the day on which the text does not parse.
    this.#cache.set(uri.toString(), { mark: this.#journal.mark(document), now })
    return now
  }

  #shifted(uri: vscode.Uri): readonly SourceFunction[] | null {
    const last = this.#cache.get(uri.toString())
    if (last === undefined) return null
    const edits = this.#journal.since(uri, last.mark)
    return edits === null ? null : shiftRanges(last.now.functions, edits)
  }
}
