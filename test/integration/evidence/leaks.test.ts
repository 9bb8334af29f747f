import { describe, expect, test } from 'vitest'
import { collectionsPass } from '../../../src/engine/evidence/collectionsPass.ts'
import { growthPass } from '../../../src/engine/evidence/growthPass.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { collectPass, inPassSession } from '../../support/inPassSession.ts'
import { checkLeak, leakCorpus, leakRoot } from '../../support/leakCorpus.ts'
import { nodes } from '../../support/nodes.ts'

// The whole corpus is `npm run bench -- leaks`.
const some: ReadonlySet<string> = new Set(['closureList', 'timeouts', 'memoManyKeys', 'churn'])
const versions = nodes()

describe('the leak check', () => {
  test.each(leakCorpus().filter(({ name }) => some.has(name)).map((subject, index) => [subject.name, versions[index % versions.length]?.version ?? '', subject] as const))('of %s, on Node %s', async (_, version, subject) => {
    const { verdict, keptBy } = await checkLeak(subject, versions.find((node) => node.version === version)?.path ?? '', 800)
    expect(verdict === 'grows').toBe(subject.leaks)
    if (subject.leaks) expect(subject.keeping).toContain(keptBy[0]?.line)
    else expect(keptBy).toEqual([])
  })

  test('names no line of code in the sandbox on Node 22, where the inspector is shut, and says so', async () => {
    const files = { 'package.json': '{ "type": "module" }', 'keep.js': 'const all = []\nexport function keep() { all.push({ n: all.length }); return all.length }\n' }
    await inTemporaryFolder(files, async (root) => {
      const found = await collectPass(growthPass, { root, file: 'keep.js', functionName: 'keep', nodePath: versions.find(({ major }) => major === 22)?.path ?? '', timeBudgetMs: 1000, workload: { kind: 'none', expression: 'keep()' } })
      expect(found).toMatchObject({ kind: 'found', evidence: { growth: { verdict: 'grows', keptBy: [] } }, warnings: [expect.stringMatching(/^`keep` keeps \d+ B more with each call: which line is not known\. Node 22\.\S+ denies its inspector/)] })
    })
  })
})

test('the leak check makes no calls that are too long to show anything', async () => {
  const [subject] = leakCorpus()
  await inPassSession({ root: leakRoot, file: subject?.file ?? '', functionName: subject?.functionName ?? '', workload: { kind: 'call', expression: subject?.expression ?? '', origin: 'tag' } }, async (setting) => {
    expect(await growthPass.collect({ ...setting, callMs: 100, budgetMs: 800 })).toEqual({ kind: 'unknown', message: 'calls are too long for the time budget. Raise it.' })
    expect(setting.session.calls).toBe(0)
  })
})

test('tells of collections', async () => {
  const files = {
    'package.json': '{ "type": "module" }',
    'churn.js': 'export function churn(n) { return Array.from({ length: n }, (_, i) => ({ i, text: `row ${i}` })).length }\n',
  }
  await inTemporaryFolder(files, async (root) => {
    const found = await collectPass(collectionsPass, { root, file: 'churn.js', functionName: 'churn', timeBudgetMs: 1600, workload: { kind: 'call', expression: 'churn(500)', origin: 'option' } })
    const collections = found.kind === 'found' ? found.evidence.collections : undefined
    expect(collections?.kinds.map(({ kind }) => kind)).toContain('minor')
    expect(collections?.share).toBeGreaterThan(0)
    expect(collections?.share).toBeLessThan(1)
    expect((collections?.perCall ?? 0) * (collections?.calls ?? 0)).toBeCloseTo(collections?.kinds.reduce((sum, { count }) => sum + count, 0) ?? 0, 6)
    expect(collections?.longestPauseMs).toBeGreaterThan(collections?.pauseMsPerCall ?? Infinity)
  })
})
