import { expect, test } from 'vitest'
import type { Interval } from '../../../src/core/statistics/interval.ts'
import { attributeText, functionsOf, linesOf } from './support/attributeText.ts'
import { textProfile } from './support/textProfile.ts'

const source = `function forty(x: number) {
  return x + 40
}
function ten(x: number) {
  return x + 10
}
export function run(x: number) {
  x = forty(x)
  x = ten(x)
  return x
}
`

/** The stacks of a pass without inlining: each call has a frame. */
const callers = textProfile(`
(root)
  loop runner:5
    call bundle:100
      run bundle:8
        forty bundle:2 x10
      run bundle:9
        ten bundle:5 x30
`)

test('an inlined function has its own samples, whatever node V8 booked them on', () => {
  const lines = textProfile(`
(root)
  loop runner:5
    call bundle:100
      run bundle:2 x40
      run bundle:5 x10
`)
  const attribution = attributeText(source, { lines, callers })
  expect(functionsOf(attribution)).toEqual(['src/main.ts#forty 40/40', 'src/main.ts#ten 10/10', 'src/main.ts#run 0/50'])
  expect(linesOf(attribution)).toEqual(['src/main.ts:2 40/40', 'src/main.ts:5 10/10', 'src/main.ts:8 0/40', 'src/main.ts:9 0/10'])
  expect(attribution.functionSamples).toBe(50)
})

test('callees are listed on the line that called them', () => {
  const lines = textProfile(`
(root)
  run bundle:2 x40
  run bundle:5 x10
`)
  const line = attributeText(source, { lines, callers }).lines.find((each) => each.line === 7)
  expect(line?.callees).toEqual([{ name: 'forty', file: 'src/main.ts', line: 0, samples: 40 }])
})

test('the harness, waiting and start-up are not in the run; garbage collection is', () => {
  const lines = textProfile(`
(root)
  (idle) x500
  (garbage collector) x7
  loop runner:5 x100
    call bundle:100 x50
      run bundle:10 x93
`)
  const attribution = attributeText(source, { lines, callers, computingMs: 0.0001 })
  expect(attribution.stackSamples).toBe(100)
  expect(attribution.garbageCollection).toMatchObject({ samples: 7, share: 0.07 })
  expect(functionsOf(attribution)).toEqual(['src/main.ts#run 93/93'])
  expect(attribution.unmappedShare).toBe(0)
})

test('what the call of a long target seems to take is the target’s, in no line that is known', () => {
  const lines = textProfile(`
(root)
  loop runner:5 x30
    invoke runner:9 x4
      call bundle:100 x6
        run bundle:10 x90
`)
  const attribution = attributeText(source, { lines, callers, computingMs: 1 })
  expect(attribution.stackSamples).toBe(100)
  expect(attribution.functionSamples).toBe(100)
  expect(attribution.unmappedShare).toBeCloseTo(0.1)
})

test('stacks that V8 could not read are unmapped, and no part of the shares', () => {
  const lines = textProfile(`
(root)
  (program) x25
  run bundle:10 x75
`)
  const attribution = attributeText(source, { lines, callers })
  expect(attribution.unmappedShare).toBe(0.25)
  expect(attribution.functions[0]?.self.share).toBe(1)
})

test('two call sites 3:1 share a callee as its stacks do, weighted to what it really takes', () => {
  const sites = `function work() {
  spin()
}
export function run() {
  for (let i = 0; i < 3; i++) {
    work()
  }
  work()
}
`
  const lines = textProfile(`
(root)
  run bundle:2 x80
  run bundle:5 x20
`)
  const plain = textProfile(`
(root)
  run bundle:6
    work bundle:2 x300
  run bundle:8
    work bundle:2 x100
`)
  const attribution = attributeText(sites, { lines, callers: plain })
  expect(linesOf(attribution)).toEqual(['src/main.ts:2 80/80', 'src/main.ts:5 20/20', 'src/main.ts:6 0/60', 'src/main.ts:8 0/20'])
})

test('recursion counts once per stack, in functions and on lines', () => {
  const recursive = `export function run(depth: number) {
  spin()
  if (depth > 0) run(depth - 1)
}
`
  const lines = textProfile(`
(root)
  run bundle:3
    run bundle:3
      run bundle:3
        run bundle:2 x100
`)
  const attribution = attributeText(recursive, { lines, callers: lines })
  expect(functionsOf(attribution)).toEqual(['src/main.ts#run 100/100'])
  expect(linesOf(attribution)).toEqual(['src/main.ts:2 100/100', 'src/main.ts:3 0/100'])
})

