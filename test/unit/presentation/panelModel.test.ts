import { expect, test } from 'vitest'
import type { Run } from '../../../src/core/comparison/run.ts'
import { runsView } from '../../../src/core/presentation/panelModel.ts'
import type { RunsInput } from '../../../src/core/presentation/panelModel.ts'
import { cartSource, exampleRun, functionHeat, lineHeat } from './exampleRun.ts'

test('the newest run is shown where none was chosen, or the chosen one is gone', () => {
  const runs = [exampleRun({ id: 'new' }), exampleRun({ id: 'old' })]
  expect(viewOf(runs).selected?.id).toBe('new')
  expect(viewOf(runs, { selectedRunId: 'old' }).selected?.id).toBe('old')
  expect(viewOf(runs, { selectedRunId: 'gone' }).selected?.id).toBe('new')
  expect(viewOf([]).selected).toBeNull()
})

test('a run has title, place, workload, facts and warnings', () => {
  const selected = viewOf([exampleRun()]).selected
  expect(selected).toMatchObject({
    functionName: 'Cart.total',
    title: '12.4 µs ±1.2% · 80.6k/s',
    place: { file: 'src/cart.ts', line: 5 },
    message: null,
    workload: { expression: 'new Cart(items).total(0.2)', origin: null },
    warnings: ['Other programs kept the processor busy.'],
  })
  expect(selected?.facts).toEqual([
    '482,301 calls in 6 processes',
    '4,000 stack samples (pprof) · 1.98 s of measuring, 412 ms of loading',
    'Node 24.21.0 · V8 13.6.233 · linux x64 · 2 × Some CPU @ 3.00GHz',
  ])
})

test('rows carry places, shares and the text that was measured', () => {
  const source = cartSource.split('\n')
  const heat = viewOf([exampleRun()], { excerptOf: (_, { file, line }) => (file === 'src/cart.ts' ? (source[line] ?? null) : null) }).selected?.heat
  expect(heat?.lines[0]).toMatchObject({ place: { file: 'src/cart.ts', line: 8 }, excerpt: 'sum += item.price * item.count', self: { share: 0.55, samples: 2200, level: 5 }, selfMsPerCall: 0.00682 })
  expect(heat?.lines[2]).toMatchObject({ place: { file: 'src/tax.ts', line: 1 }, excerpt: null })
  expect(heat?.functions.map((each) => each.name)).toEqual(['Cart.total', 'round', 'new Cart'])
  expect(heat).toMatchObject({ hasTotals: true, garbageCollectionShare: 0.06, unmappedShare: 0.03 })
})

test('a share that rests on few samples has no level', () => {
  const levels = viewOf([exampleRun()]).selected?.heat?.lines.map((each) => each.self.level)
  expect(levels).toEqual([5, 3, 2, 1, 0])
})

test.each([
  ['failed', 'failed'],
  ['denied', 'denied'],
  ['timedOut', 'timed out'],
] as const)('a run that %s says so and why', (outcome, title) => {
  const view = viewOf([exampleRun({ outcome, message: 'because', attribution: null, timing: null })])
  expect(view.runs[0]?.title).toBe(title)
  expect(view.selected).toMatchObject({ title, message: 'because', heat: null })
})

test('a run that was cancelled needs no reason', () => {
  expect(viewOf([exampleRun({ outcome: 'cancelled', message: 'Cancelled.', timing: null })]).selected).toMatchObject({ title: 'cancelled', message: null })
})

test('a run that goes on says so until it is timed', () => {
  const running = { runningRunId: 'run-1' }
  expect(viewOf([exampleRun({ timing: null })], running).runs[0]).toMatchObject({ isRunning: true, title: 'measuring…' })
  expect(viewOf([exampleRun()], running).runs[0]?.title).toBe('12.4 µs ±1.2% · 80.6k/s')
})

test('without call sites there are no totals', () => {
  const { attribution } = exampleRun()
  const lines = [lineHeat('src/cart.ts', 8, 2200, null, null)]
  const heat = viewOf([exampleRun({ attribution: attribution && { ...attribution, lines } })]).selected?.heat
  expect(heat?.hasTotals).toBe(false)
  expect(heat?.lines[0]?.total).toBeNull()
})

test('however large the runs are, the model is small', () => {
  const { attribution } = exampleRun()
  const many = Array.from({ length: 5000 }, (_, index) => index)
  const large = exampleRun({
    message: 'x'.repeat(1_000_000),
    warnings: many.map((each) => `warning ${each}`),
    attribution: attribution && {
      ...attribution,
      lines: many.map((line) => lineHeat('src/cart.ts', line, 1, 1, 0.001)),
      functions: many.map((line) => functionHeat('src/cart.ts', `f${line}`, line, 1, 1)),
    },
  })
  const view = viewOf(many.map(() => large), { excerptOf: () => 'y'.repeat(10_000) })
  expect(view).toMatchObject({ moreRuns: 4900, selected: { heat: { moreLines: 4900, moreFunctions: 4900 } } })
  expect(view.selected?.heat?.lines).toHaveLength(100)
  expect(JSON.stringify(view).length).toBeLessThan(120_000)
})

function viewOf(runs: readonly Run[], changes: Partial<RunsInput> = {}) {
  return runsView({ runs, selectedRunId: null, runningRunId: null, notice: null, scalings: [], loneScalingId: null, excerptOf: () => null, ...changes })
}
