import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { HeatlineInputs, ThroughAnswer } from '../../bench/reach/support/askHeatline.ts'
import { buildChild } from '../../bench/reach/support/buildChild.ts'
import { checkRows } from '../../bench/reach/support/checkRows.ts'
import { openProgram, packageOptions } from '../../bench/reach/support/openProgram.ts'
import { scoreInputs, scoreThrough } from '../../bench/reach/support/scoreInputs.ts'
import { sourceFiles } from '../../bench/reach/support/sourceFiles.ts'
import { Candidates } from '../../bench/reach/support/subjects.ts'
import type { Candidate } from '../../bench/reach/support/subjects.ts'

/** A function of the fixture, and inputs for it. */
export interface FixtureCase {
  readonly name: string
  readonly inputs: Partial<HeatlineInputs>
}

/** The fixture package, opened once. */
export interface FixtureScores {
  readonly candidates: Candidates
  /** What the checker finds wrong, case by case. */
  readonly check: (cases: readonly FixtureCase[]) => readonly (string | null)[]
  /** What inputs score for a function, and for those in it that are named: `good`, or the reason. */
  readonly score: (each: FixtureCase, problem: string | null, within?: readonly string[]) => Promise<readonly string[]>
  /** What a caller's inputs score for a function that it calls, by calls that are captured or by the caller's own. */
  readonly scoreThrough: (name: string, callerName: string, inputs: Partial<HeatlineInputs>, captured: ThroughAnswer['captured']) => Promise<string>
  readonly close: () => Promise<void>
}

const root = path.resolve(import.meta.dirname, '../../fixtures/reach')

function whole(given: Partial<HeatlineInputs>): HeatlineInputs {
  return { rows: [], drive: null, names: [], imports: [], renders: false, ...given }
}

export async function openFixture(): Promise<FixtureScores> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heatline-'))
  const child = await buildChild(folder)
  const { files } = sourceFiles(root)
  const options = packageOptions(root)
  const program = openProgram(root, files, options, new Map())
  const candidates = new Candidates(root, files, program)
  const named = (name: string): Candidate => {
    const found = candidates.all.find(({ listed }) => listed.name === name)
    if (found === undefined) throw new Error(`The fixture has no function ${name}.`)
    return found
  }
  return {
    candidates,
    check(cases) {
      const asked = cases.map(({ name, inputs }, index) => {
        const { listed, fn } = candidates.subject(named(name), [])
        return { id: String(index), file: listed.file, fn, inputs: whole(inputs) }
      })
      const problems = checkRows(root, files, options, program, asked)
      return asked.map(({ id }) => problems.get(id) ?? null)
    },
    async score({ name, inputs }, problem, within = []) {
      const subject = candidates.subject(named(name), [name, ...within].map((each) => named(each).listed))
      const scores = await scoreInputs(subject, whole(inputs), problem, { root, program: child })
      return scores.map(({ verdict }) => (verdict.isGood ? 'good' : verdict.reason))
    },
    async scoreThrough(name, callerName, inputs, captured) {
      const caller = candidates.subject(named(callerName), [])
      const target = candidates.subject(named(name), [])
      const answer: ThroughAnswer = { kind: 'through', caller: { file: caller.listed.file, name: caller.fn.name }, inputs: whole(inputs), captured }
      const problems = checkRows(root, files, options, program, [{ id: name, file: caller.listed.file, fn: caller.fn, inputs: answer.inputs }])
      const { verdict } = await scoreThrough({ target, caller, answer }, problems.get(name) ?? null, { root, program: child })
      return verdict.isGood ? 'good' : verdict.reason
    },
    close: async () => { await rm(folder, { recursive: true, force: true }) },
  }
}
