import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Insight } from '../../../src/core/insights/insight.ts'
import type { PanelModel } from '../../../src/core/presentation/panelModel.ts'
import { countRecommendations, recommendationsView } from '../../../src/core/presentation/recommendationsModel.ts'
import type { ListedInsight } from '../../../src/core/presentation/recommendationsModel.ts'
import { confirmedEffect, exampleInsight } from '../../unit/presentation/exampleInsight.ts'
import { exampleTuning } from '../../unit/tune/exampleTuning.ts'
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

const oneOf = (id: string, functionName: string, changes: Partial<Insight> = {}, state: Partial<ListedInsight> = {}): ListedInsight => ({ id, insight: exampleInsight(changes), functionName, profiledId: functionName, isOutdated: false, isRunning: false, dismissal: null, ...state })

const some: readonly ListedInsight[] = [
  oneOf('set', 'missing', { measuredEffect: confirmedEffect }),
  oneOf('once', 'prices', { title: 'Make the formatter once, for all calls', share: 0.2, priority: 'medium', line: 3 }),
  oneOf('copy', 'copies', { title: 'Copy the value itself', share: 0.1, priority: 'medium', goals: ['time', 'memory'], measuredEffect: { ...confirmedEffect, sameAnswers: false, message: 'The answers differ.' } }),
  oneOf('waits', 'copies', { title: 'Wait for both at once', share: 0.4, effort: 'medium', kind: 'external wait', goals: ['latency'] }),
  oneOf('old', 'ranks', { title: 'Sort once, before the loop', share: 0.07, priority: 'low' }, { isOutdated: true }),
  oneOf('left', 'ranks', { title: 'Walk through the list once' }, { dismissal: { ...exampleInsight(), reason: 'It is never that large', dismissedAt: Date.UTC(2026, 0, 31) } }),
]

const modelOf = (listed: readonly ListedInsight[], notice: string | null = null): PanelModel => ({ view: recommendationsView(listed, notice), openRegressions: 0, recommendations: countRecommendations(listed) })

async function open(model: PanelModel): Promise<OpenPanel['page']> {
  panel = await shell.open('dark')
  await panel.show(model)
  return panel.page
}

