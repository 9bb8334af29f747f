import { expect, test } from 'vitest'
import { screenshot, useVsCode } from './support/useVsCode.ts'
import { annotations, lensAbove, notification, openFile, patienceMs } from './support/workbench.ts'

const vscode = useVsCode({ settings: { 'heatline.nodePath': '/nowhere/node' } })

test('where there is no Node, a message says which setting to change, and opens it', async () => {
  const { page } = vscode()
  await openFile(page, 'src/text.ts')
  await (await lensAbove(page, 'export function wordFrequencies', 'Profile')).click()
  const message = notification(page, 'There is no Node at /nowhere/node')
  await message.waitFor({ timeout: patienceMs })
  await screenshot(vscode(), 'no Node')
  await message.getByRole('button', { name: 'Open Setting' }).click()
  await page.locator('.settings-editor').getByText('Node Path').first().waitFor({ timeout: patienceMs })
  expect(await annotations(page)).toEqual([])
})
