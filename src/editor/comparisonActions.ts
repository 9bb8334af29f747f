import * as vscode from 'vscode'
import { shiftLine } from '../core/source/shiftLine.ts'
import { askReason } from './askReason.ts'
import type { BaseTexts } from './baseTexts.ts'
import type { ComparisonPlaces } from './comparisonPlaces.ts'
import type { Comparisons, SessionComparison } from './comparisons.ts'
import type { EditJournal } from './editJournal.ts'
import { fileUri } from './fileUri.ts'
import { isFunctionReference } from './functionReference.ts'
import { withHistory } from './history.ts'
import type { Runs } from './runs.ts'
import { openLine } from './sourceLinks.ts'

const reasons = ['It does more now', 'Not worth it', 'A trade for something better', 'Measured wrongly']

/** What can be done with a comparison that needs no measuring. */
export class ComparisonActions {
  readonly #comparisons: Comparisons
  readonly #places: ComparisonPlaces
  readonly #baseTexts: BaseTexts
  readonly #journal: EditJournal
  readonly #runs: Runs

  constructor(comparisons: Comparisons, places: ComparisonPlaces, baseTexts: BaseTexts, journal: EditJournal, runs: Runs) {
    this.#comparisons = comparisons
    this.#places = places
    this.#baseTexts = baseTexts
    this.#journal = journal
    this.#runs = runs
  }

  /** Keeps a regression out of the way, with the reason for it. */
  async dismiss(argument: unknown): Promise<void> {
    const session = this.#chosen(argument)
    if (session === null) return
    const { id, root, function: { name } } = session.comparison
    const reason = await askReason(`Dismiss what ${name} takes now`, reasons)
    if (reason === null) return
    this.#comparisons.dismiss(id, reason)
    await withHistory(root, (store) => store.dismiss(id, reason))
  }

  async bringBack(argument: unknown): Promise<void> {
    const session = this.#chosen(argument)
    if (session === null) return
    const { id, root } = session.comparison
    this.#comparisons.dismiss(id, null)
    await withHistory(root, (store) => store.undismiss(id))
  }

  /** Both versions side by side, at the function, each with its heat. */
  async showDifference(argument: unknown): Promise<void> {
    const session = this.#chosen(argument)
    if (session !== null) await this.#showBoth(session)
  }

  /** The function as it stands now. */
  async open(argument: unknown): Promise<void> {
    const session = this.#chosen(argument)
    if (session !== null) await openLine(fileUri(session.comparison, session.comparison.function.file), this.#places.lineOf(session))
  }

  /** A line that made the difference: where it is now, or beside today's code where it is gone. */
  async openCause(comparisonId: string, index: number): Promise<void> {
    const session = this.#comparisons.byId(comparisonId)
    const cause = session?.comparison.causes[index]
    if (session === null || cause === undefined) return
    if (cause.change === 'removed') return await this.#showBoth(session)
    const uri = fileUri(session.comparison, cause.file)
    const mark = session.marks[uri.toString()]
    const edits = mark === undefined ? null : this.#journal.since(uri, mark)
    await openLine(uri, (edits ?? []).reduce((line, edit) => shiftLine(line, edit) ?? edit.startLine, cause.line))
  }

  async #showBoth(session: SessionComparison): Promise<void> {
    const { function: { name, file } } = session.comparison
    // Another function may have been profiled since, whose heat would stand at the right.
    const latest = this.#runs.latestOf(fileUri(session.comparison, file), name)
    if (latest !== null) this.#runs.show(latest.run.id)
    await this.#baseTexts.showDifference(session, this.#places.lineOf(session))
  }

  #chosen(argument: unknown): SessionComparison | null {
    if (isFunctionReference(argument)) return this.#comparisons.latestOf(vscode.Uri.parse(argument.uri), argument.functionName)
    if (typeof argument !== 'object' || argument === null || !('comparisonId' in argument)) return null
    return this.#comparisons.byId(String(argument.comparisonId))
  }
}
