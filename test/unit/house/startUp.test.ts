import { expect, test } from 'vitest'
import { importsOf, sourceText } from './sourceImports.ts'

test('the extension starts without a library: what is heavy is imported where it is first needed', () => {
  const seen = new Set(['extension.ts'])
  const packages = new Set<string>()
  for (const file of seen) {
    for (const { to, isFile, typeOnly, isLate } of importsOf(file, sourceText(file))) {
      if (typeOnly || isLate) continue
      ;(isFile ? seen : packages).add(to)
    }
  }
  expect(seen.size).toBeGreaterThan(20)
  expect([...packages].filter((name) => name !== 'vscode' && !name.startsWith('node:') && !name.startsWith('es-toolkit')).toSorted()).toEqual([])
})
