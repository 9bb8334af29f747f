import * as vscode from 'vscode'
import type { Comparison } from '../core/comparison/comparison.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import type { TrendLine } from '../core/presentation/regressionsModel.ts'
import { withHistory } from './history.ts'

/** Comparisons that a trend is made of. */
const mostLinks = 1000

/** How functions' times went, read from the history when somebody looks, and again after each comparison. */
export class Trends implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>()
  /** By the newest comparison; null while it is read, and where there is none. */
  readonly #lines = new Map<string, TrendLine | null>()
  /** Those that somebody looks at and that are not read yet. */
  #wanted: Comparison[] = []
  /** Some were read. */
  readonly onDidChange = this.#changed.event

  /** The trend up to a comparison; null until it is read. */
  of(comparison: Comparison): TrendLine | null {
    const known = this.#lines.get(comparison.id)
    if (known !== undefined) return known
    this.#lines.set(comparison.id, null)
    if (this.#wanted.length === 0) queueMicrotask(() => void this.#readWanted())
    this.#wanted.push(comparison)
    return null
  }

  dispose(): void {
    this.#changed.dispose()
  }

  /** Opens each history once, however many functions are listed. */
  async #readWanted(): Promise<void> {
    const wanted = this.#wanted
    this.#wanted = []
    const { trendLine } = await import('../core/presentation/trendLine.ts')
    for (const root of new Set(wanted.map((comparison) => comparison.root))) {
      try {
        await withHistory(root, (store) => {
          for (const { id, function: { file, name } } of wanted.filter((comparison) => comparison.root === root)) this.#lines.set(id, trendLine(store.comparisonsOf(file, name, mostLinks)))
        })
      } catch (error) {
        // A history that cannot be read has no trend; who writes to it is told why.
        if (!(error instanceof HeatlineError)) throw error
      }
    }
    this.#changed.fire()
  }
}
