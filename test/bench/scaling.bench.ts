// What Heatline says of functions whose growth is known: the exponent with its interval, and the classes that it names. The
// true exponent is the slope that the growth has over the measured sizes: that of n log n is above 1.
import type { Scaling } from '../../src/core/comparison/scaling.ts'
import { growthText, scalingTitle } from '../../src/core/presentation/scalingTitle.ts'
import { fitLine } from '../../src/core/statistics/fitLine.ts'
import { inTemporaryFolder } from '../support/inTemporaryFolder.ts'
import { nodes } from '../support/nodes.ts'
import { scaleFile } from '../support/scaleFile.ts'

const source = `
export function constant(numbers) {
  let hash = numbers[0]
  for (let i = 0; i < 100; i++) hash = Math.imul(hash ^ i, 0x2c1b3c6d)
  return hash
}

export function binarySearch(numbers, wanted) {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle] < wanted) low = middle + 1
    else high = middle
  }
  return low
}

export function sum(numbers) {
  let total = 0
  for (const number of numbers) total += number
  return total
}

export function sorted(numbers) {
  return numbers.toSorted((a, b) => a - b)
}

export function pairs(numbers) {
  let count = 0
  for (const a of numbers) for (const b of numbers) if (a < b) count++
  return count
}

export function triples(numbers) {
  let count = 0
  for (const a of numbers) for (const b of numbers) for (const c of numbers) if (a < b && b < c) count++
  return count
}

export const random = Array.from({ length: 131072 }, (_, i) => Math.imul(i, 0x2c1b3c6d) >>> 8)
`

interface Known {
  readonly call: string
  readonly growth: string
  readonly at: (size: number) => number
}

const known: readonly Known[] = [
  { call: 'constant(random)', growth: '1', at: () => 1 },
  { call: 'binarySearch(random, -1)', growth: 'log n', at: (size) => Math.log(size) },
  { call: 'sum(random)', growth: 'n', at: (size) => size },
  // A merge sort compares n log n - 1.33 n times, which over these sizes is steeper than n log n.
  { call: 'sorted(random)', growth: 'n log n', at: comparisons },
  { call: 'pairs(random)', growth: 'n²', at: (size) => size ** 2 },
  { call: 'triples(random)', growth: 'n³', at: (size) => size ** 3 },
]

function comparisons(size: number): number {
  let count = 0
  Array.from({ length: size }, (_, i) => Math.imul(i, 0x2c1b3c6d) >>> 8).sort((a, b) => {
    count++
    return a - b
  })
  return count
}

/**
 * Of all functions, the share whose true class must be named. Intervals are only counted: caches and what stands around a loop are
 * growth as well, and part of no textbook class.
 */
const leastNamed = 0.9

/** The slope that a growth has over the sizes which the line rests on. */
function trueExponent({ sizes, fit }: Scaling, at: Known['at']): number {
  return fitLine(sizes.filter(({ size }) => size >= (fit?.fromSize ?? 0)).map(({ size }) => ({ x: Math.log(size), y: Math.log(at(size)) }))).slope
}

let covered = 0
let named = 0
let all = 0
await inTemporaryFolder({ 'package.json': '{ "type": "module" }', 'known.js': source }, async (root) => {
  for (const node of nodes()) {
    console.log(`Node ${node.version}`)
    for (const { call, growth, at } of known) {
      const scaling = await scaleFile({ root, file: 'known.js', functionName: call.split('(', 1)[0] ?? '', expression: call, timeBudgetMs: 6000, nodePath: node.path })
      const { fit } = scaling
      if (fit === null) throw new Error(scaling.message ?? 'no figure')
      const truth = trueExponent(scaling, at)
      const holds = fit.exponentInterval.low <= truth && fit.exponentInterval.high >= truth
      const names = fit.growth.kind === 'fits' ? fit.growth.names : [fit.growth.slower, fit.growth.faster]
      all++
      covered += holds ? 1 : 0
      named += names.some((name) => name === growth) ? 1 : 0
      console.log(`  ${growth.padEnd(8)} true n^${truth.toFixed(2)}  ${scalingTitle(scaling).padEnd(24)} ${holds ? 'holds it ' : 'MISSES it'}  ${growthText(fit)}  (sizes ${fit.fromSize} to ${scaling.sizes.at(-1)?.size ?? 0})`)
    }
  }
})
console.log(`${covered} of ${all} intervals hold the true exponent; ${named} of ${all} name the true class, alone, with others, or as one of the two around it (at least ${leastNamed * 100}% must)`)
if (named < leastNamed * all) process.exitCode = 1
