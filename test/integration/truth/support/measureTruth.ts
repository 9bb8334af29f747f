import { spawn } from 'node:child_process'
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { text as readText } from 'node:stream/consumers'
import type { Attribution } from '../../../../src/core/profile/attribution.ts'
import { attribute } from '../../../../src/core/profile/attribute.ts'
import type { StackProfile } from '../../../../src/core/profile/stackProfile.ts'
import { discoverFunctions } from '../../../../src/core/source/discoverFunctions.ts'
import { readFileSync } from 'node:fs'
import type { Bundle } from '../../../../src/engine/bundle/bundleEntry.ts'
import { callersFlags, namesInlinedCallees } from '../../../../src/engine/measure/callersPass.ts'
import type { RunnerMessage } from '../../../../src/protocol/runnerMessage.ts'
import type { RecorderPlan, RunnerTask } from '../../../../src/protocol/runnerTask.ts'
import { expectedShare, readExpectations } from './expectations.ts'
import type { Expectation } from './expectations.ts'
import { bundleTruth } from './truthBundle.ts'

export interface TruthNode {
  readonly major: number
  readonly path: string
  readonly recorders: readonly RecorderPlan[]
}

/** How far one figure is off. */
export interface TruthError {
  readonly expectation: Expectation
  readonly expected: number
  readonly actual: number
}

export interface TruthResult {
  readonly attribution: Attribution
  readonly errors: readonly TruthError[]
}

const root = path.resolve(import.meta.dirname, '../../../..')
const fixtures = path.join(root, 'test/fixtures/truth')
const runnerPath = path.join(root, 'dist/runner.cjs')

/** The programs, by name. */
export async function truthPrograms(): Promise<readonly string[]> {
  return (await readdir(fixtures)).filter((name) => /\.tsx?$/u.test(name) && name !== 'stopwatch.ts')
}

/** Copies the programs to a folder of their own, with the package that they import. */
export async function copyPrograms(folder: string): Promise<string> {
  const copy = path.join(folder, 'truth')
  await cp(fixtures, copy, { recursive: true })
  await mkdir(path.join(copy, 'node_modules'))
  await cp(path.join(copy, 'packages/small-steps'), path.join(copy, 'node_modules/small-steps'), { recursive: true })
  return copy
}

/** Profiles one program as Heatline does, and holds what comes out against what its comments say. */
export async function measureTruth(program: string, folder: string, node: TruthNode, options: { readonly enoughSamples: number; readonly warmUpMs: number }): Promise<TruthResult> {
  const file = path.join(folder, program)
  const outDir = path.join(folder, `out-${node.major}-${program}`)
  await mkdir(outDir, { recursive: true })
  const bundle = await bundleTruth(file, folder, outDir)
  const natural = await runPass(bundle, file, outDir, node, [], options)
  const plain = await runPass(bundle, file, outDir, node, process.env['BFLAGS']?.split(' ') ?? callersFlags, options)
  const attribution = attribute({
    lines: natural.profile,
    calls: natural.calls,
    namesInlinedCallees: namesInlinedCallees(String(node.major)),
    callers: plain.profile,
    scripts: { bundlePath: bundle.path, runnerPath, positionOf: bundle.positionOf },
    functionsOf: (each) => discoverFunctions(readFileSync(each, 'utf8'), each).functions,
    target: { file, name: 'run' },
    root: folder,
  })
  const files = await sourcesOf(program, folder)
  const expectations = (await Promise.all(files.map((each) => readExpectations(each)))).flat()
  const errors = expectations.map((expectation): TruthError => ({
    expectation,
    expected: expectedShare(expectation, natural.stopwatch),
    actual: actualShare(expectation, attribution, folder),
  }))
  if (process.env['TRUTH_DUMP'] !== undefined) await writeFile(path.join(process.env['TRUTH_DUMP'], `${node.major}-${program}.json`), JSON.stringify({ natural, plain, attribution, bundle: bundle.path }))
  return { attribution, errors }
}

async function sourcesOf(program: string, folder: string): Promise<readonly string[]> {
  const besides = path.join(folder, program.replace(/\.tsx?$/u, ''))
  const nested = await readdir(besides, { recursive: true }).catch(() => [])
  const others = nested.filter((name) => /\.tsx?$/u.test(name)).map((name) => path.join(besides, name))
  return [path.join(folder, program), ...others, ...program === 'external.ts' ? [path.join(folder, 'node_modules/small-steps/index.js')] : []]
}

function actualShare({ what, file, line }: Expectation, attribution: Attribution, folder: string): number {
  const name = path.relative(folder, file)
  const heat = attribution.lines.find((each) => each.file === name && each.line === line)
  const functionHeat = attribution.functions.find((each) => each.file === name && each.line === line)
  switch (what) {
    case 'function self': return functionHeat?.self.share ?? 0
    case 'function total': return functionHeat?.total?.share ?? 0
    case 'line self': return heat?.self.share ?? 0
    case 'line total': return heat?.total?.share ?? 0
    case 'garbage collection': return attribution.garbageCollection.share
  }
}

interface SampledPass {
  readonly profile: StackProfile
  readonly calls: number
  readonly stopwatch: Readonly<Record<string, number>>
}

async function runPass(bundle: Bundle, file: string, outDir: string, node: TruthNode, flags: readonly string[], { enoughSamples, warmUpMs }: { readonly enoughSamples: number; readonly warmUpMs: number }): Promise<SampledPass> {
  const task: RunnerTask = {
    bundlePath: bundle.path,
    entryFile: file,
    bundledFiles: [],
    sandbox: false,
    pass: { kind: 'attribution', recorders: node.recorders, samplingIntervalUs: 100, warmUpMs, enoughSamples, measureMs: 20_000 },
  }
  const taskPath = path.join(outDir, 'task.json')
  await writeFile(taskPath, JSON.stringify(task))
  const child = spawn(node.path, [...flags, runnerPath, taskPath], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] })
  const [output, messages] = await Promise.all([readText(child.stdout), readText(child.stdio[3] as Readable)])
  const parsed = messages.trim().split('\n').map((line) => JSON.parse(line) as RunnerMessage)
  const result = parsed.find((message) => message.kind === 'attribution')
  if (result === undefined) throw new Error(`No result: ${messages}`)
  const [, watched] = /^stopwatch (.*)$/mu.exec(output) ?? []
  return { profile: result.profile, calls: result.calls, stopwatch: watched === undefined ? {} : JSON.parse(watched) as Record<string, number> }
}

export async function readProgram(program: string): Promise<string> {
  return await readFile(path.join(fixtures, program), 'utf8')
}
