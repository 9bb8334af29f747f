import path from 'node:path'
import { HeatlineError } from '../../core/heatlineError.ts'
import { isDoubtful, isSuspect, steadied, tallyTests } from '../../core/insights/triedTests.ts'
import type { TestFilePair, TestFileRun, TriedTests } from '../../core/insights/triedTests.ts'
import { underLock } from '../bundleUnderLock.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import type { TestLimits } from '../recording/runTests.ts'
import { realPath } from '../realPath.ts'
import type { RecordingEvents } from '../recordTimeline.ts'
import { findTests } from '../tests/findTests.ts'
import type { FoundTest } from '../tests/findTests.ts'
import { textBefore } from './changedSources.ts'
import type { ChangedSources } from './changedSources.ts'
import { planTrial } from './planTrial.ts'
import type { TrialPlan } from './planTrial.ts'
import { runTestFile } from './runTestFile.ts'
import type { TestSetting } from './runTestFile.ts'
import { makeTrialCopy } from './trialCopy.ts'
import type { PlaceInCopy } from './trialCopy.ts'

/** The nearest test files; more prove little more, and take their time. */
const mostFiles = 5

/** A minute for one file; reports come at its end, so that silence tells nothing. */
const limits: TestLimits = { totalMs: 60_000, silenceMs: 60_000 }

/** No further file is begun after that. */
const mostMs = 120_000

/** Of sources, without what is installed. */
const copyLimits = { files: 20_000, bytes: 100_000_000 }

/**
 * Runs the tests that reach a function on a copy of their workspace with a change in it, and those that fail once more on a copy without it. Null where no test
 * reaches the function, or it was cancelled.
 * @param request the code as it is
 * @throws HeatlineError when Node cannot be started, or nothing be copied
 */
export async function testChange(request: ProfileRequest, change: ChangedSources, events: RecordingEvents, signal: AbortSignal): Promise<TriedTests | null> {
  const { root, file, functionName, overlays, node, installation } = request
  try {
    const added = await addedFiles(request, change)
    const found = await findTests({ root, file, functionName, overlays: new Map([...overlays, ...change.texts]), added }, signal)
    const { problems: [problem = null] } = found
    const removed = new Set([...change.hidden].map(realPath))
    const tests = found.tests.filter((test) => !removed.has(test.file))
    if (tests.length === 0) return problem === null ? null : tallyTests([], problem)
    const nearest = tests.slice(0, mostFiles)
    const plan = await planTrial(request, change, nearest)
    return await underLock(request, `the tests of ${functionName}`, events, signal, async (directory) => {
      events.onStage('testingCopy', null)
      const copies = new Copies(plan, directory, { node, installation, limits, onLog: (line) => events.onLog(line) }, signal)
      if (!await copies.areSmallEnough()) return tallyTests([], 'The package is too large to be copied: its tests were not run.')
      const pairs: TestFilePair[] = []
      const startedAt = performance.now()
      for (const test of nearest) {
        if (performance.now() - startedAt > mostMs) break
        events.onStage('testingCopy', copies.shownOf(test))
        pairs.push(await testFile(test, added.includes(test.file), copies))
      }
      const left = tests.length - pairs.length
      return tallyTests(pairs, left === 0 ? problem : `${left} more test ${left === 1 ? 'file reaches' : 'files reach'} it, and ${left === 1 ? 'was' : 'were'} not run.`)
    })
  } catch (error) {
    if (signal.aborted) return null
    throw error
  }
}

/** Files that come with the change, real: tests may be among them. */
async function addedFiles(request: ProfileRequest, { texts }: ChangedSources): Promise<readonly string[]> {
  const files = await Promise.all(Array.from(texts.keys(), async (file) => (await textBefore(request, file) === null ? [realPath(file)] : [])))
  return files.flat()
}

/** @param isAdded with the change: without it there is nothing to run */
async function testFile(test: FoundTest, isAdded: boolean, copies: Copies): Promise<TestFilePair> {
  const changed = await copies.run(test, 'changed')
  if (!isDoubtful(changed)) return { changed, unchanged: null }
  const pair: TestFilePair = { changed, unchanged: isAdded ? { file: changed.file, results: [], end: 'ended', ranChange: false } : await copies.run(test, 'unchanged') }
  // Some tests fail now and then: what a change is accused of is looked at twice.
  return isSuspect(pair) ? { ...pair, changed: steadied(changed, await copies.run(test, 'again')) } : pair
}

/** With the change, without it, and with it once more: what tests left in one copy must not meet the next run. */
type CopyName = 'changed' | 'unchanged' | 'again'

/** The copies of a trial, each made when it is first needed. */
class Copies {
  readonly #plan: TrialPlan
  readonly #directory: string
  readonly #setting: TestSetting
  readonly #signal: AbortSignal
  readonly #made = new Map<CopyName, PlaceInCopy | null>()
  #runs = 0

  /** @param directory of the trial's own */
  constructor(plan: TrialPlan, directory: string, setting: TestSetting, signal: AbortSignal) {
    this.#plan = plan
    this.#directory = directory
    this.#setting = setting
    this.#signal = signal
  }

  /** The test file as people know it. */
  shownOf({ file }: FoundTest): string {
    return path.relative(this.#plan.root, file).split(path.sep).join('/')
  }

  async areSmallEnough(): Promise<boolean> {
    return await this.#open('changed') !== null
  }

  async run(test: FoundTest, name: CopyName): Promise<TestFileRun> {
    const place = await this.#open(name)
    if (place === null) throw new Error('Internal error: a test was run in a copy that is not there')
    this.#runs += 1
    const copied = { file: place(test.file), runner: { ...test.runner, cwd: place(test.runner.cwd) } }
    const probed = this.#plan.probed.map((each) => ({ ...each, file: place(each.file) }))
    return await runTestFile(copied, probed, path.join(this.#directory, `run ${this.#runs}`), this.shownOf(test), this.#setting, this.#signal)
  }

  async #open(name: CopyName): Promise<PlaceInCopy | null> {
    const known = this.#made.get(name)
    if (known !== undefined) return known
    try {
      const made = await makeTrialCopy(name === 'unchanged' ? this.#plan.unchanged : this.#plan.changed, path.join(this.#directory, name), copyLimits, this.#signal)
      this.#made.set(name, made)
      return made
    } catch (error) {
      // No room, or a file that the user may not read.
      if (error instanceof Error && 'code' in error && 'syscall' in error) throw new HeatlineError(`The workspace could not be copied, so no tests were run: ${error.message}.`, { cause: error })
      throw error
    }
  }
}
