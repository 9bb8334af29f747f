import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { keepForReadme, screenshot } from './useVsCode.ts'
import { annotationOf, annotations, cursorPosition, editorLine, lens, lensAbove, openFile, patienceMs, quickInputRow, runCommand, undoAll, webview } from './workbench.ts'
import type { VsCodeInBrowser } from './vscodeInBrowser.ts'

const source = `/** @profile parseHeader('accept=text; charset=utf-8; q=0.5; path=/; domain=example') */
export function parseHeader(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const part of text.split(';')) {
    const [name = '', value = ''] = part.split('=')
    fields.set(name.trim(), value)
  }
  return fields
}
`
const slower = source.replace('    fields.set', `    for (let round = 0; round < 4; round++) name.repeat(3).toUpperCase()\n    fields.set`)
const slowLine = 'name.repeat(3)'
const title = /^▲ [\d,.]+% \[[\d,.]+, [\d,.]+\] vs main( · memory .*)?$/

/** Tests that a function is compared after a run, in the VS Code that the tests around them use. */
export function testComparing(vscode: () => VsCodeInBrowser): void {
  test('a function that became slower says so at its lens, on its lines and among the problems', async () => {
    const { page, workspace } = vscode()
    const file = path.join(workspace, 'src', 'header.ts')
    await writeFile(file, source)
    const git = (...words: string[]): void => {
      execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...words], { cwd: workspace, stdio: 'ignore' })
    }
    git('init', '-b', 'main')
    git('add', '.')
    git('commit', '-m', 'Parse headers')
    git('switch', '-c', 'slower')
    await mkdir(path.join(workspace, '.vscode'), { recursive: true })
    await writeFile(path.join(workspace, '.vscode', 'settings.json'), JSON.stringify({ 'heatline.compareAfterRun': true, 'heatline.timeBudget': '600ms', 'diffEditor.useInlineViewWhenSpaceIsLimited': false }))
    await writeFile(file, slower)
    await openFile(page, 'src/header.ts')
    await (await lensAbove(page, 'export function parseHeader', /^Profile$/)).click()
    await lensAbove(page, 'export function parseHeader', title)
    expect(await annotationOf(page, slowLine, /\/call/)).toMatch(/^\+[\d.]+ [nµ]s\/call.*, new$/)
    await page.keyboard.press('Control+Shift+M')
    const problem = page.locator('.markers-panel', { hasText: /parseHeader is slower than main: ▲ .*, (high|critical) \(threshold 15%\)/ })
    await problem.waitFor({ timeout: patienceMs })
    await screenshot(vscode(), 'compared after a run')
    // What was measured is not what stands there any more; undoing brings it back.
    await editorLine(page, slowLine).click()
    await page.keyboard.press('End')
    await page.keyboard.type(' ')
    await problem.waitFor({ state: 'detached', timeout: patienceMs })
    await undoAll(page)
    await problem.waitFor({ timeout: patienceMs })
    await page.keyboard.press('Control+J')
  })

  test('the Regressions view tells why, and its link leads to the line', async () => {
    const { page } = vscode()
    await lens(page, title).click()
    const panel = webview(page)
    await panel.getByRole('heading', { name: 'parseHeader' }).waitFor({ timeout: patienceMs })
    await panel.getByRole('list', { name: 'Causes' }).getByRole('link', { name: 'src/header.ts:6' }).click()
    await cursorPosition(page).getByText(/^Ln 6,/).waitFor()
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility')
    await keepForReadme(vscode(), 'regressions')
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility')
  })

  test('shows both versions side by side, and dismisses with a reason', async () => {
    const { page } = vscode()
    const panel = webview(page)
    await panel.getByRole('button', { name: 'Show difference' }).click()
    await page.locator('.tab.active', { hasText: 'parseHeader: main ↔ now' }).waitFor({ timeout: patienceMs })
    const heatOfSplit = async (): Promise<number> => (await annotations(page)).filter(({ line, text }) => line.includes("part.split('=')") && text.includes('%')).length
    await expect.poll(heatOfSplit, { timeout: patienceMs }).toBe(2)
    await screenshot(vscode(), 'difference')
    await panel.getByRole('button', { name: 'Dismiss…' }).click()
    await quickInputRow(page, 'It does more now').click()
    await panel.getByText('Dismissed: It does more now').waitFor({ timeout: patienceMs })
    await openFile(page, 'src/header.ts')
    await lens(page, /vs main.* · dismissed$/).waitFor({ timeout: patienceMs })
  })
}
