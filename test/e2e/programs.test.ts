import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { projectRoot } from '../../scripts/cache.mjs'
import { expectNoLeftoverProcesses } from '../support/leftoverProcesses.ts'
import { screenshot, useVsCode } from './support/useVsCode.ts'
import { annotationOf, lensAbove, linesWithLens, openFile, patienceMs, webview } from './support/workbench.ts'

const vscode = useVsCode({ workspace: path.join(projectRoot, 'test/fixtures/programs') })

afterEach(() => expectNoLeftoverProcesses(path.join(vscode().workspace, 'src/main.js')))

describe('a click on Profile above a test', () => {
  test('every test and suite has a lens', async () => {
    const { page } = vscode()
    await openFile(page, 'src/sums.test.js')
    await lensAbove(page, "it('sums up'", 'Profile')
    expect(await linesWithLens(page, 'Profile')).toEqual([expect.stringContaining("describe('sumTo'"), expect.stringContaining("it('sums up'"), expect.stringContaining("it('starts at nothing'")])
  })

  test('runs that test, and lights up the lines of what it calls', async () => {
    const { page } = vscode()
    await (await lensAbove(page, "it('sums up'", 'Profile')).click()
    await page.locator('.notification-toast', { hasText: /sumTo > sums up: the hottest line is src\/sums\.js:4/ }).getByRole('button', { name: 'Go to Hottest Line' }).click({ timeout: patienceMs })
    await annotationOf(page, 'sum = (sum * 31', /^\d\d%/)
    await screenshot(vscode(), 'heat of a test')
  })
})

describe('a click on Profile above a script', () => {
  test('runs it, and shows the processes\' lines in the panel', async () => {
    const { page } = vscode()
    await openFile(page, 'package.json')
    await lensAbove(page, '"test": "node --test"', 'Profile')
    await (await lensAbove(page, '"sums": "node src/main.js"', 'Profile')).click()
    const panel = webview(page)
    await panel.getByRole('heading', { name: 'sums', exact: true }).waitFor({ timeout: patienceMs })
    await panel.getByText('npm run sums').first().waitFor()
    await panel.getByRole('link', { name: 'sums.js:4', exact: true }).first().waitFor({ timeout: patienceMs })
    await screenshot(vscode(), 'panel of a script')
  })
})
