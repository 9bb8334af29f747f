import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import path from 'node:path'
import { text as readText } from 'node:stream/consumers'
import type { StackProfile } from '../../../../src/core/profile/stackProfile.ts'
import type { Bundle } from '../../../../src/engine/bundle/bundleEntry.ts'
import { samplingIntervalUs } from '../../../../src/engine/measure/passPlan.ts'
import { framelessCallsPath, recorderPlans } from '../../../../src/engine/measure/recorderPlans.ts'
import type { RunnerMessage } from '../../../../src/protocol/runnerMessage.ts'
import type { RunnerTask } from '../../../../src/protocol/runnerTask.ts'
import type { TestNode } from '../../../support/nodes.ts'

/** What one process sampled, and what the program's own stopwatch says. */
export interface SampledPass {
  readonly profile: StackProfile
  readonly calls: number
  readonly computingMs: number
  /** Milliseconds by part; empty for programs without a stopwatch. */
  readonly stopwatch: Readonly<Record<string, number>>
}

const dist = path.resolve(import.meta.dirname, '../../../../dist')

/** Absolute. */
export const runnerPath = path.join(dist, 'runner.cjs')

const abis = { 22: '127', 24: '137', 26: '147' } as const

/** The stopwatch begins when warm-up ends: both see the same code. */
const warmUpMs = 500

/**
 * Samples a bundled truth program in a process of its own. The process ends by itself, so that the stopwatch gets to speak.
 * @throws Error when it ends without a result
 */
export async function samplePass(bundle: Bundle, outDir: string, node: TestNode, flags: readonly string[], enoughSamples: number): Promise<SampledPass> {
  const recorders = recorderPlans({ directory: dist, version: '0.0.0' }, { path: node.path, version: node.version, abi: abis[node.major], foundIn: '', env: {} })
  const task: RunnerTask = {
    bundlePath: bundle.path,
    bundledFiles: [],
    sandbox: null,
    rows: null,
    pass: { kind: 'attribution', recorders, framelessCallsPath: framelessCallsPath({ directory: dist, version: '0.0.0' }, node), samplingIntervalUs, warmUpMs, enoughSamples, measureMs: 20_000 },
  }
  const taskPath = path.join(outDir, 'task.json')
  await writeFile(taskPath, JSON.stringify(task))
  const [, stdout, , channel] = spawn(node.path, [...flags, runnerPath, taskPath], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] }).stdio
  const [output, messages] = await Promise.all([readText(stdout as Socket), readText(channel as Socket)])
  const result = messages.trim().split('\n').map((line) => JSON.parse(line) as RunnerMessage).find((message) => message.kind === 'attribution')
  if (result === undefined) throw new Error(`No result: ${messages.slice(0, 2000)}`)
  const [, watched] = /^stopwatch (.*)$/mu.exec(output) ?? []
  return {
    profile: result.profile,
    calls: result.calls,
    computingMs: result.computingMs,
    stopwatch: watched === undefined ? {} : JSON.parse(watched) as Record<string, number>,
  }
}
