import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { testComparing } from './support/testComparing.ts'
import { testInsights } from './support/testInsights.ts'
import { testTuning } from './support/testTuning.ts'
import { expectNoLeftoverProcesses } from '../support/leftoverProcesses.ts'
import { keepForReadme, screenshot, useVsCode } from './support/useVsCode.ts'
import {
  annotationOf, annotations, answerInputBox, chooseTheme, cursorPosition, editorLine, goToLine, inputBoxText, lens, lensAbove, lineBands, linesWithLens, notification, openFile, quickInputRow,
  patienceMs, runCommand, themes, undoAll, watchFrames, webview,
} from './support/workbench.ts'
import type { WatchedFrames } from './support/workbench.ts'

const vscode = useVsCode()

const hotLine = 'const known = counts.find'
/** Ends what is watched from the click to the result. */
let endWatch = (): Promise<WatchedFrames> => Promise.reject(new Error('Nothing was watched.'))
const finished = /^Profile · [\d.]+ (ns|µs|ms|s)/

describe('a click on Profile', () => {
  test('every function has a lens, and nothing else', async () => {
    const { page } = vscode()
    await openFile(page, 'src/text.ts')
    await lensAbove(page, 'export function wordFrequencies', 'Profile')
    await lensAbove(page, 'export function levenshtein', 'Profile')
    const lines = await linesWithLens(page, 'Profile')
    expect(lines.filter((line) => !line.startsWith('export function '))).toEqual([])
  })

  test('lights up the hot lines, the hottest most', async () => {
    const { page } = vscode()
    const lensToClick = await lensAbove(page, 'export function wordFrequencies', 'Profile')
    endWatch = await watchFrames(page)
    await lensToClick.click()
    await annotationOf(page, hotLine, /%/)
    await lens(page, finished).waitFor({ timeout: patienceMs })
    const shown = await annotations(page)
    const shares = shown.map(({ line, text }) => ({ line: line.trim(), share: Number.parseFloat(text) }))
    expect(shares.toSorted((a, b) => b.share - a.share)[0]?.line).toContain(hotLine)
    expect(new Set(await lineBands(page)).size).toBeGreaterThan(1)
  })

  test('moves no line of code meanwhile, and nothing flickers', async () => {
    const { frames, ...seen } = await endWatch()
    expect(seen).toEqual({ moved: [], lostLenses: 0, lostAnnotations: 0 })
    // The run takes seconds.
    expect(frames).toBeGreaterThan(10)
  })

  test('tells more in a hover', async () => {
    const { page } = vscode()
    await editorLine(page, hotLine).hover({ position: { x: 200, y: 8 } })
    await page.locator('.monaco-hover', { hasText: /samples/ }).first().waitFor({ timeout: patienceMs })
    await page.keyboard.press('Escape')
  })

  test('the panel lists the run, and its link leads to the hot line', async () => {
    const { page } = vscode()
    await goToLine(page, 1)
    await runCommand(page, 'Heatline: Open Panel')
    const panel = webview(page)
    await panel.getByRole('heading', { name: 'wordFrequencies' }).waitFor({ timeout: patienceMs })
    await panel.getByRole('link', { name: 'text.ts:13', exact: true }).first().click()
    await cursorPosition(page).getByText(/^Ln 13,/).waitFor()
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility')
    await page.mouse.move(640, 795)
    await keepForReadme(vscode(), 'screenshot')
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility')
  })

  test('the panel profiles again, and forgets its runs', async () => {
    const { page } = vscode()
    const panel = webview(page)
    const rows = panel.getByRole('treeitem', { name: /wordFrequencies/ })
    await panel.getByRole('button', { name: 'Profile again' }).click()
    // The lens of the run before stands there until VS Code asks for the new one; the row comes long before the run ends, which would bring it back.
    await lens(page, /Profiling…/).waitFor({ timeout: patienceMs })
    await lens(page, finished).waitFor({ timeout: patienceMs })
    await expect.poll(() => rows.count(), { timeout: patienceMs }).toBe(2)
    await panel.getByRole('button', { name: 'Clear' }).click()
    await expect.poll(() => rows.count(), { timeout: patienceMs }).toBe(0)
    const forgotten = await lensAbove(page, 'export function wordFrequencies', /^Profile$/)
    await screenshot(vscode(), 'panel without runs')
    await forgotten.click()
    await annotationOf(page, hotLine, /%/)
    await lens(page, finished).waitFor({ timeout: patienceMs })
  })

  test.each(['light', 'highContrast', 'dark'] as const)('is readable in the theme %s', async (theme) => {
    const { page } = vscode()
    await chooseTheme(page, theme)
    await annotationOf(page, hotLine, /%/)
    expect(await lineBands(page)).not.toEqual([])
    await screenshot(vscode(), `heat ${themes[theme].name}`)
  })

  test('an edit of the function makes its heat stale, and undoing brings it back', async () => {
    const { page } = vscode()
    await openFile(page, 'src/text.ts')
    await goToLine(page, 10)
    await page.keyboard.press('End')
    await page.keyboard.type('; void limit')
    await page.keyboard.press('Escape')
    await annotationOf(page, hotLine, /stale/)
    await undoAll(page)
    await annotationOf(page, hotLine, /^\d/)
  })

  test('next hot line moves the cursor there', async () => {
    const { page } = vscode()
    await goToLine(page, 12)
    await runCommand(page, 'Heatline: Next Hot Line')
    await cursorPosition(page).getByText(/^Ln 13,/).waitFor()
  })

  test('shows how often lines run instead, which it collects when that is asked for', async () => {
    const { page } = vscode()
    await runCommand(page, 'Heatline: Show Figures of Lines…')
    await quickInputRow(page, 'How often lines run').click()
    await annotationOf(page, hotLine, /^\d\S*×/)
    await lens(page, finished).waitFor({ timeout: patienceMs })
    for (const theme of ['light', 'dark'] as const) {
      await chooseTheme(page, theme)
      await annotationOf(page, hotLine, /^\d\S*×/)
      await screenshot(vscode(), `counts ${themes[theme].name}`)
    }
    await runCommand(page, 'Heatline: Show Figures of Lines…')
    await quickInputRow(page, 'Time').click()
    await annotationOf(page, hotLine, /^\d/)
  })

  test('lights up the files that the run reached', async () => {
    const { page } = vscode()
    await openFile(page, 'src/report.tsx')
    await (await lensAbove(page, 'export function renderReport', 'Profile')).click()
    await lens(page, finished).first().waitFor({ timeout: patienceMs })
    await openFile(page, 'src/element.ts')
    await annotationOf(page, 'return `<${tag}', /%/)
  })

  test('makes inputs for a function that needs some, at one click, and says so', async () => {
    const { page } = vscode()
    await openFile(page, 'src/cart.ts')
    await (await lensAbove(page, 'export function total', 'Profile')).click()
    await lensAbove(page, 'export function total', /^\d+ calls generated from types$/)
    await lensAbove(page, 'export function total', finished)
    await screenshot(vscode(), 'generated inputs')
  })

  test('takes a call instead, and remembers it in the workspace', async () => {
    const { page, workspace } = vscode()
    await (await lensAbove(page, 'export function total', /generated from types$/)).click()
    await quickInputRow(page, 'A Call…').waitFor({ timeout: patienceMs })
    await screenshot(vscode(), 'choice of inputs')
    await quickInputRow(page, 'A Call…').click()
    // What it begins with comes from the types, read with the TypeScript that VS Code has.
    await expect.poll(() => inputBoxText(page), { timeout: patienceMs }).toMatch(/^total\(Array\.from\(\{ length: 100 \}/)
    await screenshot(vscode(), 'suggested call')
    await answerInputBox(page, 'total(sampleOrders(100), 0.2)')
    await lensAbove(page, 'export function total', 'total(sampleOrders(100), 0.2)')
    const remembered = await readFile(path.join(workspace, '.heatline', 'workloads.json'), 'utf8')
    expect(remembered).toContain('total(sampleOrders(100), 0.2)')
  })

  test('tells what a made-up call wanted to do, at its line, and lets it do that alone', async () => {
    const { page, workspace } = vscode()
    const saved = path.join(workspace, 'users.db')
    await writeFile(path.join(workspace, 'src', 'users.ts'), `import { rmSync, writeFileSync } from 'node:fs'

export function saveUsers(): void {
  writeFileSync('users.db', 'x')
}
export function removeUsers(): void {
  rmSync('users.db')
}
`)
    await openFile(page, 'src/users.ts')
    await (await lensAbove(page, 'export function saveUsers', 'Profile')).click()
    const question = notification(page, '`saveUsers` wanted to write `users.db`, line 4.')
    await question.waitFor({ timeout: patienceMs })
    await screenshot(vscode(), 'denied action')
    expect(existsSync(saved)).toBe(false)
    await question.getByRole('button', { name: 'Let It Write Files' }).click()
    await lens(page, finished).first().waitFor({ timeout: patienceMs })
    expect(existsSync(saved)).toBe(true)

    // One function's yes is not another's.
    await (await lensAbove(page, 'export function removeUsers', 'Profile')).click()
    const other = notification(page, '`removeUsers` wanted to delete `users.db`, line 7.')
    await other.waitFor({ timeout: patienceMs })
    await other.getByRole('button', { name: 'Never' }).click()
    expect(existsSync(saved)).toBe(true)
  })

  test('can be cancelled, and leaves no process', async () => {
    const { page, workspace, runnerPath } = vscode()
    await writeFile(path.join(workspace, 'src', 'endless.ts'), 'export function endless(): void {\n  for (;;) {}\n}\n')
    await openFile(page, 'src/endless.ts')
    await (await lensAbove(page, 'export function endless', 'Profile')).click()
    const progress = notification(page, 'Profiling endless')
    await progress.waitFor({ timeout: patienceMs })
    // The notification grows with its text: a click may fall beside the button.
    await expect.poll(async () => {
      await progress.getByRole('button', { name: 'Cancel' }).click({ timeout: 2_000 }).catch(() => undefined)
      return await progress.count()
    }, { timeout: patienceMs }).toBe(0)
    await lens(page, /^Profile$/).waitFor({ timeout: patienceMs })
    await expectNoLeftoverProcesses(runnerPath)
  })
})

describe('what to change', () => testInsights(vscode))

describe('a constant', () => testTuning(vscode))

describe('after a run', () => testComparing(vscode))
