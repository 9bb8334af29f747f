import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { cpuProfileProblems } from '../support/cpuProfileProblems.ts'
import { screenshot, useVsCode } from './support/useVsCode.ts'
import { answerFileDialog, cursorPosition, goToLine, lens, lensAbove, notification, openFile, patienceMs, runCommand, webview } from './support/workbench.ts'

const vscode = useVsCode()

describe('Save as .cpuprofile', () => {
  test('records the function at the cursor, and opens the file in VS Code\'s own viewer', async () => {
    const { page, workspace } = vscode()
    await openFile(page, 'src/text.ts')
    await lensAbove(page, 'export function wordFrequencies', 'Profile')
    await goToLine(page, 13)
    await runCommand(page, 'Heatline: Save as .cpuprofile…')
    const file = path.join(workspace, 'words.cpuprofile')
    await answerFileDialog(page, file)
    await notification(page, 'Recording wordFrequencies').waitFor({ timeout: patienceMs })
    await page.locator('.tab.active', { hasText: 'words.cpuprofile' }).waitFor({ timeout: patienceMs })
    expect(cpuProfileProblems(readFileSync(file, 'utf8'))).toEqual([])

    const viewer = webview(page)
    await viewer.getByText('wordFrequencies').first().waitFor({ timeout: patienceMs })
    await screenshot(vscode(), 'cpuprofile in VS Code')
    await viewer.getByText(/text\.ts:9\b/).first().click()
    await cursorPosition(page).getByText(/^Ln 9,/).waitFor()
  })

  test('records the chosen run from the panel, and can be cancelled', async () => {
    const { page, workspace } = vscode()
    await runCommand(page, 'View: Close All Editors')
    await openFile(page, 'src/text.ts')
    await (await lensAbove(page, 'export function wordFrequencies', 'Profile')).click()
    await lens(page, /^Profile · [\d.]+ /).waitFor({ timeout: patienceMs })
    await runCommand(page, 'Heatline: Open Panel')
    const save = webview(page).getByRole('button', { name: 'Save as .cpuprofile…' })
    await save.waitFor({ timeout: patienceMs })
    await screenshot(vscode(), 'panel offers cpuprofile')
    await save.click()
    const file = path.join(workspace, 'cancelled.cpuprofile')
    await answerFileDialog(page, file)
    const progress = notification(page, 'Recording wordFrequencies')
    await progress.waitFor({ timeout: patienceMs })
    await progress.getByRole('button', { name: 'Cancel' }).click()
    await page.locator('.statusbar-item', { hasText: 'Recording wordFrequencies was cancelled.' }).waitFor({ timeout: patienceMs })
    expect(existsSync(file)).toBe(false)
  })
})
