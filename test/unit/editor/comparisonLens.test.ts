import { expect, test } from 'vitest'
import type { LensComparison } from '../../../src/editor/comparisonLens.ts'
import { comparisonLens } from '../../../src/editor/comparisonLens.ts'
import { exampleComparison } from '../presentation/exampleComparison.ts'

const comparison = exampleComparison({ warnings: ['Other programs kept the processor busy.'] })
const session = { comparison, dismissal: null, excerpts: {}, marks: {} }
const reference = { uri: 'file:///shop/src/cart.ts', functionName: 'Cart.total' }

function lens(known: Partial<LensComparison>, hash = comparison.function.bodyHash) {
  const { title, command, tooltip } = comparisonLens({ session: null, isComparing: false, skippedReason: null, ...known }, hash, reference)
  return { title, command, tooltip }
}

test('before the first comparison a click compares; why there was none after the run is told', () => {
  expect(lens({})).toEqual({ title: 'Compare', command: 'heatline.compare', tooltip: 'Click to compare it with its baseline.' })
  expect(lens({ skippedReason: 'It is new: `main` does not have it.' }).tooltip).toBe('It is new: `main` does not have it.\nClick to compare it with its baseline.')
})

test('while nobody asked for it, a click cancels', () => {
  expect(lens({ isComparing: true, session })).toMatchObject({ title: '$(sync~spin)\u00A0Comparing…', command: 'heatline.cancel' })
})

test('a comparison opens the Regressions view, and its warnings are told', () => {
  expect(lens({ session })).toEqual({
    title: '▲ 18% [15, 21] vs main', command: 'heatline.showComparison', tooltip: 'Other programs kept the processor busy.\nClick for the interval, the causes and the trend.',
  })
  expect(lens({ session: { ...session, dismissal: 'It does more now' } })).toMatchObject({ title: '▲ 18% [15, 21] vs main · dismissed', tooltip: expect.stringMatching(/^Dismissed: It does more now\n/) as string })
})

test('one of older code is stale, and a click compares again', () => {
  expect(lens({ session }, 'other')).toMatchObject({ title: '▲ 18% [15, 21] vs main · stale', command: 'heatline.compare', tooltip: 'The code changed since.\nClick to compare again.' })
})
