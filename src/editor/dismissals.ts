import * as vscode from 'vscode'
import { dismissalOf, sortDismissed } from '../core/insights/dismissal.ts'
import type { Dismissal, InsightCode, SortedInsights } from '../core/insights/dismissal.ts'
import type { Insight } from '../core/insights/insight.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import type { Kept } from '../engine/workspaceFile.ts'

/** What was dismissed in a folder, and what tells of changes to its file: by hand, by git, by the terminal. */
interface WatchedFolder {
  readonly dismissals: readonly Dismissal[]
  readonly watcher: vscode.Disposable
}

/** The dismissals of the folders whose insights are shown, as their files have them. */
export class Dismissals implements vscode.Disposable {
  readonly #folders = new Map<string, WatchedFolder>()
  readonly #changed = new vscode.EventEmitter<void>()
  readonly onDidChange = this.#changed.event
  /** What was told already of files that are broken. */
  readonly #told = new Set<string>()

  /** The dismissal that an insight falls under; null where there is none, or its folder was not read. */
  of(root: string, insight: InsightCode): Dismissal | null {
    return dismissalOf(insight, this.#folders.get(root)?.dismissals ?? [])
  }

  /** Insights of a folder by whether they were dismissed. */
  sort(root: string, insights: readonly Insight[]): SortedInsights {
    return sortDismissed(insights, this.#folders.get(root)?.dismissals ?? [])
  }

  /** Reads a folder's dismissals, and follows their file from then on. */
  async read(root: string): Promise<void> {
    const { dismissalsPath, knownDismissals } = await import('../engine/insights/dismissals.ts')
    const { dismissals, problem } = knownDismissals(root)
    this.#folders.set(root, { dismissals, watcher: this.#folders.get(root)?.watcher ?? this.#watch(root, dismissalsPath) })
    this.#changed.fire()
    if (problem !== null && !this.#told.has(problem)) void vscode.window.showWarningMessage(problem)
    if (problem !== null) this.#told.add(problem)
  }

  /** Keeps an insight out of the way. @throws HeatlineError where that cannot be written */
  async dismiss(root: string, insight: InsightCode, reason: string): Promise<void> {
    const { keepDismissal } = await import('../engine/insights/dismissals.ts')
    await this.#written(root, keepDismissal(root, { ...insight, reason, dismissedAt: Date.now() }))
  }

  /** @throws HeatlineError where that cannot be written */
  async bringBack(root: string, insight: InsightCode): Promise<void> {
    const { removeDismissal } = await import('../engine/insights/dismissals.ts')
    await this.#written(root, removeDismissal(root, insight))
  }

  dispose(): void {
    for (const { watcher } of this.#folders.values()) watcher.dispose()
    this.#changed.dispose()
  }

  /** Without waiting for the watcher, which may be late. */
  async #written(root: string, kept: Kept): Promise<void> {
    if (!kept.kept) throw new HeatlineError(kept.reason)
    await this.read(root)
  }

  #watch(root: string, path: string): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.file(root), path))
    const again = (): void => void this.read(root)
    return vscode.Disposable.from(watcher, watcher.onDidChange(again), watcher.onDidCreate(again), watcher.onDidDelete(again))
  }
}
