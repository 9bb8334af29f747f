import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Comparison } from '../../../src/core/comparison/comparison.ts'
import { defaultThresholds } from '../../../src/core/comparison/thresholds.ts'
import { writeBaseline } from '../../../src/engine/baselines/baselines.ts'
import { findBase } from '../../../src/engine/compare/findBase.ts'
import { compareFunction } from '../../../src/engine/compareFunction.ts'
import type { CompareRequest } from '../../../src/engine/compareFunction.ts'
import { findNode } from '../../../src/engine/node/findNode.ts'
import { followMoved } from '../../../src/engine/store/followMoved.ts'
import { openStore } from '../../../src/engine/store/openStore.ts'
import { storePath } from '../../../src/engine/store/storePath.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { profileFile } from '../../support/profileFile.ts'

const repository = path.resolve(import.meta.dirname, '../../..')
const usual = process.env['XDG_DATA_HOME']
const call = 'sum([1, 2, 3, 4, 5, 6, 7, 8])'
const code = (rounds: number): string => `import { step } from 'steps'
export function sum(values) {
  let total = 0
  for (let round = 0; round < ${rounds}; round++) for (const value of values) total = step(total, value)
  return total % 1
}
`
const project = {
  'package.json': '{ "type": "module" }',
  'code.mjs': code(200),
  'node_modules/steps/package.json': '{ "name": "steps", "version": "1.0.0", "type": "module", "exports": "./index.js" }',
  'node_modules/steps/index.js': 'export const step = (total, value) => (total * 31 + value) % 1009\n',
}

/** A history of its own, so that nothing of it stays. */
const inProject = async (use: (folder: string) => Promise<void>): Promise<void> => await inTemporaryFolder(project, async (folder) => {
  process.env['XDG_DATA_HOME'] = path.join(folder, 'node_modules/.data')
  await use(folder)
})

afterAll(() => {
  if (usual === undefined) delete process.env['XDG_DATA_HOME']
  else process.env['XDG_DATA_HOME'] = usual
})

let node: Awaited<ReturnType<typeof findNode>>
beforeAll(async () => {
  node = await findNode({ configuredPath: process.execPath, configuredIn: '--node', cwd: repository, env: process.env, editorExecPath: null })
})

function request(folder: string, base: string | null, functionName = 'sum', expression = call): CompareRequest {
  const file = path.join(folder, 'code.mjs')
  return {
    root: folder, file, text: readFileSync(file, 'utf8'), overlays: new Map(), functionName, workload: { kind: 'call', expression, origin: 'option' }, notes: [], allowedActions: [], timeBudgetMs: 2000,
    node, installation: { directory: path.join(repository, 'dist'), version: '0.0.0' }, base, thresholds: defaultThresholds, depth: 'screen',
  }
}

async function compare(...asked: Parameters<typeof request>): Promise<Comparison> {
  return await compareFunction(request(...asked), { onStage: () => undefined, onLog: () => undefined, onOutput: () => undefined }, new AbortController().signal)
}

const profile = async (folder: string) => await profileFile({ root: folder, file: 'code.mjs', functionName: 'sum', workload: { kind: 'call', expression: call, origin: 'option' }, timeBudgetMs: 200 })

/** @returns the commit's full hash */
function commitAll(folder: string): string {
  const git = (...parameters: string[]): string => execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...parameters], { cwd: folder, encoding: 'utf8' })
  writeFileSync(path.join(folder, '.gitignore'), 'node_modules\n')
  git('init', '--quiet', '-b', 'main')
  git('add', '.')
  git('commit', '--quiet', '--allow-empty', '-m', 'All')
  return git('rev-parse', 'HEAD').trim()
}

