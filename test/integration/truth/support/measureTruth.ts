import { readFileSync } from 'node:fs'
import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Attribution } from '../../../../src/core/profile/attribution.ts'
import { attribute } from '../../../../src/core/profile/attribute.ts'
import { discoverFunctions } from '../../../../src/core/source/discoverFunctions.ts'
import { callersFlags, linesFlags, namesInlinedCallees } from '../../../../src/engine/measure/samplingFlags.ts'
import type { TestNode } from '../../../support/nodes.ts'
import { expectedShare, readExpectations } from './expectations.ts'
import type { Expectation } from './expectations.ts'
import { runnerPath, samplePass } from './samplePass.ts'
import { bundleTruth } from './truthBundle.ts'

/** How one figure came out. */
export interface TruthFigure {
  readonly expectation: Expectation
  readonly expected: number
  readonly actual: number
}

export interface TruthResult {
  readonly attribution: Attribution
  readonly figures: readonly TruthFigure[]
  /** The share of a pass's time for which other programs had the processor, of the pass that they had more of: the stopwatch knows nothing of them, and totals rest on the callers' pass. */
  readonly disturbance: number
}

const fixtures = path.resolve(import.meta.dirname, '../../../fixtures/truth')

/** As many as a share needs to be known to within 1.25 points at 95%, and some that are the harness's. */
const enoughSamples = 6400

/** The programs' file names. */
export async function truthPrograms(): Promise<readonly string[]> {
  return (await readdir(fixtures)).filter((name) => /\.tsx?$/u.test(name) && name !== 'stopwatch.ts')
}

/** Copies the programs below `folder`, with the package that one of them imports. @returns where they are */
export async function copyPrograms(folder: string): Promise<string> {
  const copy = path.join(folder, 'truth')
  await cp(fixtures, copy, { recursive: true })
  await cp(path.join(copy, 'packages'), path.join(copy, 'node_modules'), { recursive: true })
  return copy
}

/** Profiles one program as Heatline does, and looks up what its comments expect. */
export async function measureTruth(program: string, folder: string, node: TestNode): Promise<TruthResult> {
  const file = path.join(folder, program)
  const outDir = path.join(folder, 'out')
  await mkdir(outDir, { recursive: true })
  try {
    const bundle = await bundleTruth(file, folder, outDir)
    const natural = await samplePass(bundle, outDir, node, flagsOf(program), enoughSamples)
    const callers = await samplePass(bundle, outDir, node, callersFlags, enoughSamples / 2)
    const attribution = attribute({
      lines: natural.profile,
      calls: natural.calls,
      computingMs: natural.computingMs,
      namesInlinedCallees: namesInlinedCallees(node.version),
      callers: callers.profile,
      scripts: { bundlePath: bundle.path, runnerPath, positionOf: bundle.positionOf },
      functionsOf: (each) => discoverFunctions(readFileSync(each, 'utf8'), each).functions,
      target: { file, name: 'run' },
      root: folder,
    })
    const expectations = (await Promise.all((await sourcesOf(program, folder)).map((each) => readExpectations(each)))).flat()
    const figures = expectations.map((expectation): TruthFigure => ({
      expectation,
      expected: expectedShare(expectation, natural.stopwatch),
      actual: actualShare(expectation, attribution, folder),
    }))
    return { attribution, figures, disturbance: Math.max(...[natural, callers].map(({ computingMs, profile }) => 1 - computingMs / profile.durationMs)) }
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}

/** On a busy machine the collector waits for its helper threads: time on the stopwatch, and none of a processor's. */
function flagsOf(program: string): readonly string[] {
  return program === 'garbage.ts' ? [...linesFlags, '--single-threaded-gc'] : linesFlags
}

async function sourcesOf(program: string, folder: string): Promise<readonly string[]> {
  const besides = path.join(folder, program.replace(/\.tsx?$/u, ''))
  const nested = await readdir(besides, { recursive: true }).catch(() => [])
  const others = nested.filter((name) => name.endsWith('.ts')).map((name) => path.join(besides, name))
  return [path.join(folder, program), ...others, ...program === 'external.ts' ? [path.join(folder, 'node_modules/small-steps/index.js')] : []]
}

function actualShare({ what, file, line }: Expectation, attribution: Attribution, folder: string): number {
  const isHere = (heat: { readonly file: string; readonly line: number }): boolean => heat.file === path.relative(folder, file) && heat.line === line
  const lineHeat = attribution.lines.find(isHere)
  const functionHeat = attribution.functions.find(isHere)
  switch (what) {
    case 'function self': return functionHeat?.self.share ?? 0
    case 'function total': return functionHeat?.total?.share ?? 0
    case 'line self': return lineHeat?.self.share ?? 0
    case 'line total': return lineHeat?.total?.share ?? 0
    case 'garbage collection': return attribution.garbageCollection.share
  }
}
