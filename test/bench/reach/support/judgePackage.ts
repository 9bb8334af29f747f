import type { HeatlineAnswer } from './askHeatline.ts'
import type { AskPool } from './askPool.ts'
import { baselineInputs } from './baselineInputs.ts'
import type { Baseline } from './baselineInputs.ts'
import { checkRows } from './checkRows.ts'
import { grouped } from './grouped.ts'
import { judgeRecorded } from './judgeRecorded.ts'
import type { RecordedVerdict } from './judgeRecorded.ts'
import { judgeThrough } from './judgeThrough.ts'
import type { ThroughScore } from './judgeThrough.ts'
import type { ListedFunction } from './listFunctions.ts'
import { mapConcurrently } from './mapConcurrently.ts'
import { openProgram, packageOptions } from './openProgram.ts'
import { sample } from './sample.ts'
import type { ReachPackage } from './reachPackages.ts'
import { scoreInputs } from './scoreInputs.ts'
import type { Score } from './scoreInputs.ts'
import { sourceFiles } from './sourceFiles.ts'
import type { SourceKind } from './sourceFiles.ts'
import { Candidates } from './subjects.ts'
import type { Candidate, Subject } from './subjects.ts'
import { testedLines } from './testedLines.ts'
import { bad } from './verdict.ts'
import type { Rung, Verdict } from './verdict.ts'

/** One function's score. */
export interface JudgedFunction {
  readonly id: string
  readonly exported: boolean
  readonly hasLens: boolean
  /** How it was reached; null where it could not be. */
  readonly rung: Rung | null
  readonly verdict: Verdict
  /** Some of the rows that it was judged by. */
  readonly rows: readonly string[]
  readonly baselines: Readonly<Record<Baseline, boolean>>
  /** Of the lines that the package's tests run of its body, the share that ran here, 0 to 1; null where tests run none. */
  readonly ofTested: number | null
  /** With the calls that its tests make; null where they were not asked for, or it has no lens. */
  readonly recorded: RecordedVerdict | null
}

export interface JudgedSeed {
  readonly seed: number
  readonly functions: readonly JudgedFunction[]
}

export interface JudgedPackage {
  readonly name: string
  readonly kind: SourceKind
  readonly found: { readonly all: number; readonly exported: number; readonly withLens: number }
  readonly seeds: readonly JudgedSeed[]
}

export interface JudgeOptions {
  readonly seeds: readonly number[]
  /** Functions per seed; null for all. */
  readonly sample: number | null
  /** Only functions whose id holds this text. */
  readonly only: string
  readonly jobs: number
  /** Also judge the calls that the package's own tests make. */
  readonly recordsTests: boolean
  /** The child's bundle, absolute. */
  readonly program: string
  readonly pool: AskPool
  /** Told what goes on. */
  readonly onProgress: (done: string) => void
}

/** Rows of a function that its score shows. */
const mostRows = 4

