import { existsSync, readFileSync } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Workload } from '../../../src/core/comparison/workload.ts'
import { findNode } from '../../../src/engine/node/findNode.ts'
import type { ProfileRequest } from '../../../src/engine/profileFunction.ts'
import { recordTimeline } from '../../../src/engine/recordTimeline.ts'
import type { RecordedTimeline, RecordingEvents, TimelineRecording } from '../../../src/engine/recordTimeline.ts'
import { platformName } from '../../../scripts/natives.mjs'
import { cpuProfileProblems } from '../../support/cpuProfileProblems.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { expectNoLeftoverProcesses } from '../../support/leftoverProcesses.ts'
import { nodes } from '../../support/nodes.ts'
import type { TestNode } from '../../support/nodes.ts'

const dist = path.resolve(import.meta.dirname, '../../../dist')
const quiet: RecordingEvents = { onStage: () => undefined, onLog: () => undefined, onOutput: () => undefined }

const steps = `import { spin } from './spin.ts'

// Five functions at one call: V8 inlines at most four.
const steps = [first, second, third, fourth, fifth]
function first(): number { return spin(1) }
function second(): number { return spin(2) }
function third(): number { return spin(3) }
function fourth(): number { return spin(4) }
function fifth(): number { return spin(5) }

export function allSteps(): number {
  let sum = 0
  for (const step of steps) sum += step()
  return sum
}

export function fails(): never { throw new TypeError('boom') }

export async function waits(): Promise<void> {
  await new Promise((resolve) => { setTimeout(resolve, 20) })
  spin(6)
}
`
const spin = `export function spin(seed: number): number {
  let x = seed
  for (let i = 0; i < 3_000_000; i++) x = (Math.imul(x, 1103515245) + 12345) | 0
  return x
}
`
const files = { 'package.json': '{ "type": "module" }', 'src/steps.ts': steps, 'src/spin.ts': spin }

interface Asked {
  readonly functionName: string
  readonly workload?: Workload
  readonly directory?: string
  readonly events?: RecordingEvents
  readonly signal?: AbortSignal
}

async function record(root: string, node: TestNode, asked: Asked): Promise<TimelineRecording> {
  const file = path.join(root, 'src/steps.ts')
  const request: ProfileRequest = {
    root,
    file,
    text: readFileSync(file, 'utf8'),
    overlays: new Map(),
    functionName: asked.functionName,
    workload: asked.workload ?? { kind: 'call', expression: `${asked.functionName}()`, origin: 'option' },
    notes: [],
    allowedActions: [],
    timeBudgetMs: 1500,
    node: await findNode({ configuredPath: node.path, configuredIn: '--node', cwd: root, env: process.env, editorExecPath: null }),
    installation: { directory: asked.directory ?? dist, version: '0.0.0' },
  }
  return await recordTimeline(request, asked.events ?? quiet, asked.signal ?? new AbortController().signal)
}

async function recorded(root: string, node: TestNode, asked: Asked): Promise<RecordedTimeline> {
  const recording = await record(root, node, asked)
  if (recording.kind === 'stopped') throw new Error(recording.message)
  return recording
}

/** The built program without the addon, as on a machine where it could not be built. */
async function withoutAddon(folder: string): Promise<string> {
  const directory = path.join(folder, 'dist without addon')
  await mkdir(directory)
  for (const name of ['runner.cjs', 'guardian.cjs']) await copyFile(path.join(dist, name), path.join(directory, name))
  return directory
}

/** Whether the addon could be built here; it does not compile for Node 26. */
function hasAddon(node: TestNode): boolean {
  return node.major !== 26 && existsSync(path.join(dist, 'native/v8-profiler-next', platformName()))
}

