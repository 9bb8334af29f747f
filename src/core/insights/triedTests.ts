/** What the tests that reach a changed function said on a copy of their package. */
export interface TriedTests {
  /** Tests that pass with the change, of files that ran the changed code. */
  readonly passed: number
  /** Tests that fail with the change and not without it. */
  readonly failed: number
  /** Tests that fail with it and without: nothing is held against the change. */
  readonly alreadyFailing: number
  /** The names of those that fail with the change alone, with the file. */
  readonly failures: readonly string[]
  /** Test files that ran the changed code, relative to the root with `/`. */
  readonly files: readonly string[]
  /** Test files that ran without it: they prove nothing, and do not count. */
  readonly uncounted: readonly string[]
  /** Why there are fewer than one would think, for people; null where there is nothing to say. */
  readonly message: string | null
}

/** How a test ended. Skipped ones are none. */
export interface TestResult {
  /** With the names of the suites around it. */
  readonly name: string
  readonly passed: boolean
}

/** One run of a test file. */
export interface TestFileRun {
  /** Relative to the root with `/`. */
  readonly file: string
  readonly results: readonly TestResult[]
  /** `timedOut`: it was ended from outside; `broke`: it failed without a test that says so, as a file that does not load. */
  readonly end: 'ended' | 'timedOut' | 'broke'
  /** V8 counted a call of changed code in it. */
  readonly ranChange: boolean
}

/** A test file with the change; and without it, where that was run too. */
export interface TestFilePair {
  readonly changed: TestFileRun
  readonly unchanged: TestFileRun | null
}

/** Whether a run leaves open what the change is to blame for: then the file is run without it too. */
export function isDoubtful({ results, end }: TestFileRun): boolean {
  return end !== 'ended' || results.some(({ passed }) => !passed)
}

/** Whether there is something to hold against the change. */
export function isSuspect(pair: TestFilePair): boolean {
  return tallyOf(pair).failures.length > 0
}

/** A run with the change, where it was run twice: what passes one time does not fail because of the change. */
export function steadied(first: TestFileRun, second: TestFileRun): TestFileRun {
  if (first.end !== 'ended') return second
  const passing = new Set(second.results.flatMap(({ name, passed }) => (passed ? [name] : [])))
  return { ...first, results: first.results.map((each) => ({ ...each, passed: each.passed || passing.has(each.name) })) }
}

/** Counts tests; a failure counts against the change only where the same test does not fail without it. */
export function tallyTests(pairs: readonly TestFilePair[], message: string | null): TriedTests {
  const counted = pairs.filter(({ changed, unchanged }) => changed.ranChange || unchanged?.ranChange === true)
  const tallies = counted.map(tallyOf)
  const failures = tallies.flatMap((each) => each.failures)
  const uncounted = pairs.filter((each) => !counted.includes(each)).map(({ changed }) => changed)
  // One that is ended from outside tells not even what it ran.
  const endless = uncounted.filter(({ end }) => end === 'timedOut').map(({ file }) => `${file} does not end in time, with the change or without.`)
  return {
    passed: sum(tallies.map(({ passed }) => passed)),
    failed: failures.length,
    alreadyFailing: sum(tallies.map(({ alreadyFailing }) => alreadyFailing)),
    failures,
    files: counted.map(({ changed }) => changed.file),
    uncounted: uncounted.filter(({ end }) => end !== 'timedOut').map(({ file }) => file),
    message: [...endless, ...(message === null ? [] : [message])].join(' ') || null,
  }
}

function tallyOf({ changed, unchanged }: TestFilePair): { readonly passed: number; readonly alreadyFailing: number; readonly failures: readonly string[] } {
  const failing = changed.results.filter(({ passed }) => !passed)
  // One that is not there without the change came with it; where the file does not even load without it nothing can be told.
  const excused = new Set(unchanged?.results.flatMap(({ name, passed }) => (passed ? [] : [name])))
  const broken = unchanged?.end === 'ended' ? failing.filter(({ name }) => !excused.has(name)).map(({ name }) => `${changed.file}: ${name}`) : []
  const isBroken = changed.end !== 'ended' && unchanged?.end === 'ended'
  return {
    passed: changed.results.length - failing.length,
    alreadyFailing: failing.length - broken.length + (changed.end !== 'ended' && !isBroken ? 1 : 0),
    failures: [...broken, ...(isBroken ? [`${changed.file} ${changed.end === 'timedOut' ? 'does not end' : 'breaks'}`] : [])],
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0)
}
