// What recording costs a test run, how near a replay comes to the test, and how long it takes from the click to the first
// annotation: in a project for each runner, of which jest and mocha are fetched into `.cache`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { ensureTestRunners, runnerModules } from '../../scripts/testRunners.mjs'
import { discoverFunctions } from '../../src/core/source/discoverFunctions.ts'
import { findNode } from '../../src/engine/node/findNode.ts'
import { profileFunction } from '../../src/engine/profileFunction.ts'
import { recordCalls } from '../../src/engine/recording/recordCalls.ts'
import { testCommand } from '../../src/engine/recording/testCommand.ts'
import { findTests } from '../../src/engine/tests/findTests.ts'
import { resolveRecorded } from '../../src/engine/workloads/resolveRecorded.ts'
import { inTemporaryFolder } from '../support/inTemporaryFolder.ts'
import { recordedProgram, resultVariable } from './support/recordedProgram.ts'

const rounds = 3
const repository = path.resolve(import.meta.dirname, '../..')
const installation = { directory: path.join(repository, 'dist'), version: '0.0.0' }
const signal = new AbortController().signal
const overlays = new Map<string, string>()
const nothing = (): void => undefined

const projects = [
  { runner: 'vitest', format: 'esm', modules: () => path.join(repository, 'node_modules') },
  { runner: 'jest', format: 'commonjs', modules: () => runnerModules('jest') },
  { runner: 'mocha', format: 'commonjs', modules: () => runnerModules('mocha') },
  { runner: 'node', format: 'esm', modules: () => null },
] as const

await ensureTestRunners()
for (const { runner, format, modules } of projects) {
  await inTemporaryFolder(recordedProgram(format, runner), async (root) => {
    process.env['XDG_DATA_HOME'] = path.join(root, '.data')
    const installed = modules()
    if (installed !== null) symlinkSync(installed, path.join(root, 'node_modules'))
    await measure(runner, root, path.join(root, 'src', format === 'esm' ? 'shop.mjs' : 'shop.js'))
  })
}

async function measure(runner: string, root: string, file: string): Promise<void> {
  const node = await findNode({ configuredPath: process.execPath, configuredIn: '--node', cwd: root, env: process.env, editorExecPath: null })
  const text = readFileSync(file, 'utf8')
  const { functions } = discoverFunctions(text, file)
  const { tests } = await findTests({ root, file, functionName: 'group', overlays }, signal)
  const [first] = tests
  if (first === undefined) throw new Error(`No tests were found in the project for ${runner}`)
  const { parameters } = testCommand(first.runner, [first.file], null)
  const resultFile = path.join(root, '.result.json')

  // In turn, so that what else the machine does meets both.
  const plain: number[] = []
  const inTest = new Map<string, number[]>()
  const recorded = new Map<string, number[]>()
  for (let round = 0; round <= rounds; round++) {
    const startedAt = performance.now()
    const child = spawn(node.path, parameters, { cwd: first.runner.cwd, stdio: 'ignore', env: { ...process.env, [resultVariable]: resultFile } })
    const [code] = await once(child, 'exit') as [number]
    if (code !== 0) throw new Error(`The tests of the project for ${runner} fail`)
    if (round > 0) plain.push(performance.now() - startedAt)
    for (const [name, ms] of Object.entries(JSON.parse(readFileSync(resultFile, 'utf8')) as Record<string, number>)) push(inTest, name, ms)
    for (const fn of functions.filter(({ name }) => inTest.has(name))) {
      let testsAt = 0
      const result = await recordCalls({ root, file, fn, overlays, node, installation, anew: true }, { onWaiting: nothing, onTests: () => { testsAt = performance.now() }, onLog: nothing, onOutput: nothing }, signal)
      if (result.kind !== 'recorded') throw new Error(`Nothing was recorded with ${runner}: ${JSON.stringify(result)}`)
      if (round > 0) push(recorded, fn.name, performance.now() - testsAt)
    }
  }
  const plainMs = Math.min(...plain)
  console.log(`${runner}: the tests take ${plainMs.toFixed(0)} ms`)
  for (const [name, times] of recorded) {
    const fn = functions.find((each) => each.name === name)
    if (fn === undefined) continue
    // The quickest of each: what else the machine does only ever adds.
    report(`  recording ${name}`, `${Math.min(...times).toFixed(0)} ms`, Math.min(...times) / plainMs, 1.3)
    // The first click runs the tests, the others replay.
    rmSync(process.env['XDG_DATA_HOME'] ?? '', { recursive: true, force: true })
    const clicks: number[] = []
    const replays: number[] = []
    for (let round = 0; round <= 3; round++) {
      const startedAt = performance.now()
      const answer = await resolveRecorded({ root, file, fn, functions, option: null }, { text, overlays, node, installation, typescriptFolder: null, allowedActions: [], events: { onStage: nothing, onLog: nothing } }, signal)
      if (answer.kind !== 'found') throw new Error(answer.reason ?? 'nothing to record')
      let annotatedMs = 0
      const run = await profileFunction({ root, file, text, overlays, functionName: name, workload: answer.workload, allowedActions: [], notes: [], timeBudgetMs: 2000, node, installation }, {
        onStage: nothing, onLog: nothing, onOutput: nothing,
        onPartial: (partial) => { annotatedMs ||= performance.now() - startedAt - partial.measuringMs },
      }, signal)
      if (round === 0) report('    first click to annotation, less measuring and the tests', `${(annotatedMs - plainMs).toFixed(0)} ms`, (annotatedMs - plainMs) / 1500, 1)
      else clicks.push(annotatedMs)
      replays.push(run.timing?.medianMs ?? Number.NaN)
    }
    report('    second click to annotation, less measuring', `${median(clicks).toFixed(0)} ms`, median(clicks) / 1500, 1)
    const inside = median(inTest.get(name) ?? [])
    report('    a replayed call', `${(median(replays) * 1000).toFixed(2)} us, in the test ${(inside * 1000).toFixed(2)} us`, median(replays) / inside, 1.1)
  }
}

function report(what: string, value: string, ratio: number, limit: number): void {
  const isMissed = ratio > limit
  console.log(`${what}: ${value}, ${ratio.toFixed(2)}x (limit ${limit}x)${isMissed ? '  MISSED' : ''}`)
  if (isMissed) process.exitCode = 1
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  map.set(key, [...map.get(key) ?? [], value])
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