describe.each(nodes())('a recording in the order of time on Node $major', (node) => {
  test('is of the user\'s functions, one after the other', async () => {
    await inTemporaryFolder(files, async (root) => {
      const { profile, calls, recorder, durationMs } = await recorded(root, node, { functionName: 'allSteps' })
      expect(cpuProfileProblems(JSON.stringify(profile))).toEqual([])
      expect(recorder).toBe(hasAddon(node) ? 'v8-profiler-next' : 'inspector')
      expect(calls).toBeGreaterThan(0)

      const nameOf = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame.functionName]))
      const parentOf = new Map(profile.nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id] as const)))
      const names = ['first', 'second', 'third', 'fourth', 'fifth']
      const stepOf = (id: number | undefined): number => {
        if (id === undefined) return -1
        const step = names.indexOf(nameOf.get(id) ?? '')
        return step >= 0 ? step : stepOf(parentOf.get(id))
      }
      const order = profile.samples.map(stepOf).filter((step) => step >= 0)
      const changes = order.flatMap((step, index) => (index > 0 && step !== order[index - 1] ? [(step - (order[index - 1] ?? 0) + 5) % 5] : []))
      expect(changes.length).toBeGreaterThan(4)
      // On a busy machine a step can go by without a sample.
      expect(changes.filter((change) => change === 1).length).toBeGreaterThan(0.8 * changes.length)

      const sum = profile.timeDeltas.reduce((total, delta) => total + delta, 0) / 1000
      // From the last sample to the end it is a tenth of a millisecond, on a busy machine much longer.
      expect(sum).toBeGreaterThan(0.3 * durationMs)
      expect((profile.endTime - profile.startTime) / 1000).toBeCloseTo(durationMs, 0)
    })
  })

  test('names files and lines as they are, and nothing of Heatline\'s', async () => {
    await inTemporaryFolder(files, async (root) => {
      const { profile } = await recorded(root, node, { functionName: 'allSteps' })
      const frames = profile.nodes.map(({ callFrame }) => callFrame)
      const stepsUrl = pathToFileURL(path.join(root, 'src/steps.ts')).href
      expect(frames).toContainEqual(expect.objectContaining({ functionName: 'allSteps', url: stepsUrl, lineNumber: 10, columnNumber: 16 }))
      expect(frames).toContainEqual(expect.objectContaining({ functionName: 'third', url: stepsUrl, lineNumber: 6, columnNumber: 9 }))
      const ours = [stepsUrl, pathToFileURL(path.join(root, 'src/spin.ts')).href]
      expect(frames.filter(({ url }) => !ours.includes(url) && url.startsWith('file:'))).toEqual([])
      expect(JSON.stringify(profile)).not.toMatch(/bundle\.|runner\.|heatline\$/)
      // The hot line is the loop's, wherever V8 inlined it.
      const ticks = profile.nodes.filter(({ callFrame }) => callFrame.url === ours[1]).flatMap(({ positionTicks }) => positionTicks ?? [])
      for (const { line } of ticks) expect(line).toBeLessThanOrEqual(5)
    })
  })

  test('shows waiting as idle', async () => {
    await inTemporaryFolder(files, async (root) => {
      const { profile } = await recorded(root, node, { functionName: 'waits' })
      expect(cpuProfileProblems(JSON.stringify(profile))).toEqual([])
      const idle = profile.nodes.find(({ callFrame }) => callFrame.functionName === '(idle)')
      let idleUs = 0
      profile.samples.forEach((id, index) => {
        if (id === idle?.id) idleUs += profile.timeDeltas[index + 1] ?? 0
      })
      expect(idleUs).toBeGreaterThan(0.2 * (profile.endTime - profile.startTime))
    })
  })

  test('takes the inspector where the addon is not there', async () => {
    await inTemporaryFolder(files, async (root) => {
      const { recorder } = await recorded(root, node, { functionName: 'allSteps', directory: await withoutAddon(root) })
      expect(recorder).toBe('inspector')
    })
  })

  test.skipIf(node.major === 22 && !hasAddon(node))('of a call that Heatline made up runs in the sandbox', async () => {
    await inTemporaryFolder(files, async (root) => {
      const workload: Workload = { kind: 'none', expression: 'allSteps()' }
      const logged: string[] = []
      const { profile } = await recorded(root, node, { functionName: 'allSteps', workload, events: { ...quiet, onLog: (line) => logged.push(line) } })
      expect(logged.join('\n')).toContain('--permission')
      expect(profile.nodes.some(({ callFrame }) => callFrame.functionName === 'allSteps')).toBe(true)
    })
  })

  test('ends with what the function threw', async () => {
    await inTemporaryFolder(files, async (root) => {
      expect(await record(root, node, { functionName: 'fails' })).toMatchObject({
        kind: 'stopped',
        outcome: 'failed',
        message: '`fails` failed: TypeError: boom (src/steps.ts:17)',
        messageAt: { file: 'src/steps.ts', line: 16 },
      })
    })
  })
})

describe('a recording in the order of time', () => {
  test('says what to do where the sandbox shuts the only recorder', async () => {
    const [node] = nodes()
    if (node === undefined) throw new Error('There is no Node 22.')
    await inTemporaryFolder(files, async (root) => {
      const asked = { functionName: 'allSteps', workload: { kind: 'none', expression: 'allSteps()' }, directory: await withoutAddon(root) } as const
      await expect(record(root, node, asked)).rejects.toMatchObject({
        name: 'HeatlineError',
        message: `No recorder of stack samples works on Node ${node.version}: inspector did not start (Access to this API has been restricted). Heatline made this call up and runs it in a sandbox, where only Node 24.12 and later keep the inspector open. Use such a Node, or write the call yourself: it then runs as written.`,
      })
    })
  })

  test('can be cancelled, and leaves no process', async () => {
    const [node] = nodes()
    if (node === undefined) throw new Error('There is no Node 22.')
    await inTemporaryFolder(files, async (root) => {
      const abort = new AbortController()
      const stages: string[] = []
      const onStage: RecordingEvents['onStage'] = (stage) => {
        stages.push(stage)
        if (stage === 'recording') abort.abort()
      }
      expect(await record(root, node, { functionName: 'allSteps', events: { ...quiet, onStage }, signal: abort.signal })).toMatchObject({ kind: 'stopped', outcome: 'cancelled' })
      expect(stages.filter((stage) => stage !== 'waiting')).toEqual(['bundling', 'loading', 'recording'])
      await expectNoLeftoverProcesses(root)
    })
  })
})
