import * as vscode from 'vscode'
import { fileUri } from './fileUri.ts'
import type { SessionRun } from './sessionRun.ts'
import { storable } from './sessionRun.ts'

const storageKey = 'heatline.runs'
/** Raised when `Run` changes its shape: older stored runs are then left alone. */
const storageVersion = 1
const mostInSession = 100
const mostStored = 10

interface StoredRuns {
  readonly version: number
  readonly runs: readonly SessionRun[]
  readonly shownId: string | null
}

/**
 * The runs of this session, newest first, and the last ones of the session before. One of them is shown: its heat is
 * in the editors and it is the panel's chosen run.
 */
export class Runs implements vscode.Disposable {
  readonly #storage: vscode.Memento
  readonly #changed = new vscode.EventEmitter<void>()
  #runs: readonly SessionRun[]
  #shownId: string | null
  #unfinishedId: string | null = null
  /** What was shown before the unfinished run told something; comes back when that is cancelled. */
  #shownBefore: string | null = null
  readonly onDidChange = this.#changed.event

  constructor(storage: vscode.Memento) {
    this.#storage = storage
    const stored = storage.get<StoredRuns>(storageKey)
    const usable = stored?.version === storageVersion ? stored : null
    this.#runs = usable?.runs ?? []
    this.#shownId = usable?.shownId ?? null
  }

  get all(): readonly SessionRun[] {
    return this.#runs
  }

  get shown(): SessionRun | null {
    return this.#runs.find(({ run }) => run.id === this.#shownId) ?? null
  }

  /** The newest run of a function that told something. */
  latestOf(uri: vscode.Uri, functionName: string): SessionRun | null {
    const key = uri.toString()
    return this.#runs.find(({ run }) => run.function.name === functionName && run.outcome !== 'cancelled' && fileUri(run, run.function.file).toString() === key) ?? null
  }

  /** The run that is still being measured and has told something already. */
  get unfinishedId(): string | null {
    return this.#unfinishedId
  }

  /** Adds a run, or takes the place of what was known of it so far, and shows it. A finished one is kept for the next session. */
  put(sessionRun: SessionRun, state: 'unfinished' | 'finished'): void {
    const others = this.#runs.filter(({ run }) => run.id !== sessionRun.run.id)
    if (this.#shownId !== sessionRun.run.id) this.#shownBefore = this.#shownId
    this.#runs = [sessionRun, ...others].slice(0, mostInSession)
    this.#shownId = sessionRun.run.id
    this.#unfinishedId = state === 'unfinished' ? sessionRun.run.id : null
    this.#changed.fire()
    if (state === 'finished') this.#save()
  }

  /** Forgets a run that came to nothing, or all. */
  forget(id: string | null): void {
    const kept = id === null ? [] : this.#runs.filter(({ run }) => run.id !== id)
    if (kept.length === this.#runs.length) return
    this.#runs = kept
    if (id === null || this.#unfinishedId === id) this.#unfinishedId = null
    if (this.#shownId === id) this.#shownId = this.#shownBefore
    this.#changed.fire()
    this.#save()
  }

  /** Shows a run, or none. */
  show(id: string | null): void {
    if (this.#shownId === id) return
    this.#shownId = id
    this.#changed.fire()
    this.#save()
  }

  dispose(): void {
    this.#changed.dispose()
  }

  #save(): void {
    const finished = this.#runs.filter(({ run }) => run.id !== this.#unfinishedId)
    const stored: StoredRuns = { version: storageVersion, runs: finished.slice(0, mostStored).map(storable), shownId: this.#shownId }
    void this.#storage.update(storageKey, stored)
  }
}
