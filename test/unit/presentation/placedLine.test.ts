import { describe, expect, test } from 'vitest'
import { anchorLines } from '../../../src/core/presentation/heatAnchor.ts'
import { placeLines, settleLines, shiftLines } from '../../../src/core/presentation/placedLine.ts'
import { bodyHash } from '../../../src/core/source/bodyHash.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { replace } from '../source/editText.ts'

const measured = `const rates = load()

function tax(order) {
  return order * rates[0]
}

function total(orders) {
  let sum = 0
  const add = (order) => {
    sum += tax(order)
  }
  orders.forEach(add)
  return sum
}
`
const lineOf = { rates: 0, tax: 3, add: 9, forEach: 11 }

/** Where heat stands after replacements in the measured text, and which of it is stale. */
function heatAfter(...replacements: readonly (readonly [piece: string, wanted: string])[]) {
  const before = read(measured)
  const lines = Object.values(lineOf)
  const anchors = anchorLines(lines, before)
  const total = before.functions.find(({ name }) => name === 'total')
  if (total === undefined) throw new Error('no total')

  let text = measured
  const edits = replacements.map(([piece, wanted]) => {
    const replaced = replace(text, piece, wanted)
    text = replaced.text
    return replaced.edit
  })
  const shifted = shiftLines(placeLines(lines, anchors), edits)
  const settled = settleLines(shifted, anchors, { name: 'total', bodyHash: bodyHash(measured, total) }, read(text))
  const texts = text.split('\n')
  return Object.fromEntries(Object.entries(lineOf).map(([name, line]) => {
    const placed = settled.find((each) => each.line === line)
    return [name, placed?.position === null ? 'gone' : `${placed?.isStale === true ? 'stale: ' : ''}${texts[placed?.position.line ?? -1]?.trim()}`]
  }))
}

function read(text: string) {
  return { text, functions: discoverFunctions(text, 'total.js').functions }
}

const fresh = { rates: 'const rates = load()', tax: 'return order * rates[0]', add: 'sum += tax(order)', forEach: 'orders.forEach(add)' }

describe('hot lines after edits', () => {
  test('are where they were when nothing changed', () => {
    expect(heatAfter()).toEqual(fresh)
  })

  test('move with lines typed above them, and stay fresh', () => {
    expect(heatAfter(['const rates', '// one\n// two\nconst rates'], ['function total', '\nfunction total'])).toEqual(fresh)
  })

  test('stay with a function that was moved elsewhere', () => {
    const tax = 'function tax(order) {\n  return order * rates[0]\n}\n\n'
    expect(heatAfter([tax, ''], ['return sum\n}\n', `return sum\n}\n\n${tax}`])).toEqual(fresh)
  })

  test('are stale in the function that changed only', () => {
    expect(heatAfter(['order * rates[0]', 'order * rates[1]'])).toEqual({ ...fresh, tax: 'stale: return order * rates[1]' })
  })

  test('are stale throughout the profiled function, in functions nested in it too', () => {
    expect(heatAfter(['let sum = 0', 'let sum = 1'])).toEqual({ ...fresh, add: 'stale: sum += tax(order)', forEach: 'stale: orders.forEach(add)' })
  })

  test('follow edits while they are stale', () => {
    expect(heatAfter(['let sum = 0\n', '']).forEach).toBe('stale: orders.forEach(add)')
    expect(heatAfter(['let sum = 0', 'let sum = 0\n  let x = 1\n  let y = 2']).forEach).toBe('stale: orders.forEach(add)')
    expect(heatAfter(['  orders.forEach', '\n  orders.forEach']).forEach).toBe('stale: orders.forEach(add)')
  })

  test('follow their code when something is typed before it, key by key', () => {
    const one = 'const one = 1'
    const keys = Array.from(one, (_, index) => [`${one.slice(0, index)}orders.forEach`, `${one.slice(0, index + 1)}orders.forEach`] as const)
    expect(heatAfter(...keys, [`${one}orders`, `${one}\n  orders`])).toMatchObject({ forEach: 'stale: orders.forEach(add)' })
  })

  test('stay on a line whose code is written anew, and follow what is left of code', () => {
    expect(heatAfter(['orders.forEach(add)', 'for (const order of orders) add(order)']).forEach).toBe('stale: for (const order of orders) add(order)')
    expect(heatAfter(['orders.forEach(add)', 'x']).forEach).toBe('stale: x')
    expect(heatAfter(['let sum = 0\n  const add = (order) => {\n    sum', 'sum']).add).toBe('stale: sum += tax(order)')
    expect(heatAfter(['  orders.forEach(add)\n  return sum\n', ''])).toMatchObject({ forEach: 'gone' })
    expect(heatAfter(['}\n  orders.forEach(add)', '}'])).toMatchObject({ forEach: 'gone' })
  })

  test('come back when the change is undone, a deletion included', () => {
    expect(heatAfter(['rates[0]', 'rates[1]'], ['rates[1]', 'rates[0]'])).toEqual(fresh)
    expect(heatAfter(['  orders.forEach(add)\n', ''])).toMatchObject({ forEach: 'gone' })
    expect(heatAfter(['  orders.forEach(add)\n', ''], ['  return sum\n', '  orders.forEach(add)\n  return sum\n'])).toEqual(fresh)
    expect(heatAfter([measured, ''], ['', measured])).toEqual(fresh)
  })

  test('outside every function are stale when their own text changes', () => {
    expect(heatAfter(['load()', 'load(2)'])).toEqual({ ...fresh, rates: 'stale: const rates = load(2)' })
    expect(heatAfter(['rates[0]', 'rates[1]']).rates).toBe('const rates = load()')
  })
})
