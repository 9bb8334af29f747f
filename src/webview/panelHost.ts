import type { PanelIntent, PanelMessage, PanelState } from '../protocol/panelMessages.ts'
import { readPanelMessage, readPanelState } from '../protocol/panelMessages.ts'

/** What VS Code gives to a webview's page. */
interface VsCodeApi {
  postMessage(message: unknown): void
  getState(): unknown
  setState(state: unknown): void
}

declare function acquireVsCodeApi(): VsCodeApi

/** The editor's side, as the panel sees it. */
export interface PanelHost {
  readonly state: PanelState
  keep(changes: Partial<PanelState>): void
  post(intent: PanelIntent): void
  /** Calls `listener` with every message from now on. */
  listen(listener: (message: PanelMessage) => void): void
}

/** Connects to the editor; VS Code allows it once a page. */
export function connectToHost(): PanelHost {
  const api = acquireVsCodeApi()
  let state = readPanelState(api.getState())
  return {
    get state() {
      return state
    },
    keep(changes) {
      state = { ...state, ...changes }
      api.setState(state)
    },
    post(intent) {
      api.postMessage(intent)
    },
    listen(listener) {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        const message = readPanelMessage(event.data)
        if (message !== null) listener(message)
      })
    },
  }
}
