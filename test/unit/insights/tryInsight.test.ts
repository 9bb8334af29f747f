import { expect, test } from 'vitest'
import { tryInsight } from '../../../src/engine/insights/tryInsight.ts'
import type { ProfileRequest } from '../../../src/engine/profileFunction.ts'
import { exampleInsight } from '../presentation/exampleInsight.ts'

const request: ProfileRequest = {
  root: '/shop', file: '/shop/src/cart.ts', text: 'export function missing() {}\n', overlays: new Map(), functionName: 'missing', workload: { kind: 'call', expression: 'missing()', origin: 'tag' }, notes: [], allowedActions: [], timeBudgetMs: 500,
  node: { path: process.execPath, version: process.versions.node, foundIn: 'test', env: {}, abi: process.versions.modules }, installation: { directory: '', version: '' },
}
const events = { onStage: () => {}, onLog: () => {}, onOutput: () => {} }
const { signal } = new AbortController()

test('a change of a file that is another one by now is not tried', async () => {
  await expect(tryInsight(exampleInsight(), 'export function missing() { return 1 }\n', request, events, signal)).rejects.toThrow('src/cart.ts has changed since it was measured')
})

test('nor is one whose edits overlap, or that is the user\'s to make', async () => {
  const edit = [{ start: 0, end: 10, text: '' }, { start: 5, end: 12, text: '' }]
  await expect(tryInsight(exampleInsight({ edit }), request.text, request, events, signal)).rejects.toThrow('two of its edits overlap in src/cart.ts, line 1')
  expect(await tryInsight(exampleInsight({ edit: null }), request.text, request, events, signal)).toBeNull()
})
