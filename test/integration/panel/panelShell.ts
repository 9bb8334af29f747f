import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { panelPage } from '../../../src/core/presentation/panelPage.ts'
import type { PanelModel } from '../../../src/core/presentation/panelModel.ts'
import type { PanelIntent, PanelState } from '../../../src/protocol/panelMessages.ts'
import { browserArguments, ensureBrowser } from '../../../scripts/browser.mjs'
import { themes } from './themes.ts'
import type { Theme } from './themes.ts'

const address = 'https://panel.heatline.test'

/** A Chromium that plays VS Code's part: it loads the real page with the real script. */
export interface PanelShell {
  open(theme?: Theme, state?: PanelState | null): Promise<OpenPanel>
  close(): Promise<void>
}

export interface OpenPanel {
  readonly page: Page
  show(model: PanelModel): Promise<void>
  /** What the panel has asked for so far. */
  intents(): Promise<readonly PanelIntent[]>
  /** What the panel keeps for its next life. */
  state(): Promise<PanelState | null>
  /** Errors of the script and what the content security policy refused. */
  readonly troubles: readonly string[]
}

/** Builds the panel and starts the browser. */
export async function startPanelShell(): Promise<PanelShell> {
  const script = await buildPanel()
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: [...browserArguments] })
  return {
    open: (theme = 'dark', state = null) => openPanel(browser, script, theme, state),
    close: () => browser.close(),
  }
}

async function buildPanel(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../../../src/webview/main.ts')],
    bundle: true, write: false, platform: 'browser', format: 'iife', target: 'es2022',
  })
  return outputFiles[0]?.text ?? ''
}

async function openPanel(browser: Browser, script: string, theme: Theme, state: PanelState | null): Promise<OpenPanel> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 720 } })
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text())
  })
  await page.route(`${address}/**`, async (route) => {
    const isScript = route.request().url().endsWith('.js')
    await route.fulfill(isScript ? { contentType: 'text/javascript', body: script } : { contentType: 'text/html', body: panelPage({ scriptUri: `${address}/panel.js`, nonce: 'cmFuZG9t' }) })
  })
  // VS Code's own script runs before the page's policy holds, as this does.
  await page.addInitScript(playVsCode, { variables: themes[theme], state })
  await page.goto(`${address}/`)
  return {
    page,
    troubles,
    show: async (model) => page.evaluate((message) => window.postMessage(message, '*'), { kind: 'model', model }),
    intents: async () => page.evaluate(() => window.standIn.intents),
    state: async () => page.evaluate(() => window.standIn.state),
  }
}

declare global {
  interface Window {
    /** VS Code's side, in the page. */
    standIn: { intents: PanelIntent[]; state: PanelState | null }
    acquireVsCodeApi: () => unknown
  }
}

/** Runs in the page: what VS Code's webview puts there before the page's own script. */
function playVsCode({ variables, state }: { readonly variables: Record<string, string>; readonly state: PanelState | null }): void {
  window.standIn = { intents: [], state }
  window.acquireVsCodeApi = () => ({
    postMessage: (intent: PanelIntent) => void window.standIn.intents.push(structuredClone(intent)),
    getState: () => window.standIn.state ?? undefined,
    setState: (next: PanelState) => void (window.standIn.state = structuredClone(next)),
  })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('html { background: var(--vscode-editor-background) } body { padding: 0 20px; margin: 0; color: var(--vscode-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size) }')
  document.addEventListener('DOMContentLoaded', () => {
    document.adoptedStyleSheets.unshift(sheet)
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value)
  })
}
