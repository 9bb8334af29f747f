import { expect, test } from 'vitest'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { inTrialProject } from './trialProject.ts'

const text = `export function sum(prices) {
  let total = 0
  for (const price of prices) total += price
  return total
}
`
const files = { 'sum.mjs': text, 'package.json': '{}' }

test('a change that never ends hangs, and is ended', async () => {
  await inTrialProject(files, 'sum([1, 2])', async ({ root, try: tried }) => {
    const effect = await tried(text.replace('let total = 0', 'let total = 0; while (total === 0);'))
    expect(effect).toMatchObject({ verdict: 'hangs', ratio: null, sameAnswers: null, tests: null, message: expect.stringMatching(/^The first call of `sum` did not end within [12]?\d s/u) as string })
    await expectNoLeftoverProcesses(root)
  })
})

test('a change that does not parse, load or hold the function fails, and says why', async () => {
  await inTrialProject(files, 'sum([1, 2])', async ({ try: tried }) => {
    expect(await tried(text.replace('for (', 'for ('.repeat(2)))).toMatchObject({ verdict: 'fails', message: expect.stringMatching(/^sum\.mjs, line 3, does not parse: /u) as string })
    expect(await tried(`import './nowhere.mjs'\n${text}`)).toMatchObject({ verdict: 'fails', message: expect.stringContaining('nowhere.mjs') as string })
    expect(await tried(`throw new Error('not today')\n${text}`)).toMatchObject({ verdict: 'fails', message: expect.stringContaining('not today') as string })
    expect(await tried(text.replace('sum', 'add'))).toMatchObject({ verdict: 'fails', message: 'With it there is no function `sum` in sum.mjs any more.' })
  })
})
