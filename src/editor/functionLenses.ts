import * as vscode from 'vscode'
import type { Scaling } from '../core/comparison/scaling.ts'
import { lensTitle } from '../core/presentation/lensTitle.ts'
import { scalingTitle } from '../core/presentation/scalingTitle.ts'
import { workloadTitle } from '../core/presentation/workloadTitle.ts'
import { bodyHash } from '../core/source/bodyHash.ts'
import type { SourceFunction } from '../core/source/sourceFunction.ts'
import { comparisonLens } from './comparisonLens.ts'
import type { Comparisons } from './comparisons.ts'
import { sourceFiles } from './documents.ts'
import type { FunctionIndex } from './functionIndex.ts'
import type { FunctionReference } from './functionReference.ts'
import { afterIcon, beforeIcon } from './lensIcon.ts'
import { scalingTooltip } from './measureScalingCommand.ts'
import type { QueuedRun, RunQueue } from './runQueue.ts'
import type { Runs } from './runs.ts'
import type { Scalings } from './scalings.ts'
import { lensSetting } from './settings.ts'

/** The lens above every function: what a click does, and what the last run said. */
export class FunctionLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #index: FunctionIndex
  readonly #runs: Runs
  readonly #scalings: Scalings
  readonly #comparisons: Comparisons
  readonly #queue: RunQueue
  readonly #changed = new vscode.EventEmitter<void>()
  readonly #subscriptions: vscode.Disposable
  readonly onDidChangeCodeLenses = this.#changed.event

  constructor(index: FunctionIndex, runs: Runs, scalings: Scalings, comparisons: Comparisons, queue: RunQueue, queueChanged: vscode.Event<void>) {
    this.#index = index
    this.#runs = runs
    this.#scalings = scalings
    this.#comparisons = comparisons
    this.#queue = queue
    this.#subscriptions = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider(sourceFiles, this),
      runs.onDidChange(() => this.#changed.fire()),
      scalings.onDidChange(() => this.#changed.fire()),
      comparisons.onDidChange(() => this.#changed.fire()),
      queueChanged(() => this.#changed.fire()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('heatline.codeLens')) this.#changed.fire()
      }),
    )
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    const setting = lensSetting(document.uri)
    if (setting === 'off' || token.isCancellationRequested) return []
    const { functions } = await this.#index.functionsOf(document)
    if (token.isCancellationRequested) return []
    const wanted = setting === 'exported' ? functions.filter((candidate) => candidate.exported) : functions
    return wanted.flatMap((sourceFunction) => this.#lensesOf(document, sourceFunction))
  }

  dispose(): void {
    this.#subscriptions.dispose()
    this.#changed.dispose()
  }

  #lensesOf(document: vscode.TextDocument, sourceFunction: SourceFunction): vscode.CodeLens[] {
    const range = new vscode.Range(sourceFunction.nameLine, 0, sourceFunction.nameLine, 0)
    return this.#commandsOf(document, sourceFunction).map((command) => new vscode.CodeLens(range, command))
  }

  #commandsOf(document: vscode.TextDocument, sourceFunction: SourceFunction): vscode.Command[] {
    const { name } = sourceFunction
    const reference: FunctionReference = { uri: document.uri.toString(), functionName: name }
    if (!vscode.workspace.isTrusted) return [untrusted]
    const queued = this.#queue.runs.filter((run) => run.uri === reference.uri && run.functionName === name)
    const asked = queued.find((run) => !run.isQuiet)
    if (asked !== undefined) return [{ title: queuedTitle(asked), command: 'heatline.cancel', arguments: [reference], tooltip: `Cancel ${asked.doing} ${name}` }]
    const last = this.#runs.latestOf(document.uri, name)?.run ?? null
    const scaling = this.#scalings.latestOf(document.uri, name)
    const compared = this.#comparisons.latestOf(document.uri, name)
    const hash = last === null && scaling === null && compared === null ? null : bodyHash(document.getText(), sourceFunction)
    const warnings = last?.warnings ?? []
    const profile = {
      title: warnings.length > 0 ? beforeIcon(lensTitle(last, hash), 'warning') : lensTitle(last, hash),
      command: 'heatline.profileFunction',
      arguments: [reference],
      tooltip: [`Profile ${name} and show its hot lines`, ...warnings].join('\n'),
    }
    if (last === null && scaling === null && compared === null) return [profile]
    const comparison = comparisonLens({ session: compared, isComparing: queued.length > 0, skippedReason: this.#comparisons.skippedReason(document.uri, name) }, hash, reference)
    const change = last === null ? [] : [{ title: shortened(workloadTitle(last.workload)), command: 'heatline.changeInputs', arguments: [reference], tooltip: `Change what ${name} is profiled with` }]
    const isEdited = document.isDirty && last !== null && last.function.bodyHash !== hash
    const edit = isEdited ? [{ title: 'Try change', command: 'heatline.tryChange', arguments: [reference], tooltip: `Measure what your unsaved change of ${name} gains, and run its tests on a copy` }] : []
    // Without an input there is nothing to grow.
    if (scaling === null && last?.workload.kind === 'none') return [profile, ...edit, comparison, ...change]
    return [profile, ...edit, comparison, ...change, scalingCommand(scaling, hash, reference)]
  }
}

function queuedTitle({ state, doing }: QueuedRun): string {
  const isComparing = doing === 'comparing'
  if (state === 'waiting') return afterIcon('clock', `Waiting to ${isComparing ? 'compare' : 'profile'}…`)
  return afterIcon('sync~spin', `${isComparing ? 'Comparing' : 'Profiling'}…`)
}

/** Measures, and then opens the chart; a scaling of code that changed since is measured again. */
function scalingCommand(scaling: Scaling | null, hash: string | null, reference: FunctionReference): vscode.Command {
  const measure = { command: 'heatline.measureScaling', arguments: [reference] }
  if (scaling === null) return { ...measure, title: 'Scaling', tooltip: 'Measure how its time grows with the size of its inputs' }
  const title = scaling.fit === null ? `scaling: ${scalingTitle(scaling)}` : `time ~ ${scalingTitle(scaling)}`
  if (hash !== scaling.function.bodyHash) return { ...measure, title: `${title} · stale`, tooltip: 'The code changed since. Click to measure again.' }
  return { command: 'heatline.openPanel', arguments: [reference], title, tooltip: scalingTooltip(scaling) }
}

const untrusted: vscode.Command = {
  title: afterIcon('shield', 'Profile: nothing runs before you trust this workspace'),
  command: 'workbench.trust.manage',
  tooltip: 'Profiling runs code of this workspace. Click to manage workspace trust.',
}

function shortened(expression: string): string {
  const line = expression.replaceAll(/\s+/g, ' ')
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`
}
