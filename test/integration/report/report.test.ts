import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { browserArguments, ensureBrowser } from '../../../scripts/browser.mjs'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { heatline, marker } from '../cli/heatlineProgram.ts'

let cwd: string

beforeAll(() => {
  cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'heatline report é ')))
  cpSync(path.resolve(import.meta.dirname, '../../fixtures/insights'), cwd, { recursive: true })
})
afterEach(() => expectNoLeftoverProcesses(marker))
afterAll(() => rmSync(cwd, { recursive: true, maxRetries: 3 }))

describe('heatline report', () => {
  test('writes a page that a browser shows without loading or running anything, light or dark, and Markdown', async () => {
    const { code, stdout, stderr } = await heatline(['report', 'lookup-in-loop/plain.js#missing', 'sort-in-loop/plain.js:5', '--time-budget', '300ms', '--out', 'a.html', '--out', 'a.md'], { cwd })
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toMatch(/Wrote a\.html\nWrote a\.md\n$/u)
    expect(readFileSync(path.join(cwd, 'a.md'), 'utf8')).toMatch(/^### Heatline: `missing` [\s\S]*### Heatline: /u)

    const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: [...browserArguments] })
    try {
      const page = await browser.newPage({ colorScheme: 'light', viewport: { width: 400, height: 700 } })
      const troubles: string[] = []
      page.on('console', (message) => troubles.push(message.text()))
      page.on('request', (request) => troubles.push(request.url()))
      const address = pathToFileURL(path.join(cwd, 'a.html')).href
      await page.goto(address)
      expect(troubles).toEqual([address])
      const hot = page.getByRole('row', { name: 'known.includes' })
      expect(await hot.textContent()).toMatch(/\d+%/u)
      const background = async (): Promise<string> => await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      const light = await background()
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await background()).not.toBe(light)
      // What is wide scrolls within the page.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400)
    } finally {
      await browser.close()
    }
  })

  test.each([
    [['report'], 'must be given functions'],
    [['report', 'a.js#b', '--out', 'a.pdf'], 'ends in .html or .md'],
    [['report', 'a.js#b', 'a.js#c', '--call', 'b()'], '--call is for one function'],
    [['report', 'lookup-in-loop/plain.js#missing', '--out', 'nowhere/a.html'], 'there is no folder nowhere'],
    [['report', 'lookup-in-loop/plain.js#missing', 'lookup-in-loop/plain.js#nope'], 'no function `nope` in lookup-in-loop/plain.js'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await heatline(args, { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain(message)
    // Nothing was measured for it.
    expect(stderr).not.toContain('(1 of ')
  })
})
