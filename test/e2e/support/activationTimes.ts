import type { Page } from 'playwright-core'
import { patienceMs, runCommand } from './workbench.ts'

/** How VS Code's extension host activated one extension, as `Developer: Startup Performance` says it, in whole milliseconds. */
export interface ActivationTimes {
  readonly extension: string
  /** Reading and evaluating its main module. */
  readonly loadMs: number
  /** Its `activate` function, up to where it returns. */
  readonly callMs: number
  /** From there until what it returned settles. */
  readonly finishMs: number
  /** Such as `onLanguage:typescript`. */
  readonly event: string
}

/**
 * The extensions that are active now. Opens VS Code's own page about it, and closes it again.
 * @throws Error when that page does not come
 */
export async function activationTimes(page: Page): Promise<readonly ActivationTimes[]> {
  await runCommand(page, 'Developer: Startup Performance')
  await page.locator('.tab.active', { hasText: 'Startup Performance' }).waitFor()
  const editor = page.locator('.editor-group-container.active .monaco-editor .view-lines').first()
  const deadline = Date.now() + patienceMs
  for (;;) {
    await editor.click()
    await page.keyboard.press('Control+A')
    await page.keyboard.press('Control+C')
    const text = await page.evaluate(() => navigator.clipboard.readText())
    // The page fills up while VS Code starts.
    if (text.includes('## Extension Activation Stats')) {
      await page.keyboard.press('Control+F4')
      return tableRows(text)
    }
    if (Date.now() > deadline) throw new Error(`VS Code does not tell what it activated:\n${text}`)
    await page.waitForTimeout(200)
  }
}

/** `| heatline.heatline | false | 12 | 3 | 0 | onLanguage:typescript | heatline.heatline |` */
function tableRows(text: string): readonly ActivationTimes[] {
  const table = text.slice(text.indexOf('## Extension Activation Stats')).split('\n## ', 2)[0] ?? ''
  return table.split('\n').flatMap((row) => {
    const [, extension, , load, call, finish, event] = row.split('|').map((cell) => cell.trim())
    if (extension === undefined || event === undefined || !/^\d+$/.test(load ?? '')) return []
    return [{ extension, loadMs: Number(load), callMs: Number(call), finishMs: Number(finish), event }]
  })
}
