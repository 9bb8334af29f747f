// What a lens costs after an edit: finding the functions of a 4,000-line .tsx, against the parser alone.
import { parseSync } from 'oxc-parser'
import { discoverFunctions } from '../../src/core/source/discoverFunctions.ts'
import { largeTsx } from './support/largeTsx.ts'

const limitMs = 50
const rounds = 41

/** Milliseconds, the median of the rounds after as many to warm up. */
function medianMs(work: () => void): number {
  const times: number[] = []
  for (let round = 0; round < 2 * rounds; round++) {
    const started = performance.now()
    work()
    times.push(performance.now() - started)
  }
  const counted = times.slice(rounds).toSorted((a, b) => a - b)
  return counted[Math.floor(counted.length / 2)] ?? Number.NaN
}

const text = largeTsx(4_000)
const cold = performance.now()
const found = discoverFunctions(text, 'orders.tsx')
const coldMs = performance.now() - cold
if (found.errors.length > 0 || found.functions.length < 400) throw new Error(`The benchmark's file is not what it should be: ${JSON.stringify(found.errors)}, ${found.functions.length} functions`)

// Each edit is another text, as it is while somebody types.
let edits = 0
const lensMs = medianMs(() => { discoverFunctions(`${text}// ${edits++}`, 'orders.tsx') })
const parseMs = medianMs(() => { void parseSync('orders.tsx', `${text}// ${edits++}`, { preserveParens: false }).program })

console.log(`lens, ${text.split('\n').length.toLocaleString('en')}-line .tsx (${found.functions.length} functions), warm: ${lensMs.toFixed(1)} ms, limit ${limitMs} ms (${(lensMs / limitMs).toFixed(2)}x)`)
console.log(`  the first time: ${coldMs.toFixed(0)} ms`)
console.log(`  against oxc-parser's bare parse, ${parseMs.toFixed(1)} ms: ${(lensMs / parseMs).toFixed(2)}x`)
if (lensMs > limitMs) process.exitCode = 1
