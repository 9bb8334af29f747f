import { copyFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, inject, onTestFailed } from 'vitest'
import { projectRoot } from '../../../scripts/cache.mjs'
import { openVsCode } from './vscodeInBrowser.ts'
import type { VsCodeInBrowser, VsCodeOptions } from './vscodeInBrowser.ts'

/** Where screenshots go. */
const resultsFolder = path.join(projectRoot, 'test-results')

/**
 * Opens VS Code with Heatline before the tests of a file, and ends it after. A test that fails leaves a screenshot.
 * @returns a function that gives the open VS Code, inside tests
 */
export function useVsCode(options: Omit<VsCodeOptions, 'vsix'> = {}): () => VsCodeInBrowser {
  let vscode: VsCodeInBrowser | undefined
  const get = () => {
    if (vscode === undefined) throw new Error('VS Code is not open.')
    return vscode
  }
  beforeAll(async () => {
    vscode = await openVsCode({ ...options, vsix: [inject('vsix')] })
  })
  beforeEach(({ task }) => {
    onTestFailed(async () => { await screenshot(get(), `failed ${task.name}`) })
  })
  afterAll(async () => {
    await vscode?.stop()
  })
  return get
}

/** Keeps a picture of the window as `test-results/<name>.png`. */
export async function screenshot(vscode: VsCodeInBrowser, name: string): Promise<void> {
  await mkdir(resultsFolder, { recursive: true })
  // What fades out is gone.
  await vscode.page.screenshot({ animations: 'disabled', path: path.join(resultsFolder, `${name.replaceAll(/[^\w-]+/g, '-')}.png`) })
}

/** Keeps a picture that the README shows; `HEATLINE_UPDATE_MEDIA=1 npm run test:vscode` puts it where the README finds it. */
export async function keepForReadme(vscode: VsCodeInBrowser, name: 'screenshot' | 'regressions'): Promise<void> {
  await vscode.page.locator('.quick-input-widget').waitFor({ state: 'hidden' })
  await screenshot(vscode, name)
  if (process.env['HEATLINE_UPDATE_MEDIA'] === '1') {
    await copyFile(path.join(resultsFolder, `${name}.png`), path.join(projectRoot, 'media', `${name}.png`))
  }
}
