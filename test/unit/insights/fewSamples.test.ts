import { expect, test } from 'vitest'
import { findInsights } from '../../../src/core/insights/findInsights.ts'
import { readSyntaxTree } from '../../../src/core/source/syntaxTree.ts'
import { runOf } from './findingsOf.ts'

const text = 'function f(all, known) {\n  return all.filter((each) => known.includes(each))\n}'

test.each([[9, []], [10, ['lookup-in-loop']]])('of %d samples: %j', (stackSamples, rules) => {
  const run = runOf('f.js', text)
  const tree = readSyntaxTree(text, 'f.js')
  const found = tree === null ? [] : findInsights({ ...run, attribution: run.attribution && { ...run.attribution, stackSamples } }, [{ file: 'f.js', tree, functions: [] }])
  expect(found.map(({ rule }) => rule)).toEqual(rules)
})
