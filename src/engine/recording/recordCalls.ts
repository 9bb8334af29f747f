import { readFile } from 'node:fs/promises'
import { realpathSync } from 'node:fs'
import path from 'node:path'
import { hashText } from '../../core/source/bodyHash.ts'
import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import type { RecordedReference } from '../../protocol/recordingLog.ts'
import { startGuardian, withTemporaryFolder } from '../child/guardian.ts'
import type { ProgramEnd } from '../child/runProgram.ts'
import type { Installation } from '../installation.ts'
import { withMeasurementLock } from '../lock/measurementLock.ts'
import type { NodeExecutable } from '../node/nodeExecutable.ts'
import { findTests } from '../tests/findTests.ts'
import type { FoundTest } from '../tests/findTests.ts'
import type { TestRunner, TestRunnerName } from '../tests/testRunner.ts'
import { readRecording } from './readRecording.ts'
import type { ReadRecording } from './readRecording.ts'
import { namesFor } from './namesFor.ts'
import type { RecordedCall, Recording } from './recording.ts'
import { readRefusal, readStoredRecording, recordingPath, storeRecording, storeRefusal } from './recordingStore.ts'
import { runTests } from './runTests.ts'
import type { TestLimits } from './runTests.ts'
import { whyNothing } from './whyNothing.ts'

/** A function whose calls are wanted. Paths are absolute. */
export interface RecordRequest {
  /** The workspace folder. */
  readonly root: string
  readonly file: string
  readonly fn: SourceFunction
  /** Files with unsaved changes: the tests run what is on the disk. */
  readonly overlays: ReadonlyMap<string, string>
  readonly node: NodeExecutable
  readonly installation: Installation
  /** Run the tests though there is a recording. */
  readonly anew: boolean
}

/** What recording tells while it goes on. */
export interface RecordEvents {
  /** Another measurement is waited for; `holder` is for people. */
  onWaiting(holder: string): void
  /** Tests run: their names, for people. */
  onTests(names: string): void
  onLog(line: string): void
  /** What the tests printed, capped. */
  onOutput(text: string): void
}

/** What came of it. */
export type Recorded =
  | { readonly kind: 'recorded'; readonly recording: Recording; /** Absolute: where it is kept. */ readonly path: string; /** No test was run for it. */ readonly isStored: boolean; }
  /** A sentence says why. */
  | { readonly kind: 'none'; readonly reason: string }
  /** No test reaches the function, as is usual. */
  | { readonly kind: 'untested' }
  | { readonly kind: 'cancelled' }

/** Test files of a run: what names the function and is near is enough. */
const mostTests = 3

/** Runs, where the tests that looked best did not call the function; further ones only after one that took less than so long. */
const mostRuns = 2
const quickMs = 20_000

/** Major versions of the runners from which on the hooks find what they hook into. */
const oldestRunners: Readonly<Record<TestRunnerName, number>> = { vitest: 1, jest: 26, mocha: 8, node: 0 }

/** The user's own tests may be slow; one that says nothing for a minute hangs. */
const usualLimits: TestLimits = { totalMs: 180_000, silenceMs: 60_000 }

/** Node's hooks in the same thread, in the version of the 22 that has them. */
const oldestNode = [22, 15]

/**
 * Records what the function's tests call it with: the nearest of them that name it run once, as their package runs them,
 * with the function wrapped by the runner's own transform. What was recorded is kept, and kept until the tests change.
 * @throws HeatlineError when Node cannot be started, or the user's data folder not be written
 */
export async function recordCalls(request: RecordRequest, events: RecordEvents, signal: AbortSignal, limits: TestLimits = usualLimits): Promise<Recorded> {
  try {
    const { root, file, fn, overlays, node } = request
    const { tests, problems } = await findTests({ root, file, functionName: fn.name, overlays }, signal)
    if (tests.length === 0) return problems[0] === undefined ? { kind: 'untested' } : { kind: 'none', reason: problems[0] }
    if (!isAtLeast(node.version, oldestNode)) return { kind: 'none', reason: `Recording what tests call needs Node ${oldestNode.join('.')} or later, and this one is ${node.version}.` }
    const groups = groupTests(tests.filter(({ runner }) => !isTooOld(runner)))
    const [{ runner: oldRunner } = { runner: null }] = tests
    if (groups.length === 0 && oldRunner !== null) return { kind: 'none', reason: `What tests call is recorded with ${oldRunner.name} ${oldestRunners[oldRunner.name]} or later, and this one is ${oldRunner.version}.` }
    const moduleHash = hashText(await readFile(file, 'utf8'))
    let refused: string | null = null
    for (const group of request.anew ? [] : groups) {
      const key = await keyOf(request, group)
      const stored = await readStoredRecording(key)
      const reason = await readRefusal(key, moduleHash)
      if (stored !== null && reason === null) return { kind: 'recorded', recording: stored, path: key, isStored: true }
      refused ??= reason
    }
    if (refused !== null) return { kind: 'none', reason: refused }

    startGuardian(node, path.join(request.installation.directory, 'guardian.cjs'))
    return await withMeasurementLock(
      { what: `the tests of ${fn.name}`, onWaiting: (holder) => events.onWaiting(holder) },
      signal,
      () => recordGroups(request, groups, moduleHash, limits, events, signal),
    )
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled' }
    throw error
  }
}

