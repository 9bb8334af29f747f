import { expect, test } from 'vitest'
import { screenshot, useVsCode } from './support/useVsCode.ts'
import { annotations, lens, openFile, patienceMs } from './support/workbench.ts'

const vscode = useVsCode({ workspaceTrust: true })

test('nothing runs before the workspace is trusted, and the lens says why', async () => {
  const { page } = vscode()
  await page.getByRole('button', { name: /^No, I don't trust/ }).click({ timeout: patienceMs })
  await openFile(page, 'src/text.ts')
  const shown = lens(page, 'nothing runs before you trust this workspace')
  await shown.first().waitFor({ timeout: patienceMs })
  await shown.first().click()
  await page.getByText('You are in Restricted Mode').waitFor()
  await screenshot(vscode(), 'untrusted')
  expect(await annotations(page)).toEqual([])
})
