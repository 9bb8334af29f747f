import { expect, test } from 'vitest'
import type { CallShape, InputShape } from '../../../src/core/workloads/inputShape.ts'
import { bodyLiterals } from '../../../src/engine/inputs/bodyLiterals.ts'
import { rowTexts } from '../../../src/engine/inputs/rowTexts.ts'

const nothing = bodyLiterals('')

function acceptAll(rows: readonly unknown[]): readonly boolean[] {
  return rows.map(() => true)
}

function call(shape: InputShape, isOptional = false): CallShape {
  return { overloads: [[{ name: 'value', shape, isOptional }]], receiver: null, returns: { kind: 'undefined' } }
}

/** The values of the only argument. */
function values(shape: InputShape, body = ''): readonly unknown[] {
  return rowTexts(call(shape), false, bodyLiterals(body), 1, 160, acceptAll).rows.map((text) => {
    // oxlint-disable-next-line typescript/no-implied-eval -- what the runner does with them
    const [value] = new Function(`return ${text}`)() as readonly unknown[]
    return value
  })
}

const order: InputShape = { kind: 'record', properties: [{ name: 'price', shape: { kind: 'number' }, isOptional: false }, { name: 'the note', shape: { kind: 'string' }, isOptional: true }], rest: null }

test('the same seed makes the same rows, another one others, and each row once', () => {
  const [first, again, other] = [3, 3, 4].map((seed) => rowTexts(call({ kind: 'array', element: order }), false, nothing, seed, 160, acceptAll).rows)
  expect(again).toEqual(first)
  expect(other).not.toEqual(first)
  expect(new Set(first).size).toBe(first?.length)
  expect(first?.length).toBeGreaterThan(100)
})

test('records have what they must have, and what they may have sometimes', () => {
  const orders = values(order) as readonly Readonly<Record<string, unknown>>[]
  expect(orders.every(({ price }) => typeof price === 'number')).toBe(true)
  expect(new Set(orders.map((each) => 'the note' in each))).toEqual(new Set([true, false]))
})

test('arrays have several lengths, sets and maps what they hold', () => {
  const lengths = new Set((values({ kind: 'array', element: { kind: 'number' } }) as readonly (readonly number[])[]).map((each) => each.length))
  expect(lengths.size).toBeGreaterThan(4)
  const maps = values({ kind: 'builtIn', name: 'Map', arguments: [{ kind: 'string' }, order] }) as readonly ReadonlyMap<unknown, Readonly<Record<string, unknown>>>[]
  for (const map of maps) for (const [key, value] of map) expect([typeof key, typeof value['price']]).toEqual(['string', 'number'])
})

test('callbacks give what their type promises, and call what they are given to call', () => {
  const number: InputShape = { kind: 'number' }
  const compare = values({ kind: 'function', parameters: [{ name: 'a', shape: number, isOptional: false }, { name: 'b', shape: number, isOptional: false }], returns: number }) as readonly ((a: number, b: number) => number)[]
  expect(compare.map((each) => [each(1, 2), each(2, 1), each(1, 1)])).toContainEqual([-1, 1, 0])
  const resolved: unknown[] = []
  const starts = values({ kind: 'function', parameters: [{ name: 'resolve', shape: { kind: 'function', parameters: [{ name: 'value', shape: number, isOptional: false }], returns: { kind: 'undefined' } }, isOptional: false }], returns: { kind: 'undefined' } }) as readonly ((resolve: (value: number) => void) => void)[]
  for (const start of starts) start((value) => resolved.push(value))
  expect(resolved.length).toBeGreaterThan(starts.length / 2)
  expect(resolved.every((value) => typeof value === 'number')).toBe(true)
})

test('texts and numbers that the function compares with are among its inputs', () => {
  const body = "if (kind === 'velocity') return /^\\d{3}-[a-c]$/.test(kind); return limit > 1234"
  expect(values({ kind: 'string' }, body)).toContain('velocity')
  expect((values({ kind: 'string' }, body) as readonly string[]).some((text) => /^\d{3}-[a-c]$/u.test(text))).toBe(true)
  expect(values({ kind: 'number' }, body)).toContain(1234)
})

test('nothing that must be there is made up of a type that nothing is known of', () => {
  expect(rowTexts(call({ kind: 'unknown' }), false, nothing, 1, 160, acceptAll).rows).toEqual([])
  expect(rowTexts(call({ kind: 'unknown' }, true), false, nothing, 1, 160, acceptAll).rows).toEqual(['[]'])
})

test('a call with a receiver has it first, and none without', () => {
  const made: InputShape = { kind: 'made', callee: 'Cart', isNew: true, arguments: [] }
  expect(rowTexts({ ...call({ kind: 'boolean' }), receiver: made }, true, nothing, 1, 160, acceptAll).rows.toSorted()).toEqual(['[new Cart(), false]', '[new Cart(), true]'])
  expect(rowTexts(call({ kind: 'boolean' }), true, nothing, 1, 160, acceptAll).rows).toEqual([])
})

test('what the checker refuses is left out, and others are made in its place', () => {
  const { rows } = rowTexts(call({ kind: 'number' }), false, nothing, 1, 160, (all) => all.map(([text = '']) => Number(text) > 3))
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.every((text) => Number(text.slice(1, -1)) > 3)).toBe(true)
})
