import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Run } from '../../../src/core/comparison/run.ts'
import { runsView } from '../../../src/core/presentation/panelModel.ts'
import type { PanelModel } from '../../../src/core/presentation/panelModel.ts'
import { readPanelState } from '../../../src/protocol/panelMessages.ts'
import type { PanelState } from '../../../src/protocol/panelMessages.ts'
import { cartSource, exampleRun, lineHeat } from '../../unit/presentation/exampleRun.ts'
import { startPanelShell } from './panelShell.ts'
import type { OpenPanel, PanelShell } from './panelShell.ts'
import type { Theme } from './themes.ts'

let shell: PanelShell
let panel: OpenPanel

beforeAll(async () => {
  shell = await startPanelShell()
})
afterAll(() => shell.close())
afterEach(async () => {
  expect(panel.troubles).toEqual([])
  await panel.page.close()
})

const failed = exampleRun({
  id: 'failed',
  outcome: 'failed',
  message: 'TypeError: price is not a number',
  messageAt: { file: 'src/cart.ts', line: 8 },
  attribution: null,
  timing: null,
  function: { ...exampleRun().function, name: 'Cart.broken' },
})

async function open(model: PanelModel, options: { readonly theme?: Theme; readonly state?: PanelState } = {}): Promise<OpenPanel['page']> {
  panel = await shell.open(options.theme, options.state)
  await panel.show(model)
  return panel.page
}

test('before the first run it says what to do', async () => {
  const page = await open(modelOf([]))
  await page.getByRole('heading', { name: 'No runs yet' }).waitFor()
  expect(await page.getByText('click Profile above a function').count()).toBe(1)
  expect(await panel.intents()).toEqual([{ kind: 'ready', selectedRunId: null }])
})

test('where nothing may run it says why, and offers nothing', async () => {
  const page = await open(modelOf([exampleRun()], { notice: 'This folder is not trusted.' }))
  await page.getByText('This folder is not trusted.').waitFor()
  await page.getByRole('button', { name: 'Profile again' }).click({ force: true })
  await page.getByRole('button', { name: 'Save as .cpuprofile…' }).click({ force: true })
  expect(await panel.intents()).toHaveLength(1)
})

test('a run shows its time, what it rests on, and where the time went', async () => {
  const page = await open(modelOf([exampleRun()]))
  await page.getByRole('heading', { name: 'Cart.total' }).waitFor()
  expect(await page.getByRole('status').textContent()).toBe('12.4 µs ±1.2% · 80.6k/s')
  expect(await page.getByRole('list', { name: 'Warnings' }).textContent()).toContain('Other programs kept the processor busy.')
  const facts = await page.getByRole('list', { name: 'What the figures rest on' }).textContent()
  for (const fact of ['new Cart(items).total(0.2)', '482,301 calls in 6 processes', '4,000 stack samples (pprof)', 'Node 24.21.0']) expect(facts).toContain(fact)
  expect(await rowsOf('Hot functions')).toEqual(['Cart.total 78% 91%', 'round 13% 13%', 'new Cart 0.1% 0.1%', 'Garbage collection 6%', 'Unmapped: no source line is known 3%'])
  expect(await rowsOf('Hot lines')).toEqual([
    'cart.ts:9 sum += item.price * item.count 55% 55% 6.82 µs',
    'cart.ts:8 for (const item of this.items) { 21% 76% 2.60 µs',
    'tax.ts:2 13% 13% 1.60 µs',
    'cart.ts:11 return round(sum * (1 + taxRate)) 2% 15% 250 ns',
    'cart.ts:4 constructor(private readonly items: Item[]) {} 0.1% 0.1% 20.0 ns',
  ])
})

