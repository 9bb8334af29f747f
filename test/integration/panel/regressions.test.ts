import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { PanelModel } from '../../../src/core/presentation/panelModel.ts'
import { countOpen, regressionsView } from '../../../src/core/presentation/regressionsModel.ts'
import type { ListedComparison, RegressionsInput } from '../../../src/core/presentation/regressionsModel.ts'
import { readPanelState } from '../../../src/protocol/panelMessages.ts'
import { exampleComparison, exampleDifference } from '../../unit/presentation/exampleComparison.ts'
import { cartSource } from '../../unit/presentation/exampleRun.ts'
import { startPanelShell } from './panelShell.ts'
import type { OpenPanel, PanelShell } from './panelShell.ts'
import { themes } from './themes.ts'
import type { Theme } from './themes.ts'

const pictures = path.resolve(import.meta.dirname, '../../../test-results')

let shell: PanelShell
let panel: OpenPanel

beforeAll(async () => {
  shell = await startPanelShell()
  await mkdir(pictures, { recursive: true })
})
afterAll(() => shell.close())
afterEach(async () => {
  expect(panel.troubles).toEqual([])
  await panel.page.close()
})

const gone = { file: 'src/cart.ts', line: 6, functionName: 'Cart.total', differenceMsPerCall: -0.00012, differenceBytesPerCall: null, change: 'removed' as const }
const named = (id: string, name: string, changes: Partial<ListedComparison['comparison']> = {}): ListedComparison => ({
  comparison: exampleComparison({ id, base: { ...exampleComparison().base, text: cartSource }, causes: [...exampleComparison().causes, gone], function: { ...exampleComparison().function, id: `src/cart.ts#${name}`, name }, ...changes }), dismissal: null, isOutdated: false,
})
const slight = exampleDifference({ verdict: 'slower', relativeDifference: 0.042, confidenceInterval: { low: 0.021, high: 0.061 }, current: 0.31 })
const faster = exampleDifference({ verdict: 'improvement', relativeDifference: -0.37, confidenceInterval: { low: -0.4, high: -0.33 }, current: 0.2 })
const unclear = exampleDifference({ verdict: 'inconclusive', relativeDifference: 0.02, confidenceInterval: { low: -0.06, high: 0.1 } })
const same = exampleDifference({ verdict: 'unchanged', relativeDifference: 0.002, confidenceInterval: { low: -0.008, high: 0.011 }, current: 0.0124 })
const some: readonly ListedComparison[] = [
  named('total', 'Cart.total', { warnings: ['Other programs kept the processor busy.'] }),
  named('parse', 'parseHeader', { time: slight, throughput: slight, function: { ...exampleComparison().function, file: 'src/http/header.ts', name: 'parseHeader' } }),
  named('render', 'renderTable', { time: faster, throughput: faster }),
  named('sort', 'sortRows', { time: unclear, throughput: unclear }),
  { ...named('hash', 'hash', { time: same, throughput: same }), isOutdated: true },
  { ...named('wait', 'waitFor'), dismissal: 'It waits longer on purpose.' },
]

const trend = {
  word: 'degrading since 1d0c6a2d',
  points: [1, 1.01, 0.99, 1.02, 1, 1.18, 1.19, 1.17, 1.2].map((index, at) => ({ index, label: ['9f1c2d3e', 'a1b2c3d4', '0c9d8e7f', 'be51d0c6', '77aa01fe', '1d0c6a2d', '4e5f6071', 'c0b1a2c3', '0f2acdf1'][at] ?? '', isChange: at === 5 })),
}

function modelOf(comparisons: readonly ListedComparison[], changes: Partial<RegressionsInput> = {}): PanelModel {
  return { view: regressionsView({ comparisons, selectedId: null, runningIds: new Set(), notice: null, trendOf: () => trend, ...changes }), openRegressions: countOpen(comparisons), recommendations: 0 }
}

async function open(model: PanelModel, theme: Theme = 'dark', state = readPanelState(null)): Promise<OpenPanel['page']> {
  panel = await shell.open(theme, state)
  await panel.show(model)
  return panel.page
}

