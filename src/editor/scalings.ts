import * as vscode from 'vscode'
import type { Run } from '../core/comparison/run.ts'
import type { Scaling } from '../core/comparison/scaling.ts'
import { newestScalingOf } from '../core/presentation/panelModel.ts'
import { fileUri } from './fileUri.ts'

const storageKey = 'heatline.scalings'
/** Raised when `Scaling` changes its shape: older stored ones are then left alone. */
const storageVersion = 1
const mostKept = 20

interface StoredScalings {
  readonly version: number
  readonly scalings: readonly Scaling[]
}

/** How functions' time grows: the newest of each function, newest first. They outlive the session. */
export class Scalings implements vscode.Disposable {
  readonly #storage: vscode.Memento
  readonly #changed = new vscode.EventEmitter<void>()
  #all: readonly Scaling[]
  readonly onDidChange = this.#changed.event

  constructor(storage: vscode.Memento) {
    this.#storage = storage
    const stored = storage.get<StoredScalings>(storageKey)
    this.#all = stored?.version === storageVersion ? stored.scalings : []
  }

  get all(): readonly Scaling[] {
    return this.#all
  }

  /** The newest of a function of a document. */
  latestOf(uri: vscode.Uri, functionName: string): Scaling | null {
    const key = uri.toString()
    return this.#all.find((scaling) => scaling.function.name === functionName && fileUri(scaling, scaling.function.file).toString() === key) ?? null
  }

  /** The newest of a run's function. */
  latestOfRun(run: Run): Scaling | null {
    return newestScalingOf(run, this.#all)
  }

  /** Keeps a scaling in place of the one before. */
  put(scaling: Scaling): void {
    const others = this.#all.filter((other) => other.root !== scaling.root || other.function.id !== scaling.function.id)
    this.#all = [scaling, ...others].slice(0, mostKept)
    this.#changed.fire()
    const stored: StoredScalings = { version: storageVersion, scalings: this.#all }
    void this.#storage.update(storageKey, stored)
  }

  dispose(): void {
    this.#changed.dispose()
  }
}