/** The best, with those that are as good and run with it; then the best of the others. */
function groupTests(tests: readonly FoundTest[]): readonly (readonly FoundTest[])[] {
  const groups: (readonly FoundTest[])[] = []
  let left = tests
  for (let [best] = left; best !== undefined && groups.length < mostRuns; [best] = left) {
    const { runner, distance, namesFunction } = best
    const group = left.filter((each) => (
      each.runner.name === runner.name && each.runner.cwd === runner.cwd && each.distance === distance && each.namesFunction === namesFunction
    )).slice(0, mostTests)
    groups.push(group)
    left = left.filter((each) => !group.includes(each))
  }
  return groups
}

async function recordGroups(request: RecordRequest, groups: readonly (readonly FoundTest[])[], moduleHash: string, limits: TestLimits, events: RecordEvents, signal: AbortSignal): Promise<Recorded> {
  let first: Recorded | null = null
  for (const group of groups) {
    const startedAt = performance.now()
    const key = await keyOf(request, group)
    const recorded = await withTemporaryFolder((folder) => recordTests(request, group, key, folder, limits, events, signal))
    if (recorded.kind !== 'none') return recorded
    await storeRefusal(key, moduleHash, recorded.reason)
    first ??= recorded
    if (performance.now() - startedAt > quickMs) break
  }
  return first ?? { kind: 'untested' }
}

async function recordTests(request: RecordRequest, tests: readonly FoundTest[], key: string, folder: string, limits: TestLimits, events: RecordEvents, signal: AbortSignal): Promise<Recorded> {
  const { root, file, fn } = request
  const names = tests.map((test) => path.relative(root, test.file).split(path.sep).join('/'))
  events.onTests(names.join(', '))
  const end = await runTests(request, tests, folder, limits, events, signal)
  if (end.kind === 'cancelled') return { kind: 'cancelled' }
  const target = realpathSync.native(file)
  const read = withNamed(await readRecording(path.join(folder, 'logs')), target)
  if (read.rows.length === 0) return { kind: 'none', reason: whyNothing(fn.name, names, read, end) }
  const recording: Recording = {
    file: target,
    calls: read.calls,
    rows: read.rows,
    unkept: read.unkept,
    references: referencesOf(read),
    tests: names,
    warnings: warningsOf(read, names, end),
  }
  await storeRecording(key, recording)
  return { kind: 'recorded', recording, path: key, isStored: false }
}

async function keyOf({ root, file, fn }: RecordRequest, tests: readonly FoundTest[]): Promise<string> {
  const relative = (each: string): string => path.relative(root, each).split(path.sep).join('/')
  return recordingPath({
    root: realpathSync.native(root),
    functionId: `${relative(file)}#${fn.name}`,
    parameters: fn.parameters,
    tests: await Promise.all(tests.map(async (test) => [relative(test.file), hashText(await readFile(test.file, 'utf8'))] as const)),
  })
}

/** Leaves out the calls whose inputs need what no code outside of its module can name. */
function withNamed(read: ReadRecording, target: string): ReadRecording {
  const unnamed = new Map<RecordedCall, string>()
  for (const row of read.rows) {
    const { missing } = namesFor(row.value.references, target)
    if (missing !== null) unnamed.set(row, `${missing.name}, which ${path.basename(missing.file)} does not export`)
  }
  const counts = new Map<string, number>()
  for (const reason of unnamed.values()) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return {
    ...read,
    rows: read.rows.filter((row) => !unnamed.has(row)),
    unkept: [...read.unkept, ...[...counts].map(([reason, calls]) => ({ reason, calls }))].toSorted((one, other) => other.calls - one.calls),
  }
}

function referencesOf({ rows }: ReadRecording): readonly RecordedReference[] {
  const all = new Map(rows.flatMap(({ value }) => value.references.map((each) => [`${each.file}#${each.name}`, each] as const)))
  return [...all.values()]
}

function warningsOf({ unkept }: ReadRecording, names: readonly string[], end: ProgramEnd): readonly string[] {
  const [worst] = unkept
  return [
    ...(worst === undefined ? [] : [`${worst.calls === 1 ? 'One recorded call is' : `${worst.calls} recorded calls are`} left out: their inputs hold ${worst.reason}.`]),
    ...(end.kind === 'timedOut' ? [`${names.join(', ')} did not end within ${end.limitMs / 1000} s: what it called until then is replayed.`] : []),
  ]
}

function isTooOld({ name, version }: TestRunner): boolean {
  return version !== null && Number.parseInt(version, 10) < oldestRunners[name]
}

function isAtLeast(version: string, [major = 0, minor = 0]: readonly number[]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number)
  return ownMajor > major || (ownMajor === major && ownMinor >= minor)
}