const names = async (): Promise<string[]> => panel.page.getByRole('option').evaluateAll((rows) => rows.map((row) => row.querySelector('.name')?.textContent ?? ''))

test('before the first comparison it says what to do', async () => {
  const page = await open(modelOf([]))
  await page.getByRole('heading', { name: 'Nothing compared yet' }).waitFor()
  expect(await page.getByText('Set as Baseline…').count()).toBe(1)
  await page.getByRole('tab', { name: 'Regressions' }).focus()
  await page.keyboard.press('ArrowLeft')
  expect((await panel.intents()).at(-1)).toEqual({ kind: 'showView', view: 'runs' })
})

test('a comparison tells its verdict, how sure it is, why, and what can be done', async () => {
  const page = await open(modelOf(some))
  await page.getByRole('heading', { name: 'Cart.total' }).waitFor()
  expect(await page.getByRole('tab', { selected: true }).getAttribute('aria-label')).toBe('Regressions, 1 is open')
  expect(await page.locator('heatline-regression').getByRole('status').textContent()).toBe('▲ 18% [15, 21] vs main')
  expect(await page.locator('heatline-regression').getByRole('img').first().getAttribute('aria-label')).toBe('18% more time, between +15% and +21%; the threshold is 15%')
  expect(await page.getByRole('option', { name: 'Cart.total' }).locator('.trend').getAttribute('aria-label')).toBe('Trend: degrading since 1d0c6a2d')
  const rows = page.getByRole('table', { name: 'Figures' }).getByRole('row')
  expect((await rows.nth(1).textContent())?.trim().replaceAll(/\s+/g, ' ')).toBe('Time per call▲ 18% [15, 21]regression 12.4 µs14.6 µs15%')
  expect((await page.getByRole('list', { name: 'Causes' }).getByRole('listitem').allTextContents()).map((text) => text.trim().replaceAll(/\s+/g, ' '))).toEqual([
    '+1.80 µs/call in Cart.total, src/cart.ts:9 new', '+400 ns/call, +96 B/call in round, src/tax.ts:2', '−120 ns/call in Cart.total, src/cart.ts:7 gone',
  ])
  expect(await page.locator('heatline-trend-chart').getByRole('img').getAttribute('aria-label')).toBe('Chart of the time per call over 9 comparisons: degrading since 1d0c6a2d, now 20% more than at first. It changed at 1d0c6a2d.')
  await page.getByRole('link', { name: 'src/tax.ts:2' }).click()
  for (const name of ['Measure again', 'Show difference', 'Accept as baseline', 'Dismiss…']) await page.getByRole('button', { name }).click()
  await page.getByRole('link', { name: 'src/cart.ts:6' }).click()
  const of = { comparisonId: 'total' }
  expect((await panel.intents()).slice(1)).toEqual([
    { kind: 'openCause', ...of, cause: 1 }, { kind: 'compareAgain', ...of }, { kind: 'showDifference', ...of }, { kind: 'acceptBaseline', ...of }, { kind: 'dismiss', ...of }, { kind: 'openCompared', ...of },
  ])
})

test('search and groups narrow the list, arrow keys choose, and both outlive a reload', async () => {
  const page = await open(modelOf(some))
  await page.getByRole('option', { name: 'Cart.total' }).waitFor()
  expect(await names()).toEqual(['Cart.total', 'parseHeader', 'sortRows', 'hash', 'renderTable', 'waitFor'])
  await page.getByRole('listbox').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  expect((await panel.intents()).slice(1)).toEqual([{ kind: 'selectComparison', comparisonId: 'parse' }, { kind: 'selectComparison', comparisonId: 'wait' }])
  await page.getByRole('button', { name: 'Worse 2' }).click()
  expect(await names()).toEqual(['Cart.total', 'parseHeader'])
  await page.getByRole('searchbox').fill('src header')
  await expect.poll(names).toEqual(['parseHeader'])
  const state = await panel.state()
  expect(panel.troubles).toEqual([])
  await page.close()
  await open(modelOf(some), 'dark', readPanelState(state))
  await expect.poll(names).toEqual(['parseHeader'])
  expect(await panel.page.getByRole('button', { name: 'Worse 2' }).getAttribute('aria-pressed')).toBe('true')
  expect(state).toMatchObject({ view: 'regressions', selectedComparisonId: 'total' })
})

