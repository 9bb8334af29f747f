import { describe, expect, it } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { LineIndex } from '../../../src/core/source/lineIndex.ts'
import { shiftRanges } from '../../../src/core/source/shiftRanges.ts'
import type { SourceFunction } from '../../../src/core/source/sourceFunction.ts'
import { splice } from './editText.ts'
import type { EditedText } from './editText.ts'

const start = `import { rate } from './rate'
export function total(orders) {
  const add = (a, b) => {
    return a + b
  }
  return orders.reduce(add, 0)
}
export class Cart {
  size() { return 3 }
  get first() {
    return 1
  }
  handle = () => {
    return this
  }
}
const api = {
  get() {
    return 2
  },
}
`

/** A generator of numbers below 1 that repeats itself for a seed: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** An edit that leaves the functions what they are: white space and comments come and go, at line starts and ends. */
function harmlessEdit(text: string, random: () => number): EditedText {
  const lines = new LineIndex(text)
  const line = Math.floor(random() * lines.lineCount)
  const lineStart = lines.startOf(line)
  const next = text.indexOf('\n', lineStart)
  const lineEnd = next === -1 ? text.length : next
  const removable = /^\s*(\/\/.*)?$/.test(text.slice(lineStart, lineEnd)) && next !== -1
  const [from, to, by] = removable && random() < 0.6
    ? [lineStart, lineEnd + 1, '']
    : random() < 0.5
      ? [lineStart, lineStart, pick(['\n', '// one\n', '// one\n\n// two\n', '  '], random)]
      : [lineEnd, lineEnd, pick(['\n', ' // one', '\n// one\n'], random)]
  return splice(text, from, to, by)
}

function pick(choices: readonly string[], random: () => number): string {
  return choices[Math.floor(random() * choices.length)] ?? ''
}

function places(functions: readonly SourceFunction[]) {
  return functions.map(({ name, nameLine, range, functionRange, bodyRange }) => ({ name, nameLine, range, functionRange, bodyRange }))
}

describe('shiftRanges', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))('agrees with a parse after every one of 40 random edits (seed %i)', (seed) => {
    const random = randomFrom(seed)
    let text = start
    let { functions } = discoverFunctions(text, 'cart.js')
    for (let count = 0; count < 40; count++) {
      const { text: next, edit } = harmlessEdit(text, random)
      functions = shiftRanges(functions, [edit])
      const parsed = discoverFunctions(next, 'cart.js')
      expect(parsed.errors).toEqual([])
      expect(places(functions), JSON.stringify({ edit, next })).toEqual(places(parsed.functions))
      text = next
    }
  })
})
