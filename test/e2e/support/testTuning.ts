import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { screenshot } from './useVsCode.ts'
import { editorLine, lensAbove, openFile, patienceMs, undoAll, webview } from './workbench.ts'
import type { VsCodeInBrowser } from './vscodeInBrowser.ts'

// One other value, which is far better.
const source = `const BLOCK = 1 // @tune 1..64 step 63
const values = Array.from({ length: 4096 }, (_, index) => index % 101)
const blocks = Array.from({ length: values.length / BLOCK }, (_, block) => values.slice(block * BLOCK, (block + 1) * BLOCK).reduce((sum, value) => sum + value, 0))

/** @profile sums(100) */
export function sums(count: number): number {
  let total = 0
  for (let query = 0; query < count; query++) {
    let at = query
    while (at % BLOCK !== 0) total += values[at++] ?? 0
    for (; at < values.length; at += BLOCK) total += blocks[at / BLOCK] ?? 0
  }
  return total
}
`

/** Tests that a constant is tuned from its line and the better value taken over, in the VS Code that the tests around it use. */
export function testTuning(vscode: () => VsCodeInBrowser): void {
  test('the line of a constant offers to look for its best value, and the panel to take it over', async () => {
    const { page, workspace } = vscode()
    await writeFile(path.join(workspace, 'src', 'blocks.ts'), source)
    await openFile(page, 'src/blocks.ts')
    // From then on Heatline is there to be asked.
    await lensAbove(page, 'export function sums', 'Profile')
    await editorLine(page, 'const BLOCK = 1').click()
    // The menu closes by itself when another extension comes up meanwhile.
    const action = page.locator('.action-widget .monaco-list-row', { hasText: 'Heatline: Tune This Constant' })
    await expect.poll(async () => {
      await page.keyboard.press('Control+.')
      return await action.click({ timeout: 5_000 }).then(() => true, () => false)
    }, { timeout: patienceMs }).toBe(true)
    const panel = webview(page)
    await panel.getByRole('heading', { name: /^BLOCK = 64 is better than 1: 9\d% / }).waitFor({ timeout: 2 * patienceMs })
    await screenshot(vscode(), 'constant tuned')
    // The working tree is as it was.
    await editorLine(page, 'const BLOCK = 1 // @tune').waitFor()
    await panel.getByRole('button', { name: 'Apply BLOCK = 64' }).click()
    await editorLine(page, 'const BLOCK = 64 // @tune').waitFor({ timeout: patienceMs })
    await panel.getByText('The file has changed since.').waitFor({ timeout: patienceMs })
    await undoAll(page)
    await panel.getByRole('button', { name: 'Apply BLOCK = 64' }).waitFor({ timeout: patienceMs })
    await panel.getByRole('button', { name: 'Dismiss' }).first().click()
  })
}
