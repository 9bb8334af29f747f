import { expect, inject, test } from 'vitest'
import { runHostSuite } from './runHostSuite.ts'

// The suite runs once, inside VS Code; each of its tests is one of ours.
const results = await runHostSuite(inject('vsix'), inject('extensionFolder'))

test('the suite inside VS Code has tests', () => {
  expect(results).not.toEqual([])
})

for (const { name, error } of results) {
  test(`in VS Code: ${name}`, () => {
    if (error !== null) throw new Error(error)
  })
}