test('without call sites there is no column of totals', async () => {
  const { attribution } = exampleRun()
  const page = await open(modelOf([exampleRun({ attribution: attribution && { ...attribution, lines: [lineHeat('src/cart.ts', 8, 2200, null, null)], functions: [] } })]))
  await page.getByRole('table', { name: 'Hot lines' }).waitFor()
  expect(await page.getByRole('columnheader', { name: 'Total' }).count()).toBe(0)
  expect(await rowsOf('Hot lines')).toEqual(['cart.ts:9 sum += item.price * item.count 55%'])
})

test('every place is a link into the source', async () => {
  const page = await open(modelOf([exampleRun(), failed]))
  await page.getByRole('link', { name: 'src/cart.ts:6' }).click()
  await page.getByRole('link', { name: 'round', exact: true }).click()
  await page.getByRole('link', { name: 'cart.ts:9' }).focus()
  await page.keyboard.press('Enter')
  await panel.show(modelOf([exampleRun(), failed], { selectedRunId: 'failed' }))
  await page.getByRole('alert').getByRole('link', { name: 'src/cart.ts:9' }).click()
  const place = { kind: 'openLocation', runId: 'run-1', file: 'src/cart.ts' }
  expect((await panel.intents()).slice(1)).toEqual([{ ...place, line: 5 }, { ...place, file: 'src/tax.ts', line: 0 }, { ...place, line: 8 }, { ...place, runId: 'failed', line: 8 }])
})

test('a run that failed says why', async () => {
  const page = await open(modelOf([failed]))
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').textContent()).toContain('TypeError: price is not a number')
  expect(await page.getByRole('status').textContent()).toBe('failed')
  expect(await page.getByRole('table').count()).toBe(0)
})

