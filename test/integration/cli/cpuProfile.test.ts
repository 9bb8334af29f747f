import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { CpuProfile } from '../../../src/core/profile/toCpuProfile.ts'
import { cpuProfileProblems } from '../../support/cpuProfileProblems.ts'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { nodes } from '../../support/nodes.ts'
import { heatline, marker, startHeatline } from './heatlineProgram.ts'

const short = ['--time-budget', '600ms']

const primes = `export function countPrimes(limit = 20_000): number {
  let count = 0
  for (let n = 2; n < limit; n++) if (isPrime(n)) count++
  return count
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return true
}

export function fails(): never { throw new TypeError('boom') }
`

let folder: string
let cwd: string

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'heatline profile é #')))
  cwd = join(folder, 'numbers')
  mkdirSync(join(cwd, 'src'), { recursive: true })
  writeFileSync(join(cwd, 'package.json'), '{ "name": "numbers", "type": "module" }')
  writeFileSync(join(cwd, 'src/primes.ts'), primes)
})
afterEach(() => expectNoLeftoverProcesses(marker))
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 3 }))

test.each(nodes())('--cpuprofile writes calls in the order of time beside the result, on Node $major', async ({ major, path }) => {
  const file = join(folder, `on ${major}.cpuprofile`)
  const { code, stdout, stderr } = await heatline(['profile', 'src/primes.ts#countPrimes', '--call', 'countPrimes(30_000)', '--cpuprofile', file, '--node', path, ...short], { cwd })
  expect(stderr).toContain(`Wrote ${file}: `)
  expect(code).toBe(0)
  expect(stdout).toMatch(/^countPrimes {2}src\/primes\.ts:1\n/)

  const text = readFileSync(file, 'utf8')
  expect(cpuProfileProblems(text)).toEqual([])
  const { nodes: tree, samples, timeDeltas, startTime, endTime } = JSON.parse(text) as CpuProfile
  const url = pathToFileURL(join(cwd, 'src/primes.ts')).href
  const target = tree.find(({ callFrame }) => callFrame.functionName === 'countPrimes')
  expect(target?.callFrame).toMatchObject({ url, lineNumber: 0, columnNumber: 16 })
  const users = new Set(tree.filter(({ callFrame }) => callFrame.url === url).map(({ id }) => id))
  expect(samples.filter((id) => users.has(id)).length).toBeGreaterThan(0.5 * samples.length)
  // From the last sample to the end it is a tenth of a millisecond, on a busy machine much longer.
  expect(timeDeltas.reduce((sum, delta) => sum + delta, 0)).toBeGreaterThan(0.3 * (endTime - startTime))
  // Inlined or not, the hot line is known.
  const ticks = tree.flatMap(({ positionTicks }) => positionTicks ?? []).toSorted((a, b) => b.ticks - a.ticks)
  expect(ticks[0]?.line).toBe(8)
})

test('--json stays one document, and the path is relative to the working directory', async () => {
  const { code, stdout } = await heatline(['profile', 'src/primes.ts#countPrimes', '--json', '--cpuprofile', 'here.cpuprofile', ...short], { cwd })
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'completed' })
  expect(cpuProfileProblems(readFileSync(join(cwd, 'here.cpuprofile'), 'utf8'))).toEqual([])
})

test('a run that fails is not recorded', async () => {
  const { code, stdout } = await heatline(['profile', 'src/primes.ts#fails', '--cpuprofile', 'fails.cpuprofile', ...short], { cwd })
  expect(code).toBe(3)
  expect(stdout).toContain('boom')
  expect(existsSync(join(cwd, 'fails.cpuprofile'))).toBe(false)
})

test('a recording can be cancelled: the result is kept, no file and no process is left', async () => {
  const running = startHeatline(['profile', 'src/primes.ts#countPrimes', '--json', '--cpuprofile', 'cancelled.cpuprofile', ...short], { cwd })
  await running.saw('Recording in time order')
  running.interrupt()
  const { code, stdout, stderr } = await running.ended
  expect(stderr).toContain('heatline: cancelled.cpuprofile was not written: Cancelled.\n')
  expect(code).toBe(130)
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'completed' })
  expect(existsSync(join(cwd, 'cancelled.cpuprofile'))).toBe(false)
})

test.each([
  ['missing/out.cpuprofile', 'heatline: --cpuprofile must name a file in a folder that exists; there is no folder missing\n'],
  ['src', 'heatline: --cpuprofile must name a file but src is a folder\n'],
])('--cpuprofile %s is refused before anything is measured', async (file, message) => {
  expect(await heatline(['profile', 'src/primes.ts#countPrimes', '--cpuprofile', file], { cwd })).toEqual({ code: 2, stdout: '', stderr: message })
})
