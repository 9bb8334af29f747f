import * as vscode from 'vscode'
import { assertNever } from '../core/assertNever.ts'
import type { Comparison } from '../core/comparison/comparison.ts'
import { regressionsView } from '../core/presentation/regressionsModel.ts'
import type { ListedComparison, RegressionsView } from '../core/presentation/regressionsModel.ts'
import type { PanelIntent } from '../protocol/panelMessages.ts'
import type { ComparisonActions } from './comparisonActions.ts'
import type { ComparisonPlaces } from './comparisonPlaces.ts'
import type { Comparisons } from './comparisons.ts'
import { fileUri } from './fileUri.ts'
import type { FunctionReference } from './functionReference.ts'
import type { RunQueue } from './runQueue.ts'
import { Trends } from './trends.ts'

type Intent = Extract<PanelIntent, { readonly comparisonId: string }>

/** The panel's Regressions view, made of the comparisons; and what its buttons do. */
export class ComparisonView implements vscode.Disposable {
  readonly #comparisons: Comparisons
  readonly #places: ComparisonPlaces
  readonly #actions: ComparisonActions
  readonly #queue: RunQueue
  readonly #trends = new Trends()
  readonly #changed = new vscode.EventEmitter<void>()
  readonly #subscriptions: vscode.Disposable
  #selected: Comparison | null = null
  /** Something in it changed. */
  readonly onDidChange = this.#changed.event

  constructor(comparisons: Comparisons, places: ComparisonPlaces, actions: ComparisonActions, queue: RunQueue, queueChanged: vscode.Event<void>) {
    this.#comparisons = comparisons
    this.#places = places
    this.#actions = actions
    this.#queue = queue
    this.#subscriptions = vscode.Disposable.from(
      this.#trends,
      this.#trends.onDidChange(() => this.#changed.fire()),
      places.onDidChange(() => this.#changed.fire()),
      queueChanged(() => this.#changed.fire()),
    )
  }

  get listed(): readonly ListedComparison[] {
    return this.#comparisons.all.map((session) => ({ comparison: session.comparison, dismissal: session.dismissal, isOutdated: this.#places.isOutdated(session) }))
  }

  view(notice: string | null): RegressionsView {
    const { listed } = this
    // A function that was compared again has another comparison: it stays chosen.
    const { root, function: compared } = this.#selected ?? { root: null, function: null }
    const selected = listed.find(({ comparison }) => comparison.root === root && comparison.function.id === compared?.id)?.comparison
    return regressionsView({ comparisons: listed, selectedId: selected?.id ?? null, runningIds: this.#runningIds(), notice, trendOf: (comparison) => this.#trends.of(comparison) })
  }

  choose({ uri, functionName }: FunctionReference): void {
    this.chooseById(this.#comparisons.latestOf(vscode.Uri.parse(uri), functionName)?.comparison.id ?? null)
  }

  chooseById(id: string | null): void {
    this.#selected = id === null ? null : (this.#comparisons.byId(id)?.comparison ?? null)
  }

  follow(intent: Intent): void {
    const { kind, comparisonId } = intent
    switch (kind) {
      case 'selectComparison':
        this.chooseById(comparisonId)
        this.#changed.fire()
        break
      case 'openCompared':
        void this.#actions.open({ comparisonId })
        break
      case 'openCause':
        void this.#actions.openCause(comparisonId, intent.cause)
        break
      case 'compareAgain':
        this.#ofFunction(comparisonId, 'heatline.compare')
        break
      case 'acceptBaseline':
        this.#ofFunction(comparisonId, 'heatline.acceptBaseline')
        break
      case 'showDifference':
        void vscode.commands.executeCommand('heatline.showDifference', { comparisonId })
        break
      case 'dismiss':
        void vscode.commands.executeCommand('heatline.dismissComparison', { comparisonId })
        break
      case 'bringBack':
        void vscode.commands.executeCommand('heatline.bringBackComparison', { comparisonId })
        break
      default:
        assertNever(kind)
    }
  }

  dispose(): void {
    this.#subscriptions.dispose()
    this.#changed.dispose()
  }

  #ofFunction(comparisonId: string, command: string): void {
    const comparison = this.#comparisons.byId(comparisonId)?.comparison
    if (comparison !== undefined) void vscode.commands.executeCommand(command, referenceOf(comparison))
  }

  #runningIds(): ReadonlySet<string> {
    const running = this.#queue.runs.filter((run) => run.doing === 'comparing').map(({ uri, functionName }) => `${uri}#${functionName}`)
    return new Set(this.#comparisons.all.flatMap(({ comparison }) => {
      const { uri, functionName } = referenceOf(comparison)
      return running.includes(`${uri}#${functionName}`) ? [comparison.id] : []
    }))
  }
}

function referenceOf(comparison: Comparison): FunctionReference {
  return { uri: fileUri(comparison, comparison.function.file).toString(), functionName: comparison.function.name }
}
