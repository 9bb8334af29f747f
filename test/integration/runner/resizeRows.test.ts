import { describe, expect, test } from 'vitest'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import { resizableRows } from '../../../src/runner/rows/resizeRows.ts'

/** The inputs of a call at a size. */
function at(size: number, ...inputs: readonly unknown[]): readonly unknown[] {
  return rowsOf([inputs]).at(size).rows[0] ?? []
}

function noteOf(...inputs: readonly unknown[]): string {
  return rowsOf([inputs]).note
}

function rowsOf(rows: readonly (readonly unknown[])[], targetIsOutermost = true) {
  return resizableRows({ rows, call: () => null, targetIsOutermost }, 'same')
}

class Basket {
  #added = 0
  readonly name = 'basket'
  constructor(readonly items: number[]) {}

  get added(): number {
    return this.#added
  }
}

describe('what has a length is cut, and repeated', () => {
  test('arrays', () => {
    expect(at(2, [3, 1, 2])).toEqual([[3, 1]])
    expect(at(7, [3, 1, 2], 'by name')).toEqual([[3, 1, 2, 3, 1, 2, 3], 'by name'])
  })

  test('objects in them are copies, not the same object again', () => {
    const [items] = at(3, [{ price: 1 }]) as [{ price: number }[]]
    expect(items).toEqual([{ price: 1 }, { price: 1 }, { price: 1 }])
    expect(items[2]).not.toBe(items[0])
  })

  test('arrays in arrays stay as long as they are', () => {
    expect(at(3, [[1, 2], [3]])).toEqual([[[1, 2], [3], [1, 2]]])
  })

  test('typed arrays and buffers, with memory of their own', () => {
    const [numbers] = at(5, Float64Array.of(1.5, 2.5)) as [Float64Array]
    expect(numbers).toEqual(Float64Array.of(1.5, 2.5, 1.5, 2.5, 1.5))
    expect(numbers.buffer.byteLength).toBe(40)
    expect(at(1, Int16Array.of(7, 8))).toEqual([Int16Array.of(7)])
    expect(at(4, Buffer.from('abc'))).toEqual([Buffer.from('abca')])
  })

  test('maps and sets, whose repeated keys are new ones', () => {
    expect(at(3, new Map([['a', 1], ['b', 2]]))).toEqual([new Map([['a', 1], ['b', 2], ['a 1', 1]])])
    const [numbers] = at(100, new Set([5, 9])) as [Set<number>]
    expect(numbers.size).toBe(100)
    expect([...numbers].slice(0, 4)).toEqual([5, 9, 10, 14])
    const [objects] = at(10, new Map([[{ id: 1 }, 'x']])) as [Map<object, string>]
    expect(objects.size).toBe(10)
  })

  test('what an argument\'s object holds', () => {
    const options = { items: [1, 2], name: 'options' }
    expect(at(3, options)).toEqual([{ items: [1, 2, 1], name: 'options' }])
    expect(options.items).toEqual([1, 2])
  })

  test('strings, where nothing else grows; a separator stays', () => {
    expect(at(5, 'ab', ',')).toEqual(['ababa', ','])
    expect(at(5, 'ab', [1])).toEqual(['ab', [1, 1, 1, 1, 1]])
  })

  test('what an object of a class holds, in place', () => {
    const basket = new Basket([1, 2])
    const [same] = at(4, basket, 0.2) as [Basket]
    expect(same).toBe(basket)
    expect(same.items).toEqual([1, 2, 1, 2])
    expect(same.added).toBe(0)
    expect(noteOf(new Basket([1]))).toContain('inside of an object of a class')
  })

  test('the only number of a call, last of all, and says so', () => {
    expect(at(64, 1000, 'x')).toEqual([64, 'x'])
    expect(noteOf(1000)).toBe('Size n is the number that stands for 1000 in the call, as nothing in it has a length. Where it is no count, the figure means little.')
  })
})

function varied(size: number, input: unknown): unknown {
  return resizableRows({ rows: [[input]], call: () => null, targetIsOutermost: true }, 'varied').at(size).rows[0]?.[0]
}

describe('where most given values differ, others follow', () => {
  test('numbers, each in a range of its own', () => {
    const numbers = varied(64, [3, 1, 2]) as number[]
    expect(numbers.slice(0, 3)).toEqual([3, 1, 2])
    expect(new Set(numbers).size).toBe(64)
    // In no order: a sort would find long runs.
    const rises = numbers.filter((number, index) => number > (numbers[index - 1] ?? number)).length
    expect(rises).toBeGreaterThan(16)
    expect(rises).toBeLessThan(48)
    expect(Math.max(...numbers)).toBeLessThan(3 * 64)
  })

  test('numbers that rise, or fall, go on', () => {
    expect(varied(7, [1, 4, 6])).toEqual([1, 4, 6, 7, 10, 12, 13])
    expect(varied(5, [6, 4])).toEqual([6, 4, 3, 1, 0])
    expect(varied(3, [10])).toEqual([10, 11, 12])
  })

  test('strings, with ends of one length', () => {
    const strings = varied(100, ['ab', 'c']) as string[]
    expect(strings.slice(0, 2)).toEqual(['ab', 'c'])
    expect(new Set(strings).size).toBe(100)
    expect(new Set(strings.slice(2).map(({ length }) => length))).toEqual(new Set([6, 5]))
  })

  test('objects, in the properties that differ', () => {
    const orders = varied(6, [{ id: 1, state: 'open', lines: [1] }, { id: 2, state: 'open', lines: [2] }]) as { id: number; state: string; lines: number[] }[]
    expect(orders.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6])
    expect(new Set(orders.map(({ state }) => state))).toEqual(new Set(['open']))
    expect(orders[3]).toEqual({ id: 4, state: 'open', lines: [2] })
    expect(orders[2]?.lines).not.toBe(orders[0]?.lines)
  })

  test('others are given again', () => {
    expect(varied(5, [1, 1, 2, 2])).toEqual([1, 1, 2, 2, 1])
    expect(varied(3, [true, null])).toEqual([true, null, true])
    expect(noteOf([3, 1])).toContain('repeated with other values, as most given ones differ.')
  })
})

test('tells what the size is', () => {
  expect(noteOf([1, 2, 2, 1], new Set(['a']))).toBe('Size n is the length of an array of 4 and a Set of 1: cut, or repeated from the beginning.')
})

test('one size does not begin from the other', () => {
  const rows = rowsOf([[new Basket([1, 2, 3])]])
  expect(rows.at(2).rows).toMatchObject([[{ items: [1, 2] }]])
  expect(rows.at(5).rows).toMatchObject([[{ items: [1, 2, 3, 1, 2] }]])
})

test('of several rows the one that tells most is kept', () => {
  expect(rowsOf([['a long enough text'], [[1]], [[1, 2]], [7]]).at(3).rows).toEqual([[[1, 2, 1]]])
})

test.each([[[]], [[1, 2]], [['x']], [[[]]], [[new Map()]], [[-1]], [[1.5]], [[null, undefined, Symbol('s')]]])('refuses what has no size (%#)', (inputs: readonly unknown[]) => {
  expect(() => rowsOf([inputs])).toThrow(HeatlineError)
  expect(() => rowsOf([inputs])).toThrow('Nothing in this call has a size')
})

test('refuses a call inside of another, whose arguments it does not see', () => {
  expect(() => rowsOf([[]], false)).toThrow('not the outermost one')
})
