import { expect, test } from 'vitest'
import { chooseRows } from '../../../src/engine/inputs/chooseRows.ts'
import type { TriedRow } from '../../../src/engine/inputs/runTrial.ts'

function tried(end: TriedRow['end'], statements: readonly number[], ms = 1): TriedRow {
  return { end, ms, statements, thrown: null }
}

test('rows whose calls throw, stay pending or were never reached are left out', () => {
  const chosen = chooseRows(['a', 'b', 'c', 'd'], [tried('returned', [0]), tried('threw', [0, 1]), tried('pending', [2]), null], 3)
  expect(chosen.rows).toEqual(['a'])
  expect(chosen.coverage).toBeCloseTo(1 / 3)
})

test('a row that alone runs something is kept however long it takes, another that takes so long is not', () => {
  const rows = Array.from({ length: 30 }, (_, index) => `row${index}`)
  const results = rows.map((_, index) => tried('returned', index === 7 ? [0, 1] : [0], index === 7 || index === 8 ? 10_000 : 1))
  const { rows: kept, coverage } = chooseRows(rows, results, 2)
  expect(kept).toContain('row7')
  expect(kept).not.toContain('row8')
  expect(coverage).toBe(1)
})

test('no more rows than are worth storing, mixed, and the same for the same rows', () => {
  const rows = Array.from({ length: 400 }, (_, index) => `[${index}]`)
  const { rows: kept } = chooseRows(rows, rows.map(() => tried('returned', [0])), 1)
  expect(kept.length).toBeLessThanOrEqual(120)
  expect(kept).not.toEqual(kept.toSorted((a, b) => rows.indexOf(a) - rows.indexOf(b)))
  expect(chooseRows(rows, rows.map(() => tried('returned', [0])), 1).rows).toEqual(kept)
  const large = rows.map((text) => text.padEnd(20_000, ' '))
  expect(chooseRows(large, large.map(() => tried('returned', [0])), 1).rows.join('').length).toBeLessThanOrEqual(60_000)
})
