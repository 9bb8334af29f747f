import { expect, test } from 'vitest'
import type { InputShape } from '../../../src/core/workloads/inputShape.ts'
import { shapeExpression } from '../../../src/core/workloads/shapeExpression.ts'

const text: InputShape = { kind: 'string' }
const number: InputShape = { kind: 'number' }
const unknown: InputShape = { kind: 'unknown' }
const order: InputShape = {
  kind: 'record',
  properties: [
    { name: 'price', shape: number, isOptional: false },
    { name: 'the note', shape: text, isOptional: true },
    { name: 'parent', shape: unknown, isOptional: true },
  ],
  rest: null,
}

test.each<[name: string, shape: InputShape, expression: string | null]>([
  ['name', text, "'name'"],
  ["it's", text, "'it\\'s'"],
  ['startDate', text, "'2026-01-15T10:30:00.000Z'"],
  ['count', number, '10'],
  ['size', { kind: 'bigint' }, '10n'],
  ['mode', { kind: 'literal', value: 'a "b"' }, "'a \"b\"'"],
  ['nothing', unknown, null],
  ['order', order, "{ price: 10, 'the note': 'the note' }"],
  ['orders', { kind: 'array', element: order }, 'Array.from({ length: 100 }, (_, i) => ({ price: i, \'the note\': `the note ${i}` }))'],
  ['rows', { kind: 'array', element: { kind: 'array', element: number } }, 'Array.from({ length: 100 }, () => Array.from({ length: 3 }, (_, j) => j))'],
  ['entries', { kind: 'array', element: text }, 'Array.from({ length: 100 }, (_, i) => `entry ${i}`)'],
  ['things', { kind: 'array', element: unknown }, null],
  ['when', { kind: 'union', members: [{ kind: 'null' }, text, { kind: 'builtIn', name: 'Date', arguments: [] }] }, 'new Date(2026, 0, 15)'],
  ['maybe', { kind: 'union', members: [{ kind: 'undefined' }, unknown] }, 'undefined'],
  ['byName', { kind: 'record', properties: [], rest: number }, '{ a: 10, b: 10, c: 10 }'],
  ['each', { kind: 'function', parameters: [], returns: order }, "() => ({ price: 10, 'the note': 'the note' })"],
  ['later', { kind: 'builtIn', name: 'Promise', arguments: [{ kind: 'undefined' }] }, 'Promise.resolve()'],
  ['seen', { kind: 'builtIn', name: 'Set', arguments: [number] }, 'new Set(Array.from({ length: 100 }, (_, i) => i))'],
  ['cart', { kind: 'made', callee: 'Cart', isNew: true, arguments: [{ name: 'owner', shape: text, isOptional: false }] }, "new Cart('owner')"],
])('%s', (name, shape, expression) => {
  expect(shapeExpression(name, shape)).toBe(expression)
})

function wide(count: number, isOptional: boolean): InputShape {
  const properties = Array.from({ length: count }, (_, index) => ({ name: `property${index}`, shape: number, isOptional: isOptional && index > 0 }))
  return { kind: 'record', properties, rest: null }
}

test('what would take more than a line leaves out what is optional, and more than a few lines is not written', () => {
  expect(shapeExpression('options', wide(30, true))).toBe('{ property0: 10 }')
  expect(shapeExpression('options', wide(500, false))).toBe(null)
})
