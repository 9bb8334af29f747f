import { randomBytes } from 'node:crypto'
import * as vscode from 'vscode'
import { isOfFunction } from '../core/comparison/isOfFunction.ts'
import { runsView } from '../core/presentation/panelModel.ts'
import type { PanelView } from '../core/presentation/panelModel.ts'
import { panelPage } from '../core/presentation/panelPage.ts'
import { countRecommendations, recommendationsView } from '../core/presentation/recommendationsModel.ts'
import { countOpen } from '../core/presentation/regressionsModel.ts'
import type { PanelIntent, PanelMessage } from '../protocol/panelMessages.ts'
import { readPanelIntent, readPanelState } from '../protocol/panelMessages.ts'
import type { ComparisonView } from './comparisonView.ts'
import { fileUri } from './fileUri.ts'
import type { Insights } from './insights.ts'
import { isFunctionReference } from './functionReference.ts'
import type { FunctionReference } from './functionReference.ts'
import type { Runs } from './runs.ts'
import type { Scalings } from './scalings.ts'
import type { Tunings } from './tunings.ts'
import type { ScriptReference, TestReference } from './testReference.ts'
import { openLine } from './sourceLinks.ts'
import type { SourceLinks } from './sourceLinks.ts'

/** Also in package.json's activation events. */
const viewType = 'heatline.panel'

