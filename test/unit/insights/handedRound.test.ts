import { expect, test } from 'vitest'
import { findingsOf } from './findingsOf.ts'

/** Functions that hand an array on to themselves and to the next, the last to the first. @param last what the last one does as well */
const round = (count: number, last: string): string => Array.from({ length: count }, (_, i) => `function f${i}(list, x) {\n  ${i === count - 1 ? last : ''}\n  return list.find((each) => each.id === x.id) ?? f${i}(list, x) ?? f${(i + 1) % count}(list, x)\n}\n`).join('')

const asks = 'export function all(items, xs) {\n  for (const x of xs) {\n    if (items.includes(x)) f0(items, x)\n  }\n}\n'

test('functions that hand an array round leave it alone, where none of them changes it', () => {
  expect(findingsOf('lookup-in-loop', asks + round(40, ''))).toHaveLength(1)
})

test('functions that hand an array round change it, where one of them does', () => {
  expect(findingsOf('lookup-in-loop', asks + round(40, 'list.push(x)'))).toEqual([])
})

test('an array that is handed round grows where a loop around the first call adds to it', () => {
  const grows = 'export function all(xs) {\n  const items = []\n  for (const x of xs) {\n    items.push(x)\n    f0(items, x)\n  }\n}\n'
  expect(findingsOf('array-as-set', grows + round(40, '')).length).toBeGreaterThan(0)
  expect(findingsOf('array-as-set', asks + round(40, ''))).toEqual([])
})
