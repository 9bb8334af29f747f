// The recorders on every Node: which one is used, what it knows, and what is said when it is not the first choice.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { RecorderName } from '../../../src/core/profile/stackProfile.ts'
import { framelessCallsPath, recorderPlans } from '../../../src/engine/measure/recorderPlans.ts'
import type { AttributionPass, RecorderPlan } from '../../../src/protocol/runnerTask.ts'
import { nodes } from '../../support/nodes.ts'
import type { TestNode } from '../../support/nodes.ts'
import { messageOf, runRunner, warningsOf } from './support/runRunner.ts'

const abis = { 22: '127', 24: '137', 26: '147' } as const
const directory = path.resolve(import.meta.dirname, '../../../dist')

const workload = {
  module: 'let x = 1\nfunction work() {\n  for (let i = 0; i < 20_000; i++) x = (Math.imul(x, 1103515245) + 12345) | 0\n}\nfunction run() {\n  work()\n  return x\n}',
  call: 'run()',
}

/** Of the bundle, 0-based. */
const loopLine = 2

function plan(node: TestNode, name: RecorderName): RecorderPlan {
  const addonPath = path.join(directory, 'native', name, `${process.platform}-${process.arch}`, `abi${abis[node.major]}.node`)
  return { name, addonPath: name === 'inspector' ? null : addonPath }
}

function pass(recorders: readonly RecorderPlan[], node: Pick<TestNode, 'version'> = { version: '22' }): AttributionPass {
  return { kind: 'attribution', recorders, framelessCallsPath: framelessCallsPath({ directory, version: '0.0.0' }, node), samplingIntervalUs: 100, warmUpMs: 50, enoughSamples: 500, measureMs: 2000 }
}

/** Most of its time goes to built-in code that sets up no stack frame: V8 would book it on the call of `make`. */
const allocating = {
  module: [
    'function make(count) {',
    '  const made = []',
    "  for (let i = 0; i < count; i++) made.push({ key: 'item ' + i, list: [i, i + 1, i + 2], ...made[0] })",
    '  return made',
    '}',
    'function run() {',
    '  const made = make(2000)',
    '  return made.length',
    '}',
  ].join('\n'),
  call: 'run()',
}

/** Of the bundle, 0-based. */
const makingLine = 2
const callingLine = 6

test('a window goes on where calls hardly get to compute', async () => {
  const sleeping = { module: 'const cell = new Int32Array(new SharedArrayBuffer(4))\nfunction run() {\n  Atomics.wait(cell, 0, 0, 5)\n}', call: 'run()' }
  const run = await runRunner(sleeping, { ...pass([{ name: 'inspector', addonPath: null }]), warmUpMs: 10, enoughSamples: Number.MAX_SAFE_INTEGER, measureMs: 60, enoughOwnMs: 100_000 })
  // Until three times its length is over, however fast the machine.
  expect(messageOf(run, 'attribution').measuringMs).toBeGreaterThanOrEqual(10 + 3 * 60)
})

