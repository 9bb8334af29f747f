import { describe, expect, test } from 'vitest'
import { fillMarks, markAny, useAt } from '../../../src/core/workloads/anyMarks.ts'
import type { CallShape, InputShape } from '../../../src/core/workloads/inputShape.ts'
import { seenAlternatives, seenReturns } from '../../../src/core/workloads/seenAlternatives.ts'
import { nothingSeen } from '../../../src/core/workloads/seenUse.ts'
import type { SeenProbe, SeenUse } from '../../../src/core/workloads/seenUse.ts'
import { shapesOfUse } from '../../../src/core/workloads/shapesOfUse.ts'
import { variedAlternatives } from '../../../src/core/workloads/variedAlternatives.ts'

const any: InputShape = { kind: 'any' }
const number: SeenUse = { ...nothingSeen, coerced: ['number'] }
const called = (count: number, result: SeenUse = nothingSeen): SeenUse => ({ ...nothingSeen, call: { count, functions: [], result } })

function callOf(...shapes: readonly InputShape[]): CallShape {
  return { overloads: [shapes.map((shape, index) => ({ name: `p${index}`, shape, isOptional: false }))], receiver: null, returns: any }
}

function named(...names: readonly string[]): CallShape {
  return { ...callOf(), overloads: [names.map((name) => ({ name, shape: any, isOptional: false }))] }
}

function probe(statements: readonly number[], ...uses: readonly SeenUse[]): SeenProbe {
  return { returned: true, statements, uses, result: { kind: 'value' } }
}

function shapesOf(call: CallShape | undefined): readonly InputShape[] {
  return call?.overloads[0]?.map(({ shape }) => shape) ?? []
}

describe('markAny', () => {
  test('numbers places of which types say nothing, wherever they are', () => {
    const { call, marks } = markAny(callOf({ kind: 'array', element: any }, { kind: 'number' }, { kind: 'record', properties: [{ name: 'x', shape: { kind: 'object' }, isOptional: false }], rest: null }))
    expect(marks).toEqual([{ name: 'p0', says: 'nothing', path: ['0', '[]'] }, { name: 'x', says: 'object', path: ['2', 'x'] }])
    expect(shapesOf(call)[0]).toEqual({ kind: 'array', element: { kind: 'expression', text: 'heatlineProbe(0)' } })
  })

  test('is filled in the same order', () => {
    expect(shapesOf(fillMarks(callOf(any, { kind: 'array', element: any }), [null, { kind: 'string' }]))).toEqual([any, { kind: 'array', element: { kind: 'string' } }])
  })

  test('finds what is known of a place', () => {
    const [mark] = markAny(callOf({ kind: 'array', element: any })).marks
    expect(mark && useAt(mark, [{ ...nothingSeen, element: number }], null)).toEqual(number)
  })
})

describe('shapesOfUse', () => {
  test.each<[string, SeenUse, InputShape]>([
    ['numbers that are iterated', { ...nothingSeen, isIterated: true, element: number }, { kind: 'array', element: { kind: 'number' } }],
    ['a text by its methods', { ...nothingSeen, members: { split: called(1) } }, { kind: 'string' }],
    ['a date by its methods', { ...nothingSeen, members: { getTime: called(0), toISOString: called(0) } }, { kind: 'builtIn', name: 'Date', arguments: [] }],
    ['a function through apply', { ...nothingSeen, members: { apply: called(2, number) } }, { kind: 'function', parameters: [{ name: 'argument1', shape: any, isOptional: false }, { name: 'argument2', shape: any, isOptional: false }], returns: { kind: 'number' } }],
    ['a promise', { ...nothingSeen, members: { catch: called(1) } }, { kind: 'builtIn', name: 'Promise', arguments: [any] }],
  ])('tells %s', (_, use, shape) => {
    expect(shapesOfUse(use)[0]).toEqual(shape)
  })

  test('makes an object of members that no kind has, and leaves out those that nothing needs', () => {
    expect(shapesOfUse({ ...nothingSeen, members: { name: nothingSeen, run: called(0) } })[0]).toEqual({
      kind: 'record',
      properties: [{ name: 'name', shape: any, isOptional: true }, { name: 'run', shape: { kind: 'function', parameters: [], returns: any }, isOptional: false }],
      rest: null,
    })
  })

  test('knows nothing of what nothing was done with', () => {
    expect(shapesOfUse(nothingSeen)).toEqual([])
  })
})

describe('seenAlternatives', () => {
  test('puts first what the call showed that ran most', () => {
    const [first] = seenAlternatives(callOf(any), [null], [probe([0], { ...number, as: 'object' }), probe([0, 1, 2], called(1))])
    expect(shapesOf(first)[0]?.kind).toBe('function')
  })

  test('goes by what the probe was where nothing was done with it', () => {
    const [first] = seenAlternatives(callOf(any), [null], [probe([0], { ...nothingSeen, as: 'array' })])
    expect(shapesOf(first)).toEqual([{ kind: 'array', element: any }])
  })

  test('gives a function where the type wants one', () => {
    for (const each of seenAlternatives(callOf({ kind: 'builtIn', name: 'Function', arguments: [] }), [{ ...nothingSeen, kinds: ['string', 'function'] }], [])) expect(shapesOf(each)[0]?.kind).toBe('function')
  })

  test('tells what returned functions are called with', () => {
    const returns = seenReturns([{ returned: true, statements: [], uses: [], result: { kind: 'function', parameters: [number], names: ['factor'], returns: { kind: 'value' } } }])
    expect(returns).toEqual([{ kind: 'function', parameters: [{ name: 'factor', shape: { kind: 'number' }, isOptional: false }], returns: any }])
  })

  test('knows the requests and answers of a server by two names together, also where a returned function takes them', () => {
    const [request, response] = ['IncomingMessage', 'ServerResponse'].map((name) => ({ kind: 'builtIn', name, arguments: [] }))
    expect(shapesOf(seenAlternatives(named('req', 'res', 'next'), [null, null, called(0)], [])[0])).toEqual([request, response, expect.objectContaining({ kind: 'function' })])
    expect(seenAlternatives(named('req', 'next'), [null, null], [])).toEqual([])
    const [returned] = seenReturns([{ returned: true, statements: [], uses: [], result: { kind: 'function', parameters: [nothingSeen, number], names: ['res', 'req'], returns: { kind: 'value' } } }])
    expect(returned).toMatchObject({ parameters: [{ name: 'res', shape: response }, { name: 'req', shape: request }] })
  })
})

test('variedAlternatives gives a place other kinds, and keeps the others', () => {
  const varied = variedAlternatives(callOf(any, any), callOf({ kind: 'bigint' }, { kind: 'symbol' })).map(shapesOf)
  expect(varied).toContainEqual([{ kind: 'boolean' }, { kind: 'symbol' }])
  expect(varied).toContainEqual([{ kind: 'bigint' }, { kind: 'string' }])
})
