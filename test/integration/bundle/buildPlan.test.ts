import type { Message } from 'esbuild'
import { expect, test } from 'vitest'
import { firstPlan, missingKey, recoverPlan } from '../../../src/engine/bundle/buildPlan.ts'
import type { AttemptFacts } from '../../../src/engine/bundle/buildPlan.ts'

const facts: AttemptFacts = { directory: '/w', includedComputed: false, decorated: new Set(['/w/decorated.ts']) }

function error(text: string, file = 'a.ts', lineText = '', column = 0): Message {
  return { id: '', pluginName: '', text, notes: [], detail: undefined, location: { file, namespace: '', line: 1, column, length: 1, lineText, suggestion: '' } }
}

test('top-level await makes an ES module of what looked like CommonJS, once', () => {
  const awaits = error('Top-level await is currently not supported with the "cjs" output format')
  expect(recoverPlan(firstPlan('cjs'), [awaits], facts)).toEqual(firstPlan('esm'))
  expect(recoverPlan(firstPlan('esm'), [awaits], facts)).toBeNull()
})

test('a missing module is the user\'s to mend where a statement imports it, and Node\'s to report where a call does', () => {
  const lines = ['/* ü */ require(\'x\')', 'f(import( /* why */ \'x\'))', 'import x from \'x\'', 'export * from \'x\'']
  const recovered = lines.map((line) => {
    const column = Buffer.byteLength(line.slice(0, line.indexOf('\'x\'')))
    return recoverPlan(firstPlan('esm'), [error('Could not resolve "x"', 'a.ts', line, column)], facts)?.missing ?? null
  })
  const missing = new Set([missingKey('/w/a.ts', 'x')])
  expect(recovered).toEqual([missing, missing, null, null])
})

test('an alias that esbuild does not know is asked for in the next attempt', () => {
  const unknown = error('Could not resolve "@/prices"', 'a.ts', 'import "@/prices"', 7)
  const next = recoverPlan(firstPlan('esm'), [unknown], facts)
  expect(next).toEqual(firstPlan('esm', true))
  expect(next && recoverPlan(next, [unknown], facts)).toBeNull()
})

test('a name that is not exported is a type where a decorator\'s metadata kept its import', () => {
  const text = 'No matching export in "b.ts" for import "B"'
  expect(recoverPlan(firstPlan('esm'), [error(text, 'decorated.ts')], facts)?.typeImports).toEqual(new Map([['/w/decorated.ts', new Set(['B'])]]))
  expect(recoverPlan(firstPlan('esm'), [error(text)], facts)).toBeNull()
})

test('an error that comes with modules of computed imports is tried without them, once', () => {
  const broken = error('Expected ";" but found "x"')
  const next = recoverPlan(firstPlan('esm'), [broken], { ...facts, includedComputed: true })
  expect(next).toEqual({ ...firstPlan('esm'), includesComputed: false })
  expect(next && recoverPlan(next, [broken], { ...facts, includedComputed: true })).toBeNull()
})
