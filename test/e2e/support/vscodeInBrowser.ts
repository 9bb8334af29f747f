import { cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { browserArguments, ensureBrowser } from '../../../scripts/browser.mjs'
import packageJson from '../../../package.json' with { type: 'json' }
import { projectRoot } from '../../../scripts/cache.mjs'
import { startCodeServer } from '../../../scripts/codeServer.mjs'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'

/** A real VS Code with a workspace open. */
export interface VsCodeInBrowser {
  readonly page: Page
  /** Absolute path of the workspace: a copy, which tests may change. */
  readonly workspace: string
  /** In the command line of every process that runs profiled code. */
  readonly runnerPath: string
  /** What code-server has written so far. */
  readonly log: () => string
  /** Closes a window and opens the workspace in a new one: with an extension host of its own, and nothing remembered. */
  readonly reopen: (page: Page) => Promise<Page>
  /** Ends browser and server, and checks that no process is left. */
  readonly stop: () => Promise<void>
}

/** What a test in the browser starts from. */
export interface VsCodeOptions {
  readonly vsix: readonly string[]
  /** Unpacked extensions to install beside them, absolute paths: the folder's name is `publisher.name-version`. */
  readonly extensionFolders?: readonly string[]
  /** Copied; the sample workspace when absent. */
  readonly workspace?: string
  readonly settings?: Readonly<Record<string, unknown>>
  /** Ask whether to trust the folder, as VS Code does by default. */
  readonly workspaceTrust?: boolean
  readonly env?: Readonly<Record<string, string>>
}

/** For pictures that are the same every time, and nothing that asks a person something. */
const quietSettings = {
  // Only where that is what is looked at: it takes the time of another run.
  'heatline.compareAfterRun': false,
  'chat.disableAIFeatures': true,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.startupPrompt': 'always',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.colorTheme': 'Default Dark Modern',
}

/** Opens a copy of the workspace in VS Code in a browser, with a home folder of its own. */
export async function openVsCode(options: VsCodeOptions): Promise<VsCodeInBrowser> {
  const executablePath = await ensureBrowser()
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'heatline-e2e-')))
  const removeFolder = () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
  const workspace = path.join(folder, 'sample')
  const home = path.join(folder, 'home')
  try {
    await cp(options.workspace ?? path.join(projectRoot, 'test', 'fixtures', 'sample'), workspace, { recursive: true })
    const extensionsDir = path.join(folder, 'extensions')
    for (const source of options.extensionFolders ?? []) await cp(source, path.join(extensionsDir, path.basename(source)), { recursive: true })
    // What VS Code leaves there goes with the folder.
    const temporary = path.join(folder, 'tmp')
    await mkdir(temporary)
    const env = {
      HOME: home,
      TMPDIR: temporary,
      XDG_CONFIG_HOME: path.join(home, '.config'),
      XDG_DATA_HOME: path.join(home, '.local', 'share'),
      XDG_RUNTIME_DIR: temporary,
    }
    const server = await startCodeServer({
      workspace,
      userDataDir: path.join(folder, 'user'),
      extensionsDir,
      vsix: options.vsix,
      settings: { ...quietSettings, ...options.settings },
      workspaceTrust: options.workspaceTrust ?? false,
      env: { ...env, ...options.env },
    })
    const stopServer = async () => {
      await server.stop()
      await expectNoLeftoverProcesses(server.marker)
    }
    try {
      const browser = await chromium.launch({ executablePath, args: browserArguments, env: { ...process.env, ...env } })
      const stop = async () => {
        try {
          await browser.close()
          await stopServer()
        } finally {
          await removeFolder()
        }
      }
      try {
        const page = await openWindow(browser, server.url)
        const reopen = async (old: Page) => {
          // Leaving the page lets it say good-bye: the server then ends its extension host at once.
          await old.goto('about:blank')
          await old.context().close()
          return await openWindow(browser, server.url)
        }
        const runnerPath = path.join(extensionsDir, `heatline.heatline-${packageJson.version}`, 'dist', 'runner.cjs')
        return { page, workspace, runnerPath, log: server.log, reopen, stop }
      } catch (error) {
        await browser.close()
        throw error
      }
    } catch (error) {
      await stopServer()
      throw error
    }
  } catch (error) {
    await removeFolder()
    throw error
  }
}

async function openWindow(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] })
  await page.goto(url)
  await page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 })
  return page
}
