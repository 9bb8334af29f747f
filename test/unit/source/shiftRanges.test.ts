import { describe, expect, test } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { shiftRanges } from '../../../src/core/source/shiftRanges.ts'
import { replace } from './editText.ts'

const text = `import { rate } from './rate'

export function total(orders: number[]) {
  return orders.reduce((sum, order) => sum + order * rate, 0)
}

class Cart {
  size() {
    return 3
  }
}
`

/** What lenses and heat rest on, of each function. */
function places(source: string) {
  return discoverFunctions(source, 'cart.ts').functions.map(({ name, nameLine, range, bodyRange }) => ({ name, nameLine, range, bodyRange }))
}

function shifted(source: string, ...replacements: readonly (readonly [piece: string, by: string])[]) {
  let current = source
  const edits = replacements.map(([piece, by]) => {
    const { text: next, edit } = replace(current, piece, by)
    current = next
    return edit
  })
  const functions = shiftRanges(discoverFunctions(source, 'cart.ts').functions, edits)
  return { current, functions: functions.map(({ name, nameLine, range, bodyRange }) => ({ name, nameLine, range, bodyRange })) }
}

describe('shiftRanges', () => {
  test.each([
    ['text typed above', ['import', '// first\n// second\nimport']],
    ['text typed inside a body', ['return orders', 'const t = 1\n  return orders']],
    ['a line taken out above', ["import { rate } from './rate'\n\n", '']],
    ['text typed below everything', ['3\n  }\n}\n', '3\n  }\n}\nconst x = 1\n']],
    ['text that grows within a line', ['sum + order * rate', 'sum + order * rate * rate']],
    ['a line break right before the name line', ['export function', '\nexport function']],
    ['a replacement of lines by fewer', ['{\n    return 3\n  }', '{ return 3 }']],
  ] as const)('agrees with a parse after %s', (_what, replacement) => {
    const { current, functions } = shifted(text, replacement)
    expect(functions).toEqual(places(current))
  })

  test('agrees with a parse after several edits in a row', () => {
    const { current, functions } = shifted(text, ['import', '// a\nimport'], ['return 3', 'return 3 +\n      4'], ['// a\n', ''])
    expect(functions).toEqual(places(current))
  })

  test('keeps a function in place while its text is broken', () => {
    const { current, functions } = shifted(text, ['return orders', 'if (orders.\n  return orders'])
    expect(discoverFunctions(current, 'cart.ts').errors).not.toEqual([])
    expect(functions.map(({ name, nameLine }) => [name, nameLine])).toEqual([['total', 2], ['Cart.size', 8]])
  })

  test('leaves out a function that was deleted, with or without the line it ended on', () => {
    const method = '  size() {\n    return 3\n  }\n'
    expect(shifted(text, [method, '']).functions.map(({ name }) => name)).toEqual(['total'])
    expect(shifted(text, [method.trim(), '']).functions.map(({ name }) => name)).toEqual(['total'])
  })
})
