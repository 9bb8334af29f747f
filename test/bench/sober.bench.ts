// What Heatline says of the shortest and the longest calls: nothing of an empty one's time may be the clock's or the loop's,
// a 5 ns function must read as a stopwatch in its own process has it, and a 2 s function is not called again and again.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import type { Run } from '../../src/core/comparison/run.ts'
import { timingTitle } from '../../src/core/presentation/timingTitle.ts'
import { inTemporaryFolder } from '../support/inTemporaryFolder.ts'
import { nodes } from '../support/nodes.ts'
import { profileFile } from '../support/profileFile.ts'

const source = `
export const empty = () => {}

/** Integers: four steps that wait for each other. */
export function mix(x) {
  let h = x
  for (let i = 0; i < 4; i++) h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return h & 0x3fffffff
}

/** Floating point. */
export function length(x) {
  return Math.sqrt(x * x + 2.25)
}

/** Branches. */
export function isName(text) {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 97 || code > 122) return false
  }
  return true
}

export function busy(ms) {
  const end = performance.now() + ms
  let calls = 0
  while (performance.now() < end) calls++
  console.log('called')
  return calls
}
`

/** Times a long loop of calls, each with the result of the one before, in a process of its own; prints nanoseconds a call. */
const stopwatch = `
import { mix, length, isName } from './short.mjs'
const loops = {
  mix(n) { let x = 12345; for (let i = 0; i < n; i++) x = mix(x); return x },
  length(n) { let x = 1.5; for (let i = 0; i < n; i++) x = length(x) - 1; return x },
  // The text that is asked about changes with the answer.
  isName(n) { const texts = ['Heatline', 'heatline']; let x = 1; for (let i = 0; i < n; i++) x = isName(texts[x]) ? 1 : 0; return x },
}
const loop = loops[process.argv[2]]
let result = 0
for (let i = 0; i < 30; i++) result += loop(20_000)
const times = Array.from({ length: 21 }, () => {
  const start = performance.now()
  result += loop(50_000)
  return ((performance.now() - start) / 50_000) * 1e6
}).sort((a, b) => a - b)
console.log(times[10], result)
`

const calls = { mix: 'mix(12345)', length: 'length(1.5)', isName: 'isName("heatline")' } as const

/** How many times as long as the stopwatch has it a call may read; and the other way round. */
const mostApart = 2

function fail(what: string): void {
  console.log(`  MISSED: ${what}`)
  process.exitCode = 1
}

await inTemporaryFolder({ 'package.json': '{ "type": "module" }', 'short.mjs': source, 'stopwatch.mjs': stopwatch }, async (folder) => {
  const profile = (functionName: string, expression: string, nodePath: string, onOutput: (text: string) => void = () => {}): Promise<Run> =>
    profileFile({ root: folder, file: 'short.mjs', functionName, workload: { kind: 'call', expression, origin: 'option' }, nodePath, events: { onOutput } })

  for (const node of nodes()) {
    console.log(`Node ${node.version}`)
    const empty = await profile('empty', 'empty()', node.path)
    console.log(`  an empty function: ${timingTitle(empty)}; it says: ${empty.warnings.join(' ')}`)
    if (timingTitle(empty) !== '<1 ns') fail('an empty function must be too quick to tell')

    for (const [name, expression] of Object.entries(calls)) {
      const { status, stdout, stderr } = spawnSync(node.path, [path.join(folder, 'stopwatch.mjs'), name], { encoding: 'utf8' })
      if (status !== 0) throw new Error(stderr)
      const trueNs = Number(stdout.split(' ')[0])
      const run = await profile(name, expression, node.path)
      const readNs = (run.timing?.medianMs ?? Number.NaN) * 1e6
      console.log(`  ${name}: ${timingTitle(run)}, by the stopwatch ${trueNs.toFixed(1)} ns (${(readNs / trueNs).toFixed(2)}x, limit ${mostApart}x either way)`)
      if (!(readNs < trueNs * mostApart && readNs > trueNs / mostApart)) fail(`${name} must read as the stopwatch has it`)
    }

    let output = ''
    const slow = await profile('busy', 'busy(2000)', node.path, (text) => { output += text })
    const times = output.split('called').length - 1
    console.log(`  a 2 s function under a budget of 2 s: called ${times} time(s), limit 1; ${timingTitle(slow)}; it says: ${slow.warnings.join(' ')}`)
    if (times !== 1) fail('a 2 s function must be called once')
  }
})
