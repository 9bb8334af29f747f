import { expect, test } from 'vitest'
import type { LineCount } from '../../../src/core/evidence/lineCounts.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { nodes } from '../../support/nodes.ts'
import { profileFile } from '../../support/profileFile.ts'

const code = `import { half } from './half.js'
import { tried } from './tried.ts'
export function weigh(n: number): number {
  let sum = tried(n)
  for (let i = 0; i < n; i++) { sum += half(i); if (i % 4 === 0) sum-- }
  if (sum < 0) {
    sum = 1
  } else {
    sum = [1, 2, 3].map((x) => x * 2).length
  }
  return sum > 2 ? kept(sum) : never(sum)
}
const kept = (s: number): number => s
const never = (s: number): number =>
  s + 1
`
const half = `export function half(i) {
  return i % 2 === 0 ? i : 1
}
`

/** What follows a call that throws does not run, nor does what is only evaluated at need. */
const tried = `const kept: number[] = []
export function tried(n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) {
    try {
      checked(i)
      sum++; kept[i % 5] ??= checked(5)
    } catch {
      sum--
    }
  }
  kept.length = 0
  return sum - sum
}
function checked(i: number, tenth = half(i) * 2 % 10): number {
  if (tenth === 0) throw new Error('tenth')
  return i
}
const half = (i: number): number =>
  i / 2
`

/** `line: count`, blocks further right behind it, as an editor counts. */
function written(counts: readonly LineCount[] | undefined): readonly string[] {
  return (counts ?? []).map(({ file, line, perCall, blocks }) => `${file}:${line + 1} ${[perCall, ...blocks.map((block) => block.perCall)].join(' ')}`)
}

test.each(nodes().map(({ version, path }) => [version, path]))('counts how often lines and blocks run, to the last one, on Node %s', async (_, nodePath) => {
  await inTemporaryFolder({ 'package.json': '{ "type": "module" }', 'weigh.ts': code, 'half.js': half, 'tried.ts': tried }, async (root) => {
    const run = await profileFile({ root, file: 'weigh.ts', functionName: 'weigh', nodePath, kind: 'full', timeBudgetMs: 200, workload: { kind: 'call', expression: 'weigh(100)', origin: 'option' } })
    expect(run.warnings.filter((each) => each.includes('not known'))).toEqual([])
    expect(written(run.evidence?.counts)).toEqual([
      'half.js:1 100', 'half.js:2 100 50',
      'tried.ts:2 1', 'tried.ts:3 1', 'tried.ts:4 1 100', 'tried.ts:5 100', 'tried.ts:6 100', 'tried.ts:7 90 5', 'tried.ts:8 10', 'tried.ts:9 10', 'tried.ts:12 1', 'tried.ts:13 1',
      'tried.ts:15 105', 'tried.ts:16 105 10', 'tried.ts:17 95', 'tried.ts:19 105', 'tried.ts:20 105',
      'weigh.ts:3 1', 'weigh.ts:4 1', 'weigh.ts:5 1 100 25', 'weigh.ts:6 1 0', 'weigh.ts:7 0', 'weigh.ts:8 1', 'weigh.ts:9 1 3', 'weigh.ts:11 1 0', 'weigh.ts:13 1',
    ])
  })
})

test('of code in the sandbox on Node 22, where the inspector is shut, says so', async () => {
  const node22 = nodes().find(({ version }) => version.startsWith('22.'))
  await inTemporaryFolder({ 'package.json': '{ "type": "module" }', 'one.js': 'export function one() { let s = 0; for (let i = 0; i < 99; i++) s += i; return s }\n' }, async (root) => {
    const run = await profileFile({ root, file: 'one.js', functionName: 'one', nodePath: node22?.path ?? '', kind: 'full', timeBudgetMs: 200, workload: { kind: 'none', expression: 'one()' } })
    expect(run.outcome).toBe('completed')
    expect(run.evidence?.counts).toBeUndefined()
    expect(run.warnings).toContainEqual(expect.stringMatching(/^Block counts are not known: Node 22\.\S+ denies its inspector .* Use Node 24\.12 or later/))
  })
})

test('a call that is longer than the time budget leaves is not made once more', async () => {
  const slow = 'export function slow() { const end = performance.now() + 120; while (performance.now() < end); }\n'
  await inTemporaryFolder({ 'package.json': '{ "type": "module" }', 'slow.js': slow }, async (root) => {
    const run = await profileFile({ root, file: 'slow.js', functionName: 'slow', kind: 'full', timeBudgetMs: 50, workload: { kind: 'call', expression: 'slow()', origin: 'option' } })
    expect(run).toMatchObject({ outcome: 'completed', evidence: {} })
    expect(run.warnings).toContainEqual('Block counts are not known: they need another call, for which the time budget is too short.')
  })
})
