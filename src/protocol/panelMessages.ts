import type { PanelModel } from '../core/presentation/panelModel.ts'

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
  | { readonly kind: 'measureScaling'; readonly runId: string }
  | { readonly kind: 'changeInputs'; readonly runId: string }
  | { readonly kind: 'clearRuns' }

/** What the panel keeps with `setState`, and VS Code hands to the serializer after a reload. */
export interface PanelState {
  readonly selectedRunId: string | null
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
  return isRecord(view) && view['kind'] === 'runs' && Array.isArray(view['runs'])
}

/** The guard at the host's end: an intent with every field as it must be, or null. */
export function readPanelIntent(value: unknown): PanelIntent | null {
  if (!isRecord(value)) return null
  const { kind, runId, file, line } = value
  switch (kind) {
    case 'ready':
      return { kind, selectedRunId: typeof value['selectedRunId'] === 'string' ? value['selectedRunId'] : null }
    case 'selectRun':
    case 'profileAgain':
    case 'saveCpuProfile':
    case 'measureScaling':
    case 'changeInputs':
      return typeof runId === 'string' ? { kind, runId } : null
    case 'openLocation':
      return typeof runId === 'string' && typeof file === 'string' && isLine(line) ? { kind, runId, file, line } : null
    case 'clearRuns':
      return { kind }
    default:
      return null
  }
}

/** What was kept, as far as it is as it must be: an older version of Heatline may have written it. */
export function readPanelState(value: unknown): PanelState {
  const state = isRecord(value) ? value : {}
  const { selectedRunId, scrollTop } = state
  const sort = isRecord(state['sort']) ? state['sort'] : {}
  return {
    selectedRunId: typeof selectedRunId === 'string' ? selectedRunId : null,
    sort: Object.fromEntries(Object.entries(sort).filter((entry): entry is [string, PanelSort] => isSort(entry[1]))),
    scrollTop: typeof scrollTop === 'number' && scrollTop >= 0 ? scrollTop : 0,
  }
}

function isSort(value: unknown): value is PanelSort {
  return isRecord(value) && typeof value['column'] === 'string' && typeof value['descending'] === 'boolean'
}

function isLine(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
