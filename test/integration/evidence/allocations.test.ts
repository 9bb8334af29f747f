import { expect, test } from 'vitest'
import { allocationsPass } from '../../../src/engine/evidence/allocationsPass.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { collectPass, inPassSession } from '../../support/inPassSession.ts'
import { profileFile } from '../../support/profileFile.ts'
import { nodes } from '../../support/nodes.ts'

/** Behind `//` what the line allocates in a call: an array has 16 bytes and 8 an element, an object 24 and 8 a field, a function 56. What does not leave its function V8 does not allocate. */
const code = `const latin = Buffer.alloc(4000, 'a')
const hundred = Array.from({ length: 100 }, (_, i) => i)
const list: unknown[] = new Array(100).fill(0)
export async function all(): Promise<number> {
  const numbers = new Array(1000) // 8048
  const half = numbers.slice(0, 500) // 4048
  for (let i = 0; i < 100; i++) {
    list[i] = { a: i, b: i, c: i } // 4800
  }
  const text = latin.toString('latin1') // 4016
  const buffer = Buffer.alloc(50_000) // 50200
  const floats = new Float64Array(500) // 4200
  for (let i = 0; i < 100; i++) {
    list[i] = () => i + 1 // 5600
  }
  for (let i = 0; i < 50; i++) list[i] = pair(i) // 0
  hundred.forEach((i) => {
    list[i] = { i, j: i } // 4000
  })
  const sum = squares()
  await null
  const after = new Array(2000) // 16048
  return sum + half.length + text.length + buffer.length + floats.length + after.length
}
function squares(): number {
  let sum = 0
  for (let i = 0; i < 1000; i++) {
    const point = { x: i, y: i + 1 } // 0
    sum += point.x * point.y
  }
  return sum
}
function pair(i: number): number[] {
  return [i, i, i, i] // 4000
}
`

test.each(nodes().map(({ version, path }) => [version, path]))('tells what lines allocate to within a tenth, on Node %s', async (_, nodePath) => {
  await inTemporaryFolder({ 'package.json': '{ "type": "module" }', 'planted.ts': code }, async (root) => {
    const found = await collectPass(allocationsPass, { root, file: 'planted.ts', functionName: 'all', nodePath, timeBudgetMs: 1600, workload: { kind: 'call', expression: 'all()', origin: 'option' } })
    const bytes = new Map((found.kind === 'found' ? found.evidence.allocations ?? [] : []).map(({ line, bytesPerCall }) => [line, bytesPerCall]))
    for (const [line, text] of code.split('\n').entries()) {
      const planted = / \/\/ (\d+)$/u.exec(text)?.[1]
      if (planted === undefined) continue
      const told = bytes.get(line) ?? 0
      const most = Math.max(0.1 * Number(planted), 8)
      expect.soft(Math.abs(told - Number(planted)), `line ${line + 1} allocates ${planted}, told are ${told}`).toBeLessThanOrEqual(most)
    }
  })
})

test('a call of more statements than there is time to look between is not watched, and it is said', async () => {
  const long = 'export function long() {\n  let sum = 0\n  for (let i = 0; i < 3e6; i++) {\n    sum += i\n  }\n  return sum\n}\n'
  await inTemporaryFolder({ 'package.json': '{ "type": "module" }', 'long.js': long }, async (root) => {
    const found = await collectPass(allocationsPass, { root, file: 'long.js', functionName: 'long', timeBudgetMs: 100, workload: { kind: 'call', expression: 'long()', origin: 'option' } })
    expect(found).toMatchObject({ kind: 'failed', message: { stage: 'record', error: { message: expect.stringMatching(/^Statements run [36],000,00\d times in a call, too often/) } } })
  })
})

test('nor is one for which the passes before it left no time', async () => {
  const loop = 'export function loop() {\n  let sum = 0\n  for (let i = 0; i < 3000; i++) {\n    sum += i\n  }\n  return sum\n}\n'
  await inTemporaryFolder({ 'package.json': '{ "type": "module" }', 'loop.js': loop }, async (root) => {
    await inPassSession({ root, file: 'loop.js', functionName: 'loop', workload: { kind: 'call', expression: 'loop()', origin: 'option' } }, async (setting) => {
      const found = await allocationsPass.collect({ ...setting, callMs: 0, budgetMs: 200, leftMs: 101 })
      expect(found).toMatchObject({ kind: 'failed', message: { error: { message: expect.stringMatching(/^Statements run [36],00\d times in a call, too often/) } } })
    })
  })
})

test('what a call allocates is counted when V8 has optimised it again', async () => {
  // Of each round of `for of` V8 makes an object until it has optimised the loop, which a full collection takes back.
  const missing = 'export function missing(wanted, known) {\n  const found = []\n  for (const id of wanted) {\n    if (!known.includes(id)) found.push(id)\n  }\n  return found\n}\n'
  await inTemporaryFolder({ 'package.json': '{ "type": "module" }', 'missing.js': missing }, async (root) => {
    const expression = 'missing(Array.from({ length: 2000 }, (_, i) => i * 3), Array.from({ length: 2000 }, (_, i) => i * 2))'
    const { allocatedBytesPerCall } = await profileFile({ root, file: 'missing.js', functionName: 'missing', workload: { kind: 'call', expression, origin: 'option' } })
    // 45.8 kB, as a script of its own that does nothing else counts; 124 kB before.
    expect(allocatedBytesPerCall).toBeGreaterThan(40_000)
    expect(allocatedBytesPerCall).toBeLessThan(80_000)
  })
})