test('before the first one it says what to do, and arrow keys go round the tabs', async () => {
  const page = await open(modelOf([]))
  await page.getByRole('heading', { name: 'Nothing to recommend yet' }).waitFor()
  await page.getByRole('tab', { name: 'Recommendations' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowLeft')
  expect((await panel.intents()).slice(1)).toEqual([{ kind: 'showView', view: 'runs' }, { kind: 'showView', view: 'regressions' }])
})

test('each says why, what came of it, and what can be done', async () => {
  const page = await open(modelOf(some))
  const card = (title: string) => page.getByRole('listitem', { name: title })
  const buttons = async (title: string): Promise<string[]> => (await card(title).getByRole('button').allTextContents()).map((text) => text.trim())
  await card('Ask a Set').waitFor()
  expect(await page.getByRole('tab', { selected: true }).getAttribute('aria-label')).toBe('Recommendations, 3 are open')
  expect(await card('Ask a Set').getByRole('status').textContent()).toBe('tried: 1.80x faster [1.70, 1.90], same answers on 214 calls')
  expect(await buttons('Ask a Set')).toEqual(['Apply', 'Try again', 'Dismiss…'])
  expect(await buttons('Make the formatter')).toEqual(['Try it', 'Dismiss…'])
  // What answers otherwise is neither tried again nor applied.
  expect(await buttons('Copy the value')).toEqual(['Dismiss…'])
  expect(await buttons('Sort once')).toEqual(['Dismiss…'])
  expect(await card('Ask a Set').getByRole('heading').getByRole('code').allTextContents()).toEqual(['known'])
  await card('Ask a Set').getByRole('button', { name: 'Apply' }).click()
  await card('Make the formatter').getByRole('button', { name: 'Try it' }).click()
  await card('Sort once').getByRole('button', { name: 'Dismiss…' }).click()
  await card('Make the formatter').getByRole('link', { name: 'src/cart.ts:4' }).click()
  expect((await panel.intents()).slice(1)).toEqual([
    { kind: 'applyInsight', insightId: 'set' }, { kind: 'tryInsight', insightId: 'once' }, { kind: 'dismissInsight', insightId: 'old' }, { kind: 'openInsight', insightId: 'once' },
  ])
})

test('one that is being tried says so, and is not tried twice', async () => {
  const page = await open(modelOf([oneOf('set', 'missing', {}, { isRunning: true })]))
  expect(await page.locator('heatline-recommendation').getByRole('status').textContent()).toBe('trying…')
  await page.getByRole('button', { name: 'Try it' }).click({ force: true })
  expect(await panel.intents()).toHaveLength(1)
})

test('they are grouped, costed by class, and narrowed to a goal with the keyboard', async () => {
  const page = await open(modelOf(some))
  const titles = async (): Promise<string[]> => await page.getByRole('heading', { level: 3 }).allTextContents()
  await page.getByRole('heading', { name: 'High priority · quick wins' }).waitFor()
  expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['High priority · quick wins', 'High priority · medium effort', 'Medium priority · quick wins', 'Low priority · quick wins'])
  expect(await page.getByRole('definition').allTextContents()).toEqual(['31% of the time of 3 functions, 3 recommendations', '13% of the time of 3 functions, 1 recommendation'])
  await page.getByRole('button', { name: 'Memory 1' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(titles).toEqual(['Copy the value itself'])
  expect(await panel.state()).toMatchObject({ goal: 'memory' })
  expect(await page.getByRole('button', { name: 'Memory 1' }).getAttribute('aria-pressed')).toBe('true')
})

test('what was dismissed is folded away with its reason, and can be brought back', async () => {
  const page = await open(modelOf(some))
  await page.getByText('1 dismissed').press('Enter')
  const card = page.getByRole('listitem', { name: 'Walk through the list once' })
  expect(await card.getByRole('status').textContent()).toBe('dismissed on 2026-01-31: It is never that large')
  await card.getByRole('button', { name: 'Bring back' }).click()
  expect((await panel.intents()).slice(1)).toEqual([{ kind: 'bringBackInsight', insightId: 'left' }])
})

test('a search for a constant shows its chart, its values as a table, and what can be done', async () => {
  const tunings = [{ tuning: exampleTuning(), isOutdated: false }, { tuning: exampleTuning({ id: 'tuning-2', constant: { ...exampleTuning().constant, name: 'LIMIT' } }), isOutdated: true }]
  const page = await open({ view: recommendationsView([], null, tunings), openRegressions: 0, recommendations: 1 })
  const card = page.getByRole('listitem', { name: 'CHUNK = 16 in 1..64' })
  await card.getByRole('heading', { name: 'CHUNK = 32 is better than 16: 13% [12, 14] less time.' }).waitFor()
  await card.locator('canvas').waitFor()
  expect(await card.getByRole('img').getAttribute('aria-label')).toContain('CHUNK = 32 is better than 16')
  expect(await card.getByRole('row').allInnerTexts()).toEqual(['Value\tTime', '1\t▲ 420% [390, 450]', '8\t▲ 20% [17, 23]', '16\tas it is', '32\t▼ 13% [12, 14]', '64\t▼ 3% [−2, 8]'])
  await card.getByText('The answers differ').waitFor()
  await page.screenshot({ path: path.join(pictures, 'tuning.png') })
  expect(await page.getByRole('listitem', { name: 'LIMIT' }).getByRole('button', { name: 'Apply' }).count()).toBe(0)
  await card.getByRole('button', { name: 'Apply CHUNK = 32' }).click()
  await card.getByRole('link', { name: 'src/cart.ts:3' }).click()
  expect((await panel.intents()).slice(1)).toEqual([{ kind: 'applyTuning', tuningId: 'tuning-1' }, { kind: 'openTuning', tuningId: 'tuning-1' }])
  await page.setViewportSize({ width: 320, height: 720 })
  // The chart follows when it is told of its width.
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})

test('nothing is tried where nothing may run', async () => {
  const page = await open(modelOf(some, 'Nothing runs here.'))
  await page.getByText('Nothing runs here.').waitFor()
  await page.getByRole('listitem', { name: 'Make the formatter' }).getByRole('button', { name: 'Try it' }).click({ force: true })
  expect(await panel.intents()).toHaveLength(1)
})

test('is drawn in every theme, and narrow', async () => {
  const page = await open(modelOf(some))
  await page.getByRole('listitem', { name: 'Ask a Set' }).waitFor()
  for (const theme of ['light', 'high contrast', 'dark'] as const satisfies readonly Theme[]) {
    await page.evaluate((variables) => {
      for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value)
    }, themes[theme])
    await page.screenshot({ path: path.join(pictures, `recommendations-${theme.replace(' ', '-')}.png`) })
  }
  await page.setViewportSize({ width: 320, height: 720 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})
