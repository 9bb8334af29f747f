import type { PanelModel, PanelView } from '../core/presentation/panelModel.ts'

/**
 * The panel's whole contract. The host sends one message, all that there is to show; the panel sends intents, and what
 * they lead to comes back as the next model. Nothing waits for an answer, so nothing can hang.
 */
export type PanelMessage = { readonly kind: 'model'; readonly model: PanelModel }

/** What the user wants. Files and lines are those of the model; lines 0-based. */
export type PanelIntent =
  /** The panel is up, after opening, reloading or being hidden; `selectedRunId` is what it showed last. */
  | { readonly kind: 'ready'; readonly selectedRunId: string | null }
  | { readonly kind: 'selectRun'; readonly runId: string }
  | { readonly kind: 'openLocation'; readonly runId: string; readonly file: string; readonly line: number }
  | { readonly kind: 'profileAgain'; readonly runId: string }
  | { readonly kind: 'saveCpuProfile'; readonly runId: string }
  | { readonly kind: 'saveReport'; readonly runId: string }
  | { readonly kind: 'measureScaling'; readonly runId: string }
  | { readonly kind: 'changeInputs'; readonly runId: string }
  | { readonly kind: 'clearRuns' }
  | { readonly kind: 'showView'; readonly view: PanelView['kind'] }
  | { readonly kind: ComparisonIntent; readonly comparisonId: string }
  | { readonly kind: InsightIntent; readonly insightId: string }
  | { readonly kind: TuningIntent; readonly tuningId: string }
  /** A line that made the difference, by its position among the comparison's causes. */
  | { readonly kind: 'openCause'; readonly comparisonId: string; readonly cause: number }

/** What can be done with a comparison. */
export type ComparisonIntent = 'selectComparison' | 'openCompared' | 'compareAgain' | 'showDifference' | 'acceptBaseline' | 'dismiss' | 'bringBack'

/** What can be done with a recommendation. */
export type InsightIntent = 'openInsight' | 'tryInsight' | 'applyInsight' | 'dismissInsight' | 'bringBackInsight'

/** What can be done with a search for a constant's best value. */
export type TuningIntent = 'openTuning' | 'tuneAgain' | 'applyTuning' | 'dismissTuning'

const tuningIntents: readonly string[] = ['openTuning', 'tuneAgain', 'applyTuning', 'dismissTuning'] satisfies readonly TuningIntent[]

const insightIntents: readonly string[] = ['openInsight', 'tryInsight', 'applyInsight', 'dismissInsight', 'bringBackInsight'] satisfies readonly InsightIntent[]

const comparisonIntents: readonly string[] = ['selectComparison', 'openCompared', 'compareAgain', 'showDifference', 'acceptBaseline', 'dismiss', 'bringBack'] satisfies readonly ComparisonIntent[]

/** What the panel keeps with `setState`, and VS Code hands to the serializer after a reload. */
export interface PanelState {
  readonly view: PanelView['kind']
  readonly selectedRunId: string | null
  readonly selectedComparisonId: string | null
  /** What the comparisons are narrowed to. */
  readonly search: string
  /** A `RegressionGroup`, or `all`. */
  readonly group: string
  /** What recommendations are narrowed to: a `Goal`, or `all`. */
  readonly goal: string
  /** Per table. */
  readonly sort: Readonly<Record<string, PanelSort>>
  /** Pixels. */
  readonly scrollTop: number
}

export interface PanelSort {
  readonly column: string
  readonly descending: boolean
}

/** The guard at the panel's end: a message of the host's, or null for any other. */
export function readPanelMessage(value: unknown): PanelMessage | null {
  return isPanelMessage(value) ? value : null
}

/** The host is this same extension: past its outline, the model is what the compiler held it to. */
function isPanelMessage(value: unknown): value is PanelMessage {
  if (!isRecord(value) || value['kind'] !== 'model' || !isRecord(value['model'])) return false
  const view = value['model']['view']
  if (!isRecord(view)) return false
  return view['kind'] === 'runs' ? Array.isArray(view['runs']) : isView(view['kind']) && Array.isArray(view['rows'])
}

/** The guard at the host's end: an intent with every field as it must be, or null. */
export function readPanelIntent(value: unknown): PanelIntent | null {
  if (!isRecord(value)) return null
  const { kind, runId, file, line, view, comparisonId, cause, insightId, tuningId } = value
  if (isInsightIntent(kind)) return typeof insightId === 'string' ? { kind, insightId } : null
  if (isTuningIntent(kind)) return typeof tuningId === 'string' ? { kind, tuningId } : null
  if (isComparisonIntent(kind)) return typeof comparisonId === 'string' ? { kind, comparisonId } : null
  switch (kind) {
    case 'ready':
      return { kind, selectedRunId: typeof value['selectedRunId'] === 'string' ? value['selectedRunId'] : null }
    case 'selectRun':
    case 'profileAgain':
    case 'saveCpuProfile':
    case 'saveReport':
    case 'measureScaling':
    case 'changeInputs':
      return typeof runId === 'string' ? { kind, runId } : null
    case 'openLocation':
      return typeof runId === 'string' && typeof file === 'string' && isLine(line) ? { kind, runId, file, line } : null
    case 'clearRuns':
      return { kind }
    case 'showView':
      return isView(view) ? { kind, view } : null
    case 'openCause':
      return typeof comparisonId === 'string' && isLine(cause) ? { kind, comparisonId, cause } : null
    default:
      return null
  }
}

/** What was kept, as far as it is as it must be: an older version of Heatline may have written it. */
export function readPanelState(value: unknown): PanelState {
  const state = isRecord(value) ? value : {}
  const { selectedRunId, selectedComparisonId, scrollTop, search, group, goal } = state
  const sort = isRecord(state['sort']) ? state['sort'] : {}
  return {
    view: isView(state['view']) ? state['view'] : 'runs',
    selectedRunId: typeof selectedRunId === 'string' ? selectedRunId : null,
    selectedComparisonId: typeof selectedComparisonId === 'string' ? selectedComparisonId : null,
    search: typeof search === 'string' ? search : '',
    group: typeof group === 'string' ? group : 'all',
    goal: typeof goal === 'string' ? goal : 'all',
    sort: Object.fromEntries(Object.entries(sort).filter((entry): entry is [string, PanelSort] => isSort(entry[1]))),
    scrollTop: typeof scrollTop === 'number' && scrollTop >= 0 ? scrollTop : 0,
  }
}

function isView(value: unknown): value is PanelView['kind'] {
  return value === 'runs' || value === 'regressions' || value === 'recommendations'
}

function isInsightIntent(value: unknown): value is InsightIntent {
  return typeof value === 'string' && insightIntents.includes(value)
}

function isTuningIntent(value: unknown): value is TuningIntent {
  return typeof value === 'string' && tuningIntents.includes(value)
}

function isSort(value: unknown): value is PanelSort {
  return isRecord(value) && typeof value['column'] === 'string' && typeof value['descending'] === 'boolean'
}

function isComparisonIntent(value: unknown): value is ComparisonIntent {
  return typeof value === 'string' && comparisonIntents.includes(value)
}

function isLine(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
