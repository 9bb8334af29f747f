import { relative, sep } from 'node:path'
import type { Workload } from '../../core/comparison/workload.ts'
import { countOf } from '../../core/presentation/describeRun.ts'
import { rehearseTest } from '../profileInTest.ts'
import { findTests } from '../tests/findTests.ts'
import type { RungAnswer, RungTools } from './rung.ts'
import { functionId } from './workloadRequest.ts'
import type { WorkloadRequest } from './workloadRequest.ts'

/** Fewer stack samples tell no lines apart: for a share of one in ten, 384 are needed to know it to 3 points. */
const fewestSamples = 100

/** A test that computes this long is none to run at a click. */
const longestRehearsalMs = 60_000

/** Functions whose test was found to do little with them, so that it is not run at every click of this session. */
const tooLittle = new Map<string, string>()

/**
 * Finds a test or benchmark that reaches the function, to be run in place: by its own runner, as its user runs it. It is run once to
 * see whether it spends enough time in the function; if it does, that run is the result.
 */
export async function findInPlace(kind: 'tests' | 'benchmarks', request: WorkloadRequest, tools: RungTools, signal: AbortSignal): Promise<RungAnswer> {
  const { root, file, fn } = request
  const { tests: [test], problems } = await findTests({ root, file, functionName: fn.name, overlays: tools.overlays }, signal, kind)
  if (test === undefined) return { kind: 'none', reason: problems[0] ?? null }
  const shown = relative(root, test.file).split(sep).join('/')
  const key = `${functionId(request)}\n${shown}`
  const known = tooLittle.get(key)
  if (known !== undefined) return { kind: 'none', reason: known }

  const workload: Workload = { kind: 'test', expression: shown, tests: { file: shown, namePattern: null } }
  const run = await rehearseTest({ ...tools, root, file, functionName: fn.name, workload }, longestRehearsalMs, signal)
  signal.throwIfAborted()
  if (run.outcome === 'timedOut' || run.attribution === null) return { kind: 'none', reason: `${shown} reaches \`${fn.name}\`, but ${run.outcome === 'timedOut' ? 'did not end within a minute' : 'gave no stack samples'}.` }
  const samples = Math.round(run.attribution.functionSamples ?? 0)
  if (samples >= fewestSamples) return { kind: 'found', workload }
  const reason = `${shown} reaches \`${fn.name}\`, but spends too little time in it to tell its lines (${countOf(samples, 'stack sample')}).`
  tooLittle.set(key, reason)
  return { kind: 'none', reason }
}