describe('a baseline that was set', () => {
  test('runs as it was, with today\'s packages and its own inputs, and both are said', async () => await inProject(async (folder) => {
    commitAll(folder)
    const run = await profile(folder)
    expect(run.warnings).not.toContain(expect.stringContaining('history'))
    const store = openStore(folder)
    store.pin(run.id, 'before')
    store.close()
    writeFileSync(path.join(folder, 'code.mjs'), code(400))
    writeFileSync(path.join(folder, 'node_modules/steps/package.json'), project['node_modules/steps/package.json'].replace('1.0.0', '1.0.1'))
    const comparison = await compare(folder, 'before', 'sum', 'sum([1])')
    expect(comparison).toMatchObject({ time: { verdict: 'regression' }, base: { kind: 'set', label: 'before', runId: run.id, text: code(200) }, workload: { expression: call } })
    expect(comparison.warnings).toContain('node_modules/steps/index.js has changed since before: both versions were run with what is installed now.')
    expect(comparison.warnings).toContain('Both versions were run with the inputs of before, not with those of now.')
    const after = openStore(folder)
    expect(after.latestComparisons()).toMatchObject([{ functionName: 'sum', verdict: 'regression', baseLabel: 'before', isDirty: true }])
    after.close()
  }))

  test('gives way to the one that somebody else of the team set', async () => await inProject(async (folder) => {
    const commit = commitAll(folder)
    const run = await profile(folder)
    const store = openStore(folder)
    store.pin(run.id, 'before')
    store.close()
    const shared = { functionId: 'code.mjs#sum', name: 'before', setAt: Date.now() }
    writeBaseline(folder, { ...shared, commit })
    expect(await compare(folder, 'before')).toMatchObject({ base: { kind: 'set', runId: run.id } })
    const theirs = commitAll(folder)
    writeBaseline(folder, { ...shared, commit: theirs })
    expect(await compare(folder, 'before')).toMatchObject({ base: { kind: 'set', label: 'before', runId: null, commit: theirs } })
  }))
})

describe('without a baseline', () => {
  test('the last commit is compared with; a function that it lacks has nothing to be compared with', async () => await inProject(async (folder) => {
    commitAll(folder)
    writeFileSync(path.join(folder, 'code.mjs'), `// Sums.\n${code(200)}`)
    expect(await compare(folder, null)).toMatchObject({ time: { verdict: 'unchanged', pairs: 0 }, base: { kind: 'commit', label: 'HEAD', text: code(200) } })
    writeFileSync(path.join(folder, 'code.mjs'), `${code(200)}export function fresh() { return 1 }\n`)
    await expect(compare(folder, null, 'fresh', 'fresh()')).rejects.toThrow(/`fresh` is not in HEAD .*it is new/u)
    await expect(compare(folder, 'no-such-branch')).rejects.toThrow(/There is no baseline "no-such-branch" of `sum`.*no branch, tag or commit/su)
  }))

  test('outside of git the first run is; before it there is nothing', async () => await inProject(async (folder) => {
    const history = storePath(folder, process.env)
    mkdirSync(path.dirname(history), { recursive: true })
    writeFileSync(history, 'garbage')
    await expect(compare(folder, null)).rejects.toThrow(/a new one was begun\. .* is not in a git repository/u)
    await profile(folder)
    writeFileSync(path.join(folder, 'code.mjs'), code(200).replace('return', '// the end\n  return'))
    expect(await compare(folder, null)).toMatchObject({ time: { verdict: 'unchanged', pairs: 0 }, base: { kind: 'automatic', label: 'the first run' } })
    // Renamed, and not run since.
    writeFileSync(path.join(folder, 'code.mjs'), readFileSync(path.join(folder, 'code.mjs'), 'utf8').replace('sum', 'sumOf'))
    const store = openStore(folder)
    const renamed = request(folder, null, 'sumOf', 'sumOf([1])')
    followMoved(store, { ...renamed, file: 'code.mjs' })
    expect(await findBase(renamed, null, store, new AbortController().signal)).toMatchObject({ workload: { expression: call.replace('sum', 'sumOf') }, version: { base: { kind: 'automatic', functionName: 'sum' } } })
    store.close()
  }))
})