for (const node of nodes()) {
  const available = (['pprof', 'v8-profiler-next', 'inspector'] as const).filter((name) => name === 'inspector' || existsSync(plan(node, name).addonPath ?? ''))

  test.for(available)(`Node ${node.major}: %s finds the hot line`, async (name) => {
    const run = await runRunner(workload, pass([plan(node, name)]), { nodePath: node.path })
    const { profile, calls, callsMs, computingMs } = messageOf(run, 'attribution')
    expect(profile.recorder).toBe(name)
    expect(profile.lineMeans).toBe(name === 'pprof' ? 'tickOrCall' : 'functionStart')
    const hits = profile.nodes.reduce((sum, each) => sum + each.hitCount, 0)
    const onLine = profile.nodes.reduce((sum, each) =>
      sum + (each.lineTicks ?? [{ line: each.line, hitCount: each.hitCount }]).reduce((all, tick) => all + (tick.line === loopLine ? tick.hitCount : 0), 0), 0)
    expect(hits).toBeGreaterThan(500)
    expect(onLine / hits).toBeGreaterThan(0.8)
    expect(profile.samplingIntervalUs).toBeCloseTo((profile.durationMs * 1000) / hits, 6)
    expect(profile.timeline === null).toBe(name === 'pprof')
    if (profile.timeline !== null) expect(profile.timeline.nodes.filter((index) => index < 0 || index >= profile.nodes.length)).toEqual([])
    expect(calls).toBeGreaterThan(1)
    expect(callsMs).toBeGreaterThan(0)
    expect(computingMs).toBeGreaterThan(0)
    expect(warningsOf(run)).toEqual([])
  })

  // The addon is written for Linux on x64 alone, and not used on Node 22.
  test.for(process.platform === 'linux' && process.arch === 'x64' && node.major > 22 ? available : [])(`Node ${node.major}: %s books built-in code on the line that called it`, async (name) => {
    const run = await runRunner(allocating, { ...pass([plan(node, name)], node), warmUpMs: 200, enoughSamples: 2000 }, { nodePath: node.path })
    const { profile } = messageOf(run, 'attribution')
    const hitsOn = (wanted: number): number => profile.nodes.reduce((sum, { line, hitCount, lineTicks }) =>
      sum + (lineTicks ?? [{ line, hitCount }]).reduce((all, tick) => all + (tick.line === wanted ? tick.hitCount : 0), 0), 0)
    const hits = profile.nodes.reduce((sum, each) => sum + (each.functionName === '(garbage collector)' ? 0 : each.hitCount), 0)
    expect(hitsOn(makingLine) / hits).toBeGreaterThan(0.9)
    expect(hitsOn(callingLine) / hits).toBeLessThan(0.02)
  })

  test(`Node ${node.major}: where the first choice does not load the next one is used, and that is said`, async () => {
    const missing = { name: 'pprof', addonPath: '/nowhere/abi0.node' } as const
    const run = await runRunner(workload, pass([missing, plan(node, 'inspector')]), { nodePath: node.path })
    expect(messageOf(run, 'attribution').profile.recorder).toBe('inspector')
    expect(warningsOf(run)).toEqual([expect.stringMatching(/^Stack samples come from inspector: pprof did not start/u)])
  })

  test(`Node ${node.major}: an addon records under the permission model`, async () => {
    const flags = ['--permission', '--allow-addons', '--allow-fs-read=*']
    const run = await runRunner(workload, pass([plan(node, 'pprof')]), { nodePath: node.path, flags })
    expect(messageOf(run, 'attribution').profile.recorder).toBe('pprof')
  })

  test(`Node ${node.major}: the engine's plans name addons that exist`, () => {
    const plans = recorderPlans({ directory, version: '0.0.0' }, { path: node.path, version: node.version, abi: abis[node.major], foundIn: 'the tests', env: {} })
    expect(plans[0]).toEqual(plan(node, 'pprof'))
    expect(plans.at(-1)).toEqual({ name: 'inspector', addonPath: null })
    for (const { addonPath } of plans) expect(addonPath === null || existsSync(addonPath)).toBe(true)
  })
}

test('no recorder at all is told with what each said', async () => {
  const run = await runRunner(workload, pass([{ name: 'pprof', addonPath: '/nowhere/a.node' }, { name: 'v8-profiler-next', addonPath: '/nowhere/b.node' }]))
  expect(messageOf(run, 'failed')).toMatchObject({ stage: 'record', error: { name: 'HeatlineError' } })
  expect(messageOf(run, 'failed').error.message).toMatch(/pprof did not start.*v8-profiler-next did not start/u)
})

test('a call that takes longer than the measuring time is the window', async () => {
  const [node] = nodes()
  if (node === undefined) throw new Error('no Node')
  const long = { module: 'function run() { const end = performance.now() + 150; while (performance.now() < end); }', call: 'run()' }
  const run = await runRunner(long, { ...pass([plan(node, 'pprof')]), measureMs: 60 }, { nodePath: node.path })
  expect(messageOf(run, 'attribution')).toMatchObject({ calls: 1, thrown: 0 })
  expect(messageOf(run, 'attribution').callsMs).toBe(messageOf(run, 'firstCall').ms)
})
