import type { Place } from '../core/presentation/panelModel.ts'
import type { PanelSort } from '../protocol/panelMessages.ts'

/** What the panel's parts tell its root, which alone talks to the editor. */
export interface PanelEvents {
  'heatline-select-run': { readonly runId: string }
  'heatline-open': Place
  'heatline-profile-again': null
  'heatline-clear': null
  'heatline-sort': { readonly table: string; readonly sort: PanelSort }
}

/** Sends an event up to the root, across shadow roots. */
export function tell<Name extends keyof PanelEvents>(from: EventTarget, name: Name, detail: PanelEvents[Name]): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
}

/** Listens to a part's event. */
export function hear<Name extends keyof PanelEvents>(on: EventTarget, name: Name, listener: (detail: PanelEvents[Name]) => void): void {
  on.addEventListener(name, (event) => {
    if (event instanceof CustomEvent) listener(event.detail as PanelEvents[Name])
  })
}
