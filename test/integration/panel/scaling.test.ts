import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Scaling } from '../../../src/core/comparison/scaling.ts'
import { runsView } from '../../../src/core/presentation/panelModel.ts'
import type { PanelModel } from '../../../src/core/presentation/panelModel.ts'
import { exampleRun } from '../../unit/presentation/exampleRun.ts'
import { exampleScaling } from '../../unit/presentation/exampleScaling.ts'
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

async function open(model: PanelModel, theme: Theme = 'dark'): Promise<OpenPanel['page']> {
  panel = await shell.open(theme)
  await panel.show(model)
  return panel.page
}

function modelOf(scalings: readonly Scaling[], loneScalingId: string | null = null): PanelModel {
  return { view: runsView({ runs: [exampleRun()], selectedRunId: null, runningRunId: null, notice: null, scalings, loneScalingId, excerptOf: () => null }), openRegressions: 0, recommendations: 0 }
}

test('the figure, what it means, and every size stand beside the run', async () => {
  const page = await open(modelOf([exampleScaling()]))
  await page.getByRole('heading', { name: 'Scaling of Cart.total' }).waitFor()
  expect(await page.getByRole('heading', { name: 'Cart.total', exact: true }).count()).toBe(1)
  expect(await page.locator('heatline-scaling').getByRole('status').textContent()).toBe('time ~ n^1.98 [1.95, 2.00] n²')
  const rows = page.getByRole('table', { name: 'Time per call at each size' }).getByRole('row')
  expect(await rows.nth(0).getByRole('columnheader').allTextContents()).toEqual(['Size', 'Per call', 'Slowest', 'To half'])
  expect((await rows.nth(7).textContent())?.trim().replaceAll(/\s+/g, ' ')).toBe('1,0242.83 ms4.53 ms×4.01')
  expect(await rows.nth(1).getAttribute('title')).toBe('Left out of the line')
  expect(await page.getByRole('img').getAttribute('aria-label')).toBe('Chart of the time per call at sizes from 16 to 1,024. The line: time ~ n^1.98 [1.95, 2.00], n². The table has its values.')
  expect(await page.getByRole('list', { name: 'About the scaling' }).textContent()).toContain('Size n is the length of an array of 5')
})

test('a function without a run is shown alone', async () => {
  const other = exampleScaling({ id: 'other', function: { ...exampleRun().function, id: 'src/cart.ts#sorted', name: 'sorted' } })
  const page = await open(modelOf([other], 'other'))
  await page.getByRole('heading', { name: 'Scaling of sorted' }).waitFor()
  expect(await page.getByRole('heading', { name: 'Cart.total' }).count()).toBe(0)
  await panel.show(modelOf([other]))
  await page.getByRole('heading', { name: 'Cart.total' }).waitFor()
  expect(await page.getByRole('heading', { name: 'Scaling of sorted' }).count()).toBe(0)
})

test('without a figure it says why, and draws no line', async () => {
  const { sizes } = exampleScaling()
  const page = await open(modelOf([exampleScaling({ outcome: 'failed', fit: null, sizes: sizes.slice(0, 4), message: 'Only 4 sizes can be measured.' })]))
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').textContent()).toBe('Only 4 sizes can be measured.')
  expect(await page.locator('heatline-scaling').getByRole('status').textContent()).toBe('failed')
  expect(await page.getByRole('img').getAttribute('aria-label')).toContain('No line fits.')
})

test('the keyboard measures', async () => {
  const page = await open(modelOf([]))
  await page.getByRole('button', { name: 'Measure scaling' }).focus()
  await page.keyboard.press('Enter')
  expect((await panel.intents()).at(-1)).toEqual({ kind: 'measureScaling', runId: 'run-1' })
})

test('the chart follows the width, and the theme', async () => {
  const page = await open(modelOf([exampleScaling()]))
  const canvas = page.locator('heatline-scaling-chart canvas')
  await canvas.waitFor()
  const before = await coloursOf(panel)
  await page.evaluate((variables) => { for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value) }, themes.light)
  await expect.poll(() => coloursOf(panel)).not.toEqual(before)
  const { width } = await canvas.boundingBox() ?? { width: 0 }
  await page.setViewportSize({ width: 900, height: 720 })
  await expect.poll(async () => (await canvas.boundingBox())?.width).toBeLessThan(width)
})

describe.each<Theme>(['dark', 'light', 'high contrast'])('%s', (theme) => {
  test('dots and the line are drawn in colours of the theme that stand out', async () => {
    const page = await open(modelOf([exampleScaling()]), theme)
    await page.locator('heatline-scaling-chart canvas').waitFor()
    await page.locator('heatline-scaling').screenshot({ path: path.join(pictures, `scaling ${theme}.png`) })
    const colours = await coloursOf(panel)
    for (const name of ['--vscode-foreground', '--vscode-charts-orange'] as const) expect(colours.some((colour) => areNear(colour, themes[theme][name] ?? '')), name).toBe(true)
  })
})

/** A slanting line has few pixels that are all its own. */
function areNear(a: string, b: string): boolean {
  return [1, 3, 5].every((at) => Math.abs(Number.parseInt(a.slice(at, at + 2), 16) - Number.parseInt(b.slice(at, at + 2), 16)) <= 12)
}

/** The colours that fill more than a few pixels of the chart. */
async function coloursOf({ page }: OpenPanel): Promise<readonly string[]> {
  return await page.locator('heatline-scaling-chart canvas').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) return []
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
    const counts = new Map<string, number>()
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] !== 255) continue
      const colour = `#${[data[at], data[at + 1], data[at + 2]].map((channel) => (channel ?? 0).toString(16).padStart(2, '0')).join('')}`
      counts.set(colour, (counts.get(colour) ?? 0) + 1)
    }
    return [...counts].filter(([, count]) => count > 3).map(([colour]) => colour).toSorted()
  })
}
