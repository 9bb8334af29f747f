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
  /** One was read. */
  readonly onDidChange = this.#changed.event

  /** The trend up to a comparison; null until it is read. */
  of(comparison: Comparison): TrendLine | null {
    const known = this.#lines.get(comparison.id)
    if (known !== undefined) return known
    this.#lines.set(comparison.id, null)
    void this.#read(comparison)
    return null
  }

  dispose(): void {
    this.#changed.dispose()
  }

  async #read({ id, root, function: { file, name } }: Comparison): Promise<void> {
    try {
      const { trendLine } = await import('../core/presentation/trendLine.ts')
      const line = trendLine(await withHistory(root, (store) => store.comparisonsOf(file, name, mostLinks)))
      if (line === null) return
      this.#lines.set(id, line)
      this.#changed.fire()
    } catch (error) {
      // A history that cannot be read has no trend; who writes to it is told why.
      if (!(error instanceof HeatlineError)) throw error
    }
  }
}
