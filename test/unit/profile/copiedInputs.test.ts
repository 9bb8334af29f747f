import { expect, test } from 'vitest'
import { attributeText, functionsOf } from './support/attributeText.ts'
import { textProfile } from './support/textProfile.ts'

const source = `export function run(list: number[]) {
  list.push(1)
}
`

const lines = textProfile(`
(root)
  (garbage collector) x70
  loop runner:5 x100
    run bundle:2 x30
`)

test('where the harness copies inputs, nobody knows whose garbage was collected', () => {
  const own = attributeText(source, { lines, callers: null })
  expect([own.garbageCollection.share, own.stackSamples]).toEqual([0.7, 100])
  const copied = attributeText(source, { lines, callers: null, copiesInputs: true })
  expect([copied.garbageCollection.share, copied.stackSamples]).toEqual([0, 30])
  expect(functionsOf(copied)).toEqual(['src/main.ts#run 30/-'])
})
