import { expect, test } from 'vitest'
import { findInsights } from '../../../src/core/insights/findInsights.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { readSyntaxTree } from '../../../src/core/source/syntaxTree.ts'
import { runOf } from './findingsOf.ts'

const text = 'export function f(a, b) {\n  const found = []\n  for (const x of a) if (b.includes(x)) found.push(x)\n  return found\n}\n'

/** What is said of a search that takes half of a call. */
function saidAt(medianMs: number): readonly string[] {
  const tree = readSyntaxTree(text, 'code.ts')
  const run = runOf('code.ts', text, 0.5)
  return tree === null ? [] : findInsights({ ...run, timing: run.timing && { ...run.timing, medianMs } }, [{ file: 'code.ts', tree, functions: discoverFunctions(text, 'code.ts').functions }]).map(({ rule }) => rule)
}

test('a search that takes less than making a Set costs is left alone, however much of the call it is', () => {
  expect(saidAt(0.04)).toEqual(['lookup-in-loop'])
  expect(saidAt(0.004)).toEqual([])
})