/** The panel: one at a time, a projection of the runs. */
export class Panel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #extensionUri: vscode.Uri
  readonly #runs: Runs
  readonly #scalings: Scalings
  readonly #links: SourceLinks
  readonly #comparisons: ComparisonView
  readonly #insights: Insights
  readonly #tunings: Tunings
  readonly #subscriptions: vscode.Disposable
  #open: vscode.WebviewPanel | null = null
  #loneScalingId: string | null = null
  #view: PanelView['kind'] = 'runs'

  constructor(extensionUri: vscode.Uri, runs: Runs, scalings: Scalings, links: SourceLinks, comparisons: ComparisonView, insights: Insights, tunings: Tunings) {
    this.#extensionUri = extensionUri
    this.#runs = runs
    this.#scalings = scalings
    this.#links = links
    this.#comparisons = comparisons
    this.#insights = insights
    this.#tunings = tunings
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      runs.onDidChange(() => {
        this.#loneScalingId = null
        this.#post()
      }),
      scalings.onDidChange(() => this.#post()),
      comparisons.onDidChange(() => this.#post()),
      insights.onDidChange(() => this.#post()),
      tunings.onDidChange(() => this.#post()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#post()),
    )
  }

  /**
   * Opens the panel beside the code, or brings it to the front.
   * @param argument a `FunctionReference` whose scaling is to be seen; anything else leaves what is shown
   */
  show(argument: unknown): void {
    if (isFunctionReference(argument)) this.#showScalingOf(argument)
    this.#bringUp()
  }

  /** Opens the Runs view. */
  showRuns(): void {
    this.#view = 'runs'
    this.#post()
    this.#bringUp()
  }

  /**
   * Opens the Regressions view.
   * @param argument a `FunctionReference` whose comparison is to be seen; anything else leaves what is chosen
   */
  showRegressions(argument: unknown): void {
    if (isFunctionReference(argument)) this.#comparisons.choose(argument)
    this.#view = 'regressions'
    this.#post()
    this.#bringUp()
  }

  /** Opens the Recommendations view. */
  showRecommendations(): void {
    this.#view = 'recommendations'
    this.#post()
    this.#bringUp()
  }

  #bringUp(): void {
    if (this.#open !== null) {
      this.#open.reveal(undefined, true)
      return
    }
    this.#fill(vscode.window.createWebviewPanel(viewType, 'Heatline', { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }))
  }

  /** VS Code brings back a panel that was open when the window was closed. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    this.#open?.dispose()
    const { selectedRunId, view, selectedComparisonId } = readPanelState(state)
    this.#view = view
    this.#comparisons.chooseById(selectedComparisonId)
    if (selectedRunId !== null && this.#runs.shown === null) this.#runs.show(selectedRunId)
    this.#fill(panel)
  }

  dispose(): void {
    this.#subscriptions.dispose()
    this.#open?.dispose()
  }

  /** Beside the function's newest run; alone where it has none. */
  #showScalingOf({ uri, functionName }: FunctionReference): void {
    this.#view = 'runs'
    const run = this.#runs.latestOf(vscode.Uri.parse(uri), functionName)
    if (run !== null) this.#runs.show(run.run.id)
    this.#loneScalingId = run !== null ? null : this.#scalings.latestOf(vscode.Uri.parse(uri), functionName)?.id ?? null
    this.#post()
  }

  #fill(panel: vscode.WebviewPanel): void {
    this.#open = panel
    const built = vscode.Uri.joinPath(this.#extensionUri, 'dist')
    panel.iconPath = vscode.Uri.joinPath(this.#extensionUri, 'media', 'flame.svg')
    panel.webview.options = { enableScripts: true, localResourceRoots: [built] }
    const received = panel.webview.onDidReceiveMessage((message: unknown) => {
      const intent = readPanelIntent(message)
      if (intent !== null) this.#follow(intent)
    })
    panel.onDidDispose(() => {
      received.dispose()
      if (this.#open === panel) this.#open = null
    })
    const scriptUri = panel.webview.asWebviewUri(vscode.Uri.joinPath(built, 'panel.js')).toString()
    panel.webview.html = panelPage({ scriptUri, nonce: randomBytes(16).toString('base64') })
  }

  #post(): void {
    if (this.#open === null) return
    const notice = vscode.workspace.isTrusted ? null : 'Nothing runs in this workspace before you trust it.'
    const { listed } = this.#insights
    const tunings = this.#tunings.all
    const view = this.#view === 'runs' ? this.#runsView(notice) : this.#view === 'regressions' ? this.#comparisons.view(notice) : recommendationsView(listed, notice, tunings)
    const message: PanelMessage = { kind: 'model', model: { view, openRegressions: countOpen(this.#comparisons.listed), recommendations: countRecommendations(listed, tunings) } }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a webview's, which takes the message alone.
    void this.#open.webview.postMessage(message)
  }

  #runsView(notice: string | null): PanelView {
    const sessionRuns = this.#runs.all
    return runsView({
      runs: sessionRuns.map(({ run }) => run),
      selectedRunId: this.#runs.shown?.run.id ?? null,
      runningRunId: this.#runs.unfinishedId,
      notice,
      scalings: this.#scalings.all,
      loneScalingId: this.#loneScalingId,
      excerptOf: ({ id }, { file, line }) => sessionRuns.find(({ run }) => run.id === id)?.excerpts[file]?.[line] ?? null,
    })
  }

  #follow(intent: PanelIntent): void {
    switch (intent.kind) {
      case 'ready':
        this.#post()
        break
      case 'selectRun':
        this.#loneScalingId = null
        this.#runs.show(intent.runId)
        this.#post()
        break
      case 'openLocation':
        void this.#links.open(intent)
        break
      case 'profileAgain':
        this.#profileAgain(intent.runId)
        break
      case 'changeInputs':
        this.#withFunctionOf(intent.runId, 'heatline.changeInputs')
        break
      case 'saveCpuProfile':
      case 'saveReport':
      case 'measureScaling':
        void vscode.commands.executeCommand(`heatline.${intent.kind}`, { runId: intent.runId })
        break
      case 'clearRuns':
        this.#runs.forget(null)
        break
      case 'showView':
        this.#view = intent.view
        this.#post()
        break
      case 'openInsight':
        void this.#openInsight(intent.insightId)
        break
      case 'openTuning':
      case 'tuneAgain':
      case 'applyTuning':
      case 'dismissTuning':
        void vscode.commands.executeCommand(`heatline.${intent.kind}`, { tuningId: intent.tuningId })
        break
      case 'tryInsight':
      case 'applyInsight':
      case 'dismissInsight':
      case 'bringBackInsight':
        void vscode.commands.executeCommand(`heatline.${intent.kind}`, { insightId: intent.insightId })
        break
      default:
        this.#comparisons.follow(intent)
    }
  }

  async #openInsight(id: string): Promise<void> {
    const found = this.#insights.byId(id)
    if (found !== null) await openLine(found.uri, found.insight.line)
  }

  #profileAgain(runId: string): void {
    const run = this.#runs.all.find((each) => each.run.id === runId)?.run
    if (run === undefined || isOfFunction(run)) return this.#withFunctionOf(runId, 'heatline.profileFunction')
    const { function: { name, startLine, endLine, file }, workload } = run
    const uri = fileUri(run, file).toString()
    if (workload.kind === 'program') void vscode.commands.executeCommand('heatline.profileScript', { uri, script: name } satisfies ScriptReference)
    if (workload.kind === 'test') void vscode.commands.executeCommand('heatline.profileTest', { uri, name, namePattern: workload.tests.namePattern, startLine, endLine } satisfies TestReference)
  }

  #withFunctionOf(runId: string, command: string): void {
    const found = this.#runs.all.find(({ run }) => run.id === runId)
    if (found === undefined) return
    const { run } = found
    const reference: FunctionReference = { uri: fileUri(run, run.function.file).toString(), functionName: run.function.name }
    void vscode.commands.executeCommand(command, reference)
  }
}
