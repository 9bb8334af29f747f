import * as vscode from 'vscode'
import type { ListedTuning } from '../core/presentation/tuningDetail.ts'
import type { Tuning } from '../core/tune/tuning.ts'

const mostKept = 10

/** A search of this session, with the text that it fits. */
export interface SessionTuning extends ListedTuning {
  readonly uri: vscode.Uri
  readonly text: string
}

/** Searches for constants' best values, the newest first: one of each constant and function. */
export class Tunings implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>()
  readonly #subscription: vscode.Disposable
  #all: readonly SessionTuning[] = []
  readonly onDidChange = this.#changed.event

  constructor() {
    // Only undoing brings a text back, so that what is typed needs no comparison.
    this.#subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
      if (contentChanges.length > 0) this.#notice(document, reason !== undefined)
    })
  }

  dispose(): void {
    this.#subscription.dispose()
    this.#changed.dispose()
  }

  get all(): readonly SessionTuning[] {
    return this.#all
  }

  byId(id: string): SessionTuning | null {
    return this.#all.find(({ tuning }) => tuning.id === id) ?? null
  }

  /** Keeps a search in place of the one before. @param text the document's as it was measured */
  put(tuning: Tuning, document: vscode.TextDocument, text: string): void {
    const { root, function: { id }, constant: { name } } = tuning
    const others = this.#all.filter(({ tuning: other }) => other.root !== root || other.function.id !== id || other.constant.name !== name)
    this.#all = [{ tuning, uri: document.uri, text, isOutdated: document.getText() !== text }, ...others].slice(0, mostKept)
    this.#changed.fire()
  }

  dismiss(id: string): void {
    this.#all = this.#all.filter(({ tuning }) => tuning.id !== id)
    this.#changed.fire()
  }

  #notice(document: vscode.TextDocument, isUndone: boolean): void {
    const key = document.uri.toString()
    const isNow = (each: SessionTuning): boolean => (each.uri.toString() === key ? !isUndone || document.getText() !== each.text : each.isOutdated)
    if (this.#all.every((each) => isNow(each) === each.isOutdated)) return
    this.#all = this.#all.map((each) => ({ ...each, isOutdated: isNow(each) }))
    this.#changed.fire()
  }
}
