import type { PanelView, Place } from '../core/presentation/panelModel.ts'
import type { ComparisonIntent, InsightIntent, PanelSort, TuningIntent } from '../protocol/panelMessages.ts'

/** What the panel's parts tell its root, which alone talks to the editor. */
interface PanelEvents {
  'heatline-select-run': { readonly runId: string }
  'heatline-open': Place
  'heatline-profile-again': null
  'heatline-save-cpu-profile': null
  'heatline-save-report': null
  'heatline-measure-scaling': null
  'heatline-change-inputs': null
  'heatline-clear': null
  'heatline-show-view': { readonly view: PanelView['kind'] }
  'heatline-comparison': { readonly kind: ComparisonIntent; readonly comparisonId: string }
  'heatline-cause': { readonly comparisonId: string; readonly cause: number }
  'heatline-insight': { readonly kind: InsightIntent; readonly insightId: string }
  'heatline-tuning': { readonly kind: TuningIntent; readonly tuningId: string }
  'heatline-narrow': { readonly search: string; readonly group: string }
  'heatline-goal': { readonly goal: string }
  'heatline-sort': { readonly table: string; readonly sort: PanelSort }
}

declare global {
  interface HTMLElementEventMap {
    'heatline-select-run': CustomEvent<PanelEvents['heatline-select-run']>
    'heatline-open': CustomEvent<PanelEvents['heatline-open']>
    'heatline-profile-again': CustomEvent<null>
    'heatline-save-cpu-profile': CustomEvent<null>
    'heatline-save-report': CustomEvent<null>
    'heatline-measure-scaling': CustomEvent<null>
    'heatline-change-inputs': CustomEvent<null>
    'heatline-clear': CustomEvent<null>
    'heatline-show-view': CustomEvent<PanelEvents['heatline-show-view']>
    'heatline-comparison': CustomEvent<PanelEvents['heatline-comparison']>
    'heatline-cause': CustomEvent<PanelEvents['heatline-cause']>
    'heatline-insight': CustomEvent<PanelEvents['heatline-insight']>
    'heatline-tuning': CustomEvent<PanelEvents['heatline-tuning']>
    'heatline-narrow': CustomEvent<PanelEvents['heatline-narrow']>
    'heatline-goal': CustomEvent<PanelEvents['heatline-goal']>
    'heatline-sort': CustomEvent<PanelEvents['heatline-sort']>
  }
}

/** Sends an event up to the root, across shadow roots. */
export function tell<Name extends keyof PanelEvents>(from: EventTarget, name: Name, detail: PanelEvents[Name]): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
}
