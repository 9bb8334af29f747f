import type { Place } from '../core/presentation/panelModel.ts'
import type { PanelSort } from '../protocol/panelMessages.ts'

/** What the panel's parts tell its root, which alone talks to the editor. */
interface PanelEvents {
  'heatline-select-run': { readonly runId: string }
  'heatline-open': Place
  'heatline-profile-again': null
  'heatline-save-cpu-profile': null
  'heatline-measure-scaling': null
  'heatline-change-inputs': null
  'heatline-clear': null
  'heatline-sort': { readonly table: string; readonly sort: PanelSort }
}

declare global {
  interface HTMLElementEventMap {
    'heatline-select-run': CustomEvent<PanelEvents['heatline-select-run']>
    'heatline-open': CustomEvent<PanelEvents['heatline-open']>
    'heatline-profile-again': CustomEvent<null>
    'heatline-save-cpu-profile': CustomEvent<null>
    'heatline-measure-scaling': CustomEvent<null>
    'heatline-change-inputs': CustomEvent<null>
    'heatline-clear': CustomEvent<null>
    'heatline-sort': CustomEvent<PanelEvents['heatline-sort']>
  }
}

/** Sends an event up to the root, across shadow roots. */
export function tell<Name extends keyof PanelEvents>(from: EventTarget, name: Name, detail: PanelEvents[Name]): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
}