/** Scores a package's functions, seed by seed. @param root its folder, absolute */
export async function judgePackage(name: string, root: string, { sources, tests }: Pick<ReachPackage, 'sources' | 'tests'>, options: JudgeOptions): Promise<JudgedPackage> {
  const { files, kind } = sourceFiles(root, sources)
  if (files.length === 0) throw new Error(`${name} has no sources below ${root}.`)
  const compilerOptions = packageOptions(root)
  const program = openProgram(root, files, compilerOptions, new Map())
  const candidates = new Candidates(root, files, program)
  const tested = tests === undefined ? null : await testedLines(root, tests, candidates.all.map(({ listed }) => listed))
  const seeds: JudgedSeed[] = []
  for (const seed of options.seeds) {
    const wanted = candidates.all.filter(({ id }) => id.includes(options.only))
    const chosen = options.sample === null ? wanted : sample(wanted, options.sample, seed)
    const subjects = subjectsOf(candidates, chosen)
    const say = (stage: string) => (count: number) => options.onProgress(`${name}, seed ${seed}: ${stage} ${count} of ${subjects.length}`)
    const score = async (answers: ReadonlyMap<Subject, HeatlineAnswer>, stage: string, isQuick: boolean): Promise<ReadonlyMap<ListedFunction, Score>> => {
      const rows = [...answers].flatMap(([{ listed, fn }, answer], index) => (answer.kind === 'inputs' ? [{ id: String(index), file: listed.file, fn, inputs: answer.inputs }] : []))
      const problems = checkRows(root, files, compilerOptions, program, rows)
      const scores = new Map<ListedFunction, Score>()
      const tell = counted(say(stage))
      await mapConcurrently([...answers].map(([subject, answer], index) => ({ subject, answer, problem: problems.get(String(index)) ?? null })), options.jobs, async ({ subject, answer, problem }) => {
        const found = answer.kind !== 'inputs' ? subject.targets.map(() => ({ verdict: answer.kind === 'none' ? bad(answer.reason, answer.detail) : bad('internal: not asked for', ''), ran: [] }))
          : isQuick && problem !== null ? subject.targets.map(() => ({ verdict: bad('checker', problem), ran: [] }))
            : await scoreInputs(subject, answer.inputs, problem, { root, program: options.program })
        found.forEach((each, at) => {
          const target = subject.targets[at]
          if (target !== undefined) scores.set(target, each)
        })
        tell()
      })
      return scores
    }

    const tellAsked = counted(say('asked'))
    const answers = await mapConcurrently(subjects, options.jobs, async (subject): Promise<readonly [Subject, HeatlineAnswer]> => {
      const { listed, fn, text } = subject
      const answer = await options.pool.ask({ root, file: listed.file, text, fn, seed, from: 'types' })
      tellAsked()
      return [subject, answer]
    })
    const scores = await score(new Map(answers), 'scored', false)
    const found = new Map(answers.map(([{ listed }, answer]) => [listed, answer.kind]))
    // What cannot be called, or for what nothing was found, may run when another function does.
    const missed = chosen.filter((each) => each.fn !== null && scores.get(each.listed)?.verdict.isGood !== true && found.get(each.listed) !== 'inputs')
    const through = await judgeThrough(missed, {
      root, files, options: compilerOptions, base: program, candidates, seed, jobs: options.jobs, program: options.program, pool: options.pool,
      onDone: counted((count) => options.onProgress(`${name}, seed ${seed}: asked for callers ${count} of ${missed.length}`)),
    })
    const withLens = chosen.filter(({ fn }) => fn !== null)
    const recorded = options.recordsTests ? await judgeRecorded(withLens, {
      root, candidates, jobs: options.jobs, program: options.program, pool: options.pool,
      onDone: counted((count) => options.onProgress(`${name}, seed ${seed}: recorded ${count} of ${withLens.length}`)),
    }) : null
    const rows = new Map(answers.map(([subject, answer]) => [subject.listed, answer.kind === 'inputs' ? answer.inputs.rows.slice(0, mostRows) : []]))
    const base = async (baseline: Baseline): Promise<ReadonlyMap<ListedFunction, Score>> => (
      await score(new Map(subjects.map((subject) => [subject, { kind: 'inputs', inputs: baselineInputs(subject.fn, baseline) }])), baseline, true)
    )
    const [ofUndefined, ofProxy] = [await base('undefined'), await base('proxy')]
    seeds.push({
      seed,
      functions: chosen.map((each) => ({
        id: each.id,
        exported: each.listed.exported,
        hasLens: each.fn !== null,
        ...verdictOf(each, candidates, scores, through),
        rows: rows.get(candidates.callable(each)?.listed ?? each.listed) ?? [],
        baselines: { undefined: ofUndefined.get(each.listed)?.verdict.isGood ?? false, proxy: ofProxy.get(each.listed)?.verdict.isGood ?? false },
        ofTested: shareOf(tested?.get(each.listed), through.get(each.listed) ?? scores.get(each.listed)),
        recorded: recorded?.get(each.listed) ?? null,
      })),
    })
  }
  return {
    name, kind, seeds,
    found: { all: candidates.all.length, exported: candidates.all.filter(({ listed }) => listed.exported).length, withLens: candidates.all.filter(({ fn }) => fn !== null).length },
  }
}

function subjectsOf(candidates: Candidates, chosen: readonly Candidate[]): readonly Subject[] {
  const targets = grouped(chosen.filter(({ fn }) => fn !== null), (each) => candidates.callable(each))
  return [...targets].flatMap(([callable, group]) => (callable === null ? [] : [candidates.subject(callable, group.map(({ listed }) => listed))]))
}

interface Reached {
  readonly rung: Rung | null
  readonly verdict: Verdict
}

function verdictOf(candidate: Candidate, candidates: Candidates, scores: ReadonlyMap<ListedFunction, Score>, through: ReadonlyMap<ListedFunction, ThroughScore>): Reached {
  if (candidate.fn === null) return { rung: null, verdict: bad('no lens', '') }
  const callable = candidates.callable(candidate)
  const own = scores.get(candidate.listed)?.verdict ?? bad('in no function that can be called', '')
  const other = through.get(candidate.listed)
  if (other === undefined || own.isGood) return { rung: callable === candidate ? 'direct' : 'within', verdict: own }
  if (other.verdict.isGood) return other
  // Where nothing could be done through others, its own reason says more.
  if (other.verdict.reason === 'no caller') return { rung: null, verdict: callable === candidate ? own : bad(`within: ${own.reason}`, `${callable?.id ?? ''} ${own.detail}`) }
  return { rung: other.rung, verdict: bad(`${other.rung}: ${other.verdict.reason}`, other.verdict.detail) }
}

function shareOf(tested: ReadonlySet<number> | undefined, score: Score | undefined): number | null {
  if (tested === undefined || tested.size === 0) return null
  const ran = new Set(score?.ran)
  return [...tested].filter((line) => ran.has(line)).length / tested.size
}

function counted(say: (count: number) => void): () => void {
  let count = 0
  return () => say(++count)
}