test('the keyboard alone chooses a run, profiles it again and clears', async () => {
  const page = await open(modelOf([exampleRun(), failed]))
  await page.getByRole('button', { name: 'Clear' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await panel.intents()).toContainEqual({ kind: 'selectRun', runId: 'failed' })
  await panel.show(modelOf([exampleRun(), failed], { selectedRunId: 'failed' }))
  await page.getByRole('heading', { name: 'Cart.broken' }).waitFor()
  expect(await page.getByRole('treeitem', { selected: true }).textContent()).toContain('Cart.broken')
  await page.getByRole('button', { name: 'Profile again' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Save as .cpuprofile…' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Clear' }).focus()
  await page.keyboard.press('Space')
  expect((await panel.intents()).slice(-3)).toEqual([{ kind: 'profileAgain', runId: 'failed' }, { kind: 'saveCpuProfile', runId: 'failed' }, { kind: 'clearRuns' }])
})

test('headings sort, and the order outlives a reload', async () => {
  const page = await open(modelOf([exampleRun()]))
  const heading = page.getByRole('table', { name: 'Hot lines' }).getByRole('columnheader', { name: 'Total' })
  await heading.getByRole('button').click()
  const byTotal = ['cart.ts:8', 'cart.ts:9', 'cart.ts:11', 'tax.ts:2', 'cart.ts:4']
  expect((await rowsOf('Hot lines')).map((row) => row.split(' ')[0])).toEqual(byTotal)
  expect(await heading.getAttribute('aria-sort')).toBe('descending')
  await heading.getByRole('button').click()
  expect((await rowsOf('Hot lines')).map((row) => row.split(' ')[0])).toEqual(byTotal.toReversed())
  const state = await panel.state()
  expect(panel.troubles).toEqual([])
  await page.close()

  await open(modelOf([exampleRun()]), { state: state ?? undefined })
  await panel.page.getByRole('table', { name: 'Hot lines' }).waitFor()
  expect((await rowsOf('Hot lines')).map((row) => row.split(' ')[0])).toEqual(byTotal.toReversed())
  expect(await panel.intents()).toEqual([{ kind: 'ready', selectedRunId: 'run-1' }])
})

test('the place that was scrolled to outlives a reload; another run begins at its top', async () => {
  const { attribution } = exampleRun()
  const long = exampleRun({ attribution: attribution && { ...attribution, lines: Array.from({ length: 100 }, (_, line) => lineHeat('src/cart.ts', line, 40, 40, 1)) } })
  const page = await open(modelOf([long, failed]), { state: { ...readPanelState(null), selectedRunId: 'run-1', scrollTop: 900 } })
  await page.waitForFunction(() => window.scrollY === 900)
  await panel.show(modelOf([long, { ...long, id: 'other' }], { selectedRunId: 'other' }))
  await page.waitForFunction(() => window.scrollY === 0)
  expect(await panel.state()).toMatchObject({ selectedRunId: 'other' })
})

test('long names keep to their places, and leave room for figures', async () => {
  const long = 'totalOfEveryOrderThatWasEverPlacedByACustomerOfTheShopIncludingTaxesAndDiscounts'
  const page = await open(modelOf([exampleRun({ function: { ...exampleRun().function, name: long, file: `packages/storefront/server/source/modules/orders/calculations/${long}.ts` } }), failed]))
  const listed = page.getByRole('treeitem', { name: long })
  await listed.waitFor()
  await page.setViewportSize({ width: 400, height: 720 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400)
  expect(await listed.getByText('12.4 µs').evaluate((figures) => figures.getBoundingClientRect().width)).toBeGreaterThan(50)
})

test('what users and their code wrote is shown as text', async () => {
  const name = '<img src=x onerror=alert(1)>'
  const page = await open(modelOf([exampleRun({ function: { ...exampleRun().function, name }, warnings: [name] })]))
  await page.getByRole('heading', { name }).waitFor()
  expect(await page.locator('img').count()).toBe(0)
})

test('messages of others are not listened to', async () => {
  const page = await open(modelOf([exampleRun()]))
  await page.getByRole('heading', { name: 'Cart.total' }).waitFor()
  await page.evaluate(() => {
    for (const message of [null, 'model', { kind: 'model' }, { kind: 'model', model: { view: { kind: 'runs' } } }]) window.postMessage(message, '*')
  })
  await panel.show(modelOf([failed]))
  await page.getByRole('heading', { name: 'Cart.broken' }).waitFor()
})

describe.each<Theme>(['dark', 'light', 'high contrast'])('%s', (theme) => {
  test('text and links stand out from what is behind them', async () => {
    const page = await open(modelOf([exampleRun(), failed]), { theme })
    await page.getByRole('heading', { name: 'Cart.total' }).waitFor()
    const texts = [page.getByRole('heading', { name: 'Cart.total' }), page.getByRole('link', { name: 'cart.ts:9' }), page.getByText('482,301 calls'), page.getByText('6.82 µs')]
    const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    for (const text of texts) {
      const colour = await text.evaluate((element) => getComputedStyle(element).color)
      // WCAG 2.2, 1.4.3: at least 4.5 to 1.
      expect(contrast(colour, background)).toBeGreaterThan(4.5)
    }
  })
})

/** The rows of a table as a screen reader would read them. */
async function rowsOf(table: string): Promise<string[]> {
  const rows = panel.page.getByRole('table', { name: table }).locator('vscode-table-body vscode-table-row')
  return rows.evaluateAll((elements) => elements.map((row) => Array.from(row.children, (cell) => (cell.textContent ?? '').trim().replaceAll(/\s+/g, ' ')).filter(Boolean).join(' ')))
}

function modelOf(runs: readonly Run[], changes: { readonly selectedRunId?: string; readonly notice?: string } = {}): PanelModel {
  const source = cartSource.split('\n')
  const view = runsView({
    runs,
    selectedRunId: changes.selectedRunId ?? null,
    runningRunId: null,
    notice: changes.notice ?? null,
    scalings: [],
    loneScalingId: null,
    excerptOf: (_, { file, line }) => (file === 'src/cart.ts' ? (source[line] ?? null) : null),
  })
  return { view, openRegressions: 0, recommendations: 0 }
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** Relative luminance of `rgb(...)`; an alpha of the text's darkens it as on black, which is where themes use one. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number)
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((channel) => {
    const value = (channel * alpha) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