test('native code and what the bundler put around modules are part of the line that called them', () => {
  const lines = textProfile(`
(root)
  run bundle:9
    writeBuffer x5
    __name bundle:99 x3
      defineProperty x2
`)
  const attribution = attributeText(source, { lines, callers: lines })
  expect(linesOf(attribution)).toEqual(['src/main.ts:9 10/10'])
  expect(functionsOf(attribution)).toEqual(['src/main.ts#run 10/10'])
})

test('Node’s own JavaScript is a function of its own, and total time of the line that called it', () => {
  const lines = textProfile(`
(root)
  run bundle:9
    parse node:30 x5
      nativeParse x5
`)
  const attribution = attributeText(source, { lines, callers: lines })
  expect(functionsOf(attribution)).toEqual(['node:internal/url#parse 10/10', 'src/main.ts#run 0/10'])
  expect(linesOf(attribution)).toEqual(['src/main.ts:9 0/10'])
  expect(attribution.lines[0]?.callees).toEqual([{ name: 'parse', file: null, line: null, samples: 10 }])
})

test('a line without a mapping in a user’s function is unmapped', () => {
  const lines = textProfile(`
(root)
  run bundle:99 x10
  run bundle:9 x30
`)
  expect(attributeText(source, { lines, callers: lines })).toMatchObject({ stackSamples: 40, unmappedShare: 0.25 })
})

test('Node’s own code that none of the user’s called is unmapped', () => {
  const lines = textProfile(`
(root)
  processTicksAndRejections node:90 x20
    run bundle:9 x80
`)
  expect(attributeText(source, { lines, callers: lines })).toMatchObject({ stackSamples: 100, unmappedShare: 0.2 })
})

test('a package’s function is found again where V8 inlined it into the bundle', () => {
  const lines = textProfile(`
(root)
  run bundle:10 x70
  run bundle:-8 x30
`)
  const plain = textProfile(`
(root)
  run bundle:9
    half package:8 x50
  run bundle:8
    twice package:2 x50
`)
  const attribution = attributeText(source, { lines, callers: plain })
  expect(functionsOf(attribution)).toEqual(['src/main.ts#run 70/100', 'node_modules/small/index.js#half 30/30'])
  expect(linesOf(attribution)).toContain('node_modules/small/index.js:8 30/30')
  expect(linesOf(attribution)).toContain('src/main.ts:9 0/30')
  expect(attribution.unmappedShare).toBe(0)
})

test('an inlined line of no script that was seen is unmapped, never a guess', () => {
  const lines = textProfile(`
(root)
  run bundle:10 x70
  run bundle:-4 x30
`)
  const attribution = attributeText(source, { lines, callers })
  expect(attribution.unmappedShare).toBeCloseTo(0.3)
  expect(linesOf(attribution)).toEqual(['src/main.ts:10 70/70'])
})

test('a continuation after an await has no caller, and counts', () => {
  const asynchronous = `async function part() {
  await null
  spin()
}
export async function run() {
  await part()
}
`
  const lines = textProfile(`
(root)
  part bundle:3 x60
  loop runner:5
    run bundle:6
      part bundle:2 x40
`)
  const attribution = attributeText(asynchronous, { lines, callers: lines })
  expect(attribution.stackSamples).toBe(100)
  expect(functionsOf(attribution)).toContain('src/main.ts#part 100/100')
  expect(attribution.functions.find(({ name }) => name === 'run')?.total?.samples).toBeLessThan(100)
})

test('a caller that V8 skipped is found by its call site', () => {
  const lines = textProfile(`
(root)
  run bundle:8
    middle bundle:5
      leaf bundle:2 x60
    leaf bundle:2 x40
`)
  const nested = `function leaf() {
  spin()
}
function middle() {
  leaf()
}
export function run() {
  middle()
}
`
  const attribution = attributeText(nested, { lines, callers: lines })
  expect(functionsOf(attribution).toSorted()).toEqual(['src/main.ts#leaf 100/100', 'src/main.ts#middle 0/100', 'src/main.ts#run 0/100'])
  expect(linesOf(attribution)).toContain('src/main.ts:5 0/100')
})

test('a tick in a function’s first instructions has no caller: it is time, and no path', () => {
  const plain = textProfile(`
(root)
  forty bundle:1 x10
  run bundle:8
    forty bundle:2 x30
`)
  const lines = textProfile(`
(root)
  run bundle:2 x40
`)
  expect(functionsOf(attributeText(source, { lines, callers: plain }))).toContain('src/main.ts#run 0/40')
})

