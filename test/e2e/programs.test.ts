import { copyFile, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { projectRoot } from '../../scripts/cache.mjs'
import { expectNoLeftoverProcesses } from '../support/leftoverProcesses.ts'
import { screenshot, useVsCode } from './support/useVsCode.ts'
import { annotationOf, lensAbove, linesWithLens, notification, openFile, patienceMs, quickInputRow, runCommand, webview } from './support/workbench.ts'

const fixtures = path.join(projectRoot, 'test/fixtures')
const vscode = useVsCode({ workspace: path.join(fixtures, 'programs'), extensionFolders: [path.join(fixtures, 'testExplorer/heatline-tests.test-explorer-0.0.1')] })

afterEach(() => expectNoLeftoverProcesses(path.join(vscode().workspace, 'src/main.js')))

describe('a click on Profile above a test', () => {
  test('every test and suite has a lens', async () => {
    const { page } = vscode()
    await openFile(page, 'src/sums.test.js')
    await lensAbove(page, "it('sums up'", 'Profile')
    // Lenses are drawn anew, and have no place for a moment.
    await expect.poll(async () => await linesWithLens(page, 'Profile'), { timeout: patienceMs }).toEqual([expect.stringContaining("describe('sumTo'"), expect.stringContaining("it('sums up'"), expect.stringContaining("it('starts at nothing'")])
  })

  test('runs that test, and lights up the lines of what it calls', async () => {
    const { page } = vscode()
    await (await lensAbove(page, "it('sums up'", 'Profile')).click()
    await page.locator('.notification-toast', { hasText: /sumTo > sums up: the hottest line is src\/sums\.js:4/ }).getByRole('button', { name: 'Go to Hottest Line' }).click({ timeout: patienceMs })
    await annotationOf(page, 'sum = (sum * 31', /^\d\d%/)
    await screenshot(vscode(), 'heat of a test')
  })
})

test('the Test Explorer profiles a test', async () => {
  const { page } = vscode()
  const status = page.locator('.statusbar-item', { hasText: 'sumTo > sums up: self time' })
  await runCommand(page, 'Heatline: Clear Hot Lines')
  await status.waitFor({ state: 'detached' })
  await page.locator('.activitybar .action-item', { has: page.locator('[aria-label^="Testing"]') }).first().click()
  const row = (title: string) => page.locator('.test-explorer .monaco-list-row', { hasText: title }).first()
  await row('sums.test.js').click()
  await page.keyboard.press('ArrowRight')
  await row('sums up').click({ button: 'right' })
  const item = page.getByRole('menuitem', { name: 'Profile Test' })
  await item.waitFor()
  // VS Code takes no click so soon after the one that opened the menu.
  await expect.poll(async () => {
    await item.click({ timeout: 500 }).catch(() => {})
    return await item.isHidden()
  }, { timeout: patienceMs }).toBe(true)
  await status.waitFor({ timeout: patienceMs })
  await screenshot(vscode(), 'test explorer')
  await page.locator('.activitybar .action-item', { has: page.locator('[aria-label^="Explorer"]') }).first().click()
})

test('a function whose recorded call would write a file is run in its test instead', async () => {
  const { page, workspace } = vscode()
  await writeFile(path.join(workspace, 'src/save.js'), `import { writeFileSync } from 'node:fs'
import { sumTo } from './sums.js'

export function save(limit) {
  writeFileSync('sum.txt', String(sumTo(limit)))
}
`)
  await writeFile(path.join(workspace, 'src/save.test.js'), `import { it } from 'node:test'
import { save } from './save.js'

it('saves', () => { save(80_000_000) })
`)
  await openFile(page, 'src/save.js')
  await (await lensAbove(page, 'export function save', 'Profile')).click()
  const question = notification(page, '`save` wanted to write `sum.txt`, line 5.')
  await question.waitFor({ timeout: patienceMs })
  await lensAbove(page, 'export function save', 'from save.test.js: 1 recorded call')
  await screenshot(vscode(), 'denied recorded call')
  await question.getByRole('button', { name: 'Use a Test Instead' }).click()
  await lensAbove(page, 'export function save', 'in src/save.test.js')
  expect(await readFile(path.join(workspace, 'sum.txt'), 'utf8')).toMatch(/^\d+$/)
})

test('a benchmark of Vitest has a lens, as a call and within a test, where it is run', async () => {
  const { page, workspace } = vscode()
  await symlink(path.join(projectRoot, 'node_modules'), path.join(workspace, 'node_modules'))
  await writeFile(path.join(workspace, 'src/sums.bench.ts'), `import { bench, test } from 'vitest'
import { sumTo } from './sums.js'

bench?.('before Vitest 5', () => { sumTo(1_000_000) })

test('since Vitest 5', async ({ bench }) => {
  await bench('sums', () => { sumTo(1_000_000) }).run()
})
`)
  await openFile(page, 'src/sums.bench.ts')
  await lensAbove(page, "bench?.('before", 'Profile')
  await (await lensAbove(page, "test('since", 'Profile')).click()
  await notification(page, /since Vitest 5: the hottest line is src\/sums\.js:4/).waitFor({ timeout: patienceMs })
  await screenshot(vscode(), 'benchmark')
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

test('captured calls say through what, and other inputs can be chosen in the list and from the panel', async () => {
  const { page, workspace } = vscode()
  await copyFile(path.join(fixtures, 'callers/src/parser.ts'), path.join(workspace, 'src/parser.ts'))
  // Beside the panel.
  await page.keyboard.press('Control+1')
  await openFile(page, 'src/parser.ts')
  await (await lensAbove(page, 'export function readWord', 'Profile')).click()
  await (await lensAbove(page, 'export function readWord', /^\d+ calls recorded through parseList$/)).click()
  for (const label of ['Benchmark', 'Recorded from Tests', 'Test in Place', 'Generated from Types', 'Through Callers', 'A Call…']) await quickInputRow(page, label).waitFor({ timeout: patienceMs })
  await screenshot(vscode(), 'inputs of captured calls')
  await page.keyboard.press('Escape')

  const panel = webview(page)
  await panel.getByRole('heading', { name: 'readWord', exact: true }).waitFor({ timeout: patienceMs })
  await panel.getByRole('button', { name: 'Change inputs…' }).click()
  await quickInputRow(page, 'Generated from Types').click({ timeout: patienceMs })
  // Types alone make no such state: the result will say so.
  await notification(page, 'Finding inputs for readWord').getByRole('button', { name: 'Cancel' }).click({ timeout: patienceMs })
  await expect.poll(() => readFile(path.join(workspace, '.heatline/workloads.json'), 'utf8')).toContain('"src/parser.ts#readWord": "generated"')
})