test('what was dismissed says why and can be brought back; what runs or may not run is not measured', async () => {
  const page = await open(modelOf(some, { selectedId: 'wait' }))
  await page.getByText('Dismissed: It waits longer on purpose.').waitFor()
  await page.getByRole('button', { name: 'Bring back' }).click()
  expect((await panel.intents()).at(-1)).toEqual({ kind: 'bringBack', comparisonId: 'wait' })
  await panel.show(modelOf(some, { selectedId: 'total', runningIds: new Set(['total']) }))
  await page.getByText('measuring again…').waitFor()
  await page.getByRole('button', { name: 'Measure again' }).click({ force: true })
  await panel.show(modelOf(some, { notice: 'Nothing runs here.' }))
  await page.getByText('Nothing runs here.').waitFor()
  await page.getByRole('button', { name: 'Measure again' }).click({ force: true })
  expect(await panel.intents()).toHaveLength(2)
})

test('long names and long lists keep to their places', async () => {
  const long = 'totalOfEveryOrderThatWasEverPlacedByACustomerOfTheShopIncludingTaxesAndDiscounts'
  const far = { ...exampleComparison().function, file: 'packages/storefront/server/source/modules/orders/calculations/taxes/totalOfEveryOrder.ts', name: long }
  const many = [named('long', long, { function: far, causes: [{ ...gone, functionName: long, file: far.file }] }), ...Array.from({ length: 100 }, (_, at) => named(`step${at}`, `step${at}`))]
  const page = await open(modelOf(many, { selectedId: 'long' }))
  await page.getByRole('heading', { name: long }).waitFor()
  const shown = page.getByRole('option', { selected: true })
  const list = page.getByRole('navigation')
  for (const width of [1130, 400]) {
    await page.setViewportSize({ width, height: 720 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    const right = await Promise.all([shown.locator('.figure').first().boundingBox(), list.boundingBox()]).then((boxes) => boxes.map((box) => (box?.x ?? 0) + (box?.width ?? 0)))
    expect(right[0]).toBeLessThan(right[1] ?? 0)
  }
  // One that is chosen in the editor is seen, and so is what it shows.
  await page.setViewportSize({ width: 1130, height: 720 })
  await panel.show(modelOf(many, { selectedId: 'step99' }))
  await page.getByRole('heading', { name: 'step99' }).waitFor()
  await expect.poll(() => shown.evaluate((row) => row.getBoundingClientRect().bottom <= window.innerHeight)).toBe(true)
  expect(await page.getByRole('heading', { name: 'step99' }).evaluate((heading) => heading.getBoundingClientRect().top > 0)).toBe(true)
})

test('what needs no measuring is no alarm', async () => {
  const page = await open(modelOf([named('same', 'same', { time: { ...same, pairs: 0 }, throughput: same, message: 'The same code with the same inputs: nothing was measured.' })]))
  const told = page.getByRole('alert')
  expect(await told.getAttribute('class')).toBe('quiet')
})

test('its bars stand out in every theme', async () => {
  const page = await open(modelOf(some))
  await page.locator('heatline-trend-chart canvas').waitFor()
  const fills: string[] = []
  for (const theme of ['light', 'high contrast', 'dark'] as const satisfies readonly Theme[]) {
    await page.evaluate((variables) => {
      for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value)
    }, themes[theme])
    await page.screenshot({ path: path.join(pictures, `regressions-${theme.replace(' ', '-')}.png`) })
    fills.push(await page.locator('.interval .worse.span').first().evaluate((bar) => getComputedStyle(bar).fill))
  }
  expect(fills).toEqual(['rgb(229, 20, 0)', 'rgb(244, 135, 113)', 'rgb(241, 76, 76)'])
})
