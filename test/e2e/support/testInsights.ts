import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { screenshot } from './useVsCode.ts'
import { annotationOf, annotations, answerFileDialog, answerInputBox, editorLine, lensAbove, notification, openFile, patienceMs, quickInputRow, runCommand, undoAll } from './workbench.ts'
import type { VsCodeInBrowser } from './vscodeInBrowser.ts'

const source = `/** @profile missing(Array.from({ length: 2000 }, (_, i) => i * 3), Array.from({ length: 2000 }, (_, i) => i * 2)) */
export function missing(wanted: readonly number[], known: readonly number[]): readonly number[] {
  const found: number[] = []
  for (const id of wanted) {
    if (!known.includes(id)) found.push(id)
  }
  return found
}
`
const hotLine = 'found.push(id)'
const title = 'Ask a Set instead of searching `known` each time'

/** Tests that an insight is shown, tried and applied, in the VS Code that the tests around them use. */
export function testInsights(vscode: () => VsCodeInBrowser): void {
  test('a hot line says what to change there; trying it measures a copy, and applying it can be undone', async () => {
    const { page, workspace } = vscode()
    await writeFile(path.join(workspace, 'src', 'missing.ts'), source)
    await openFile(page, 'src/missing.ts')
    await (await lensAbove(page, 'export function missing', /^Profile$/)).click()
    expect(await annotationOf(page, hotLine, /◆/)).toBe(`◆ ${title}`)
    await editorLine(page, hotLine).click()
    await page.keyboard.press('Control+.')
    await page.locator('.action-widget .monaco-list-row', { hasText: `Heatline: Try “${title}”` }).click({ timeout: patienceMs })
    const told = notification(page, /x faster \[.*\], same answers/)
    await told.waitFor({ timeout: patienceMs })
    expect(await annotationOf(page, hotLine, /◆.*tried/)).toMatch(/tried: [\d.]+x faster \[[\d.]+, [\d.]+\], same answers/)
    await screenshot(vscode(), 'insight tried')
    // The working tree is as it was.
    expect(await editorLine(page, 'knownSet').count()).toBe(0)
    await told.getByRole('button', { name: 'Apply' }).click()
    await editorLine(page, 'const knownSet = new Set(known)').waitFor({ timeout: patienceMs })
    await editorLine(page, 'if (!knownSet.has(id)) found.push(id)').waitFor()
    await screenshot(vscode(), 'insight applied')
    // What is applied is not saved: it is a change of the user's own now.
    await (await lensAbove(page, 'export function missing', /^Try change$/)).click()
    await notification(page, /missing, against what is saved: [\d.]+x faster \[.*\], same answers/).waitFor({ timeout: patienceMs })
    await screenshot(vscode(), 'own change tried')
    await undoAll(page)
    await editorLine(page, 'if (!known.includes(id))').waitFor()
    // Undone, it is what was measured; edited, it is another text, which the change does not fit.
    await annotationOf(page, hotLine, /◆.*tried/)
    await editorLine(page, hotLine).click()
    await page.keyboard.press('Home')
    await page.keyboard.type(' ')
    await expect.poll(async () => (await annotations(page)).filter(({ text }) => text.includes('◆')), { timeout: patienceMs }).toEqual([])
    await page.keyboard.press('Control+Z')
    await annotationOf(page, hotLine, /◆.*tried/)
  })

  test('what is dismissed with a reason is kept in the workspace, and comes back when that says so', async () => {
    const { page, workspace } = vscode()
    const kept = path.join(workspace, '.heatline', 'dismissed.json')
    const marks = async (): Promise<readonly string[]> => (await annotations(page)).map(({ text }) => text).filter((text) => text.includes('◆'))
    await editorLine(page, hotLine).click()
    await page.keyboard.press('Control+.')
    await page.locator('.action-widget .monaco-list-row', { hasText: `Heatline: Dismiss “${title}”…` }).click({ timeout: patienceMs })
    await quickInputRow(page, 'Another Reason…').click()
    await answerInputBox(page, 'Only in the example')
    await expect.poll(marks, { timeout: patienceMs }).toEqual([])
    expect(await readFile(kept, 'utf8')).toContain('Only in the example')
    await rm(kept)
    await expect.poll(marks, { timeout: patienceMs }).toHaveLength(1)
  })

  test('the run that is shown is saved as a page', async () => {
    const { page, workspace } = vscode()
    const file = path.join(workspace, 'missing.html')
    await runCommand(page, 'Heatline: Save Report…')
    await answerFileDialog(page, file)
    await notification(page, 'missing.html was saved').waitFor({ timeout: patienceMs })
    const saved = await readFile(file, 'utf8')
    expect(saved).toContain(`<h4>${title}</h4>`)
    expect(saved).toContain('if (!known.includes(id)) found.push(id)')
  })
}