test('without a pass of callers totals are unknown where V8 hides them', () => {
  const lines = textProfile('run bundle:10 x50')
  const attribution = attributeText(source, { lines, callers: null })
  expect(attribution).toMatchObject({ functionSamples: null })
  expect(linesOf(attribution)).toEqual(['src/main.ts:10 50/-'])
  expect(functionsOf(attribution)).toEqual(['src/main.ts#run 50/-'])
})

test('where V8 names inlined callees, functions have totals without such a pass and lines have none', () => {
  const lines = textProfile(`
(root)
  run bundle:8
    forty bundle:2 x50
`)
  const attribution = attributeText(source, { lines, callers: null, namesInlinedCallees: true })
  expect(functionsOf(attribution)).toEqual(['src/main.ts#forty 50/50', 'src/main.ts#run 0/50'])
  expect(linesOf(attribution)).toEqual(['src/main.ts:2 50/-'])
})

test('a recorder without call sites gives totals of functions and none of lines', () => {
  const lines = textProfile(`
(root)
  run bundle:7
    forty bundle:1 x50
`, { recorder: 'inspector', lineMeans: 'functionStart' })
  const nodes = lines.nodes.map((node) => (node.functionName === 'forty' ? { ...node, lineTicks: [{ line: 200_001, hitCount: 50 }] } : node))
  const attribution = attributeText(source, { lines: { ...lines, nodes }, callers: { ...lines, nodes } })
  expect(functionsOf(attribution)).toEqual(['src/main.ts#forty 50/50', 'src/main.ts#run 0/50'])
  expect(linesOf(attribution)).toEqual(['src/main.ts:2 50/-'])
  expect(attribution.recorders).toEqual(['inspector'])
})

test('on a line that functions share, V8’s names tell, and stacks without inlining where the name may be the caller’s', () => {
  const shared = `export function run(xs: number[]) {
  const add = (a: number) => a + 1; const rest = xs.map((x) => add(x))
  return rest
}
`
  const plain = textProfile(`
(root)
  run bundle:2
    add bundle:2 x30
  run bundle:2 x10
`)
  // In the natural pass `add` is inlined: all of the line's samples are on the node of `run`.
  const inlined = attributeText(shared, { lines: textProfile('run bundle:2 x40'), callers: plain })
  expect(functionsOf(inlined)).toEqual(['src/main.ts#run.add 30/30', 'src/main.ts#run 10/40'])
  const named = attributeText(shared, { lines: textProfile('run bundle:2 x40'), callers: plain, namesInlinedCallees: true })
  expect(functionsOf(named)).toContain('src/main.ts#run 40/40')
})

test('the bundle’s line in another script’s node is the bundle’s: V8 inlined it there', () => {
  const lines = textProfile('emit node:200002 x40')
  expect(linesOf(attributeText(source, { lines, callers: lines }))).toEqual(['src/main.ts:2 40/40'])
})

test('time per call is the processor’s time, over all samples that were not idle', () => {
  const lines = textProfile(`
(root)
  (idle) x900
  loop runner:5 x50
    run bundle:10 x50
`)
  const attribution = attributeText(source, { lines, callers, calls: 20, computingMs: 100 })
  expect(attribution.lines[0]?.selfMsPerCall).toBeCloseTo(100 / 100 * 50 / 20)
})

test('a total that rests on few stacks has a wider interval than self time of that share', () => {
  const lines = textProfile(`
(root)
  run bundle:2 x400
  run bundle:10 x600
`)
  const few = textProfile(`
(root)
  run bundle:8
    forty bundle:2 x5
  run bundle:9
    forty bundle:2 x5
`)
  const attribution = attributeText(source, { lines, callers: few })
  const line = attribution.lines.find((each) => each.line === 7)
  expect(line?.total?.share).toBeCloseTo(0.2)
  expect(widthOf(line?.total?.interval)).toBeGreaterThan(0.1)
  expect(widthOf(attribution.lines[1]?.self.interval)).toBeLessThan(0.07)
})

test('nothing sampled is nothing known', () => {
  const attribution = attributeText(source, { lines: textProfile('(root)'), callers: null })
  expect(attribution).toMatchObject({ stackSamples: 0, unmappedShare: 0, lines: [], functions: [] })
  expect(attribution.garbageCollection.interval).toEqual({ low: 0, high: 1 })
})

function widthOf(interval: Interval | undefined): number {
  return (interval?.high ?? 0) - (interval?.low ?? 0)
}
