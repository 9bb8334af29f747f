import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, inject, onTestFailed } from 'vitest'
import { projectRoot } from '../../../scripts/cache.mjs'
import { openVsCode } from './vscodeInBrowser.ts'
import type { VsCodeInBrowser, VsCodeOptions } from './vscodeInBrowser.ts'

/** Where screenshots go. */
export const resultsFolder = path.join(projectRoot, 'test-results')

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
  await vscode.page.screenshot({ path: path.join(resultsFolder, `${name.replaceAll(/[^\w-]+/g, '-')}.png`) })
}
