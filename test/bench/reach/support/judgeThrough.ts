import type ts from 'typescript-classic'
import type { AskPool } from './askPool.ts'
import { checkRows } from './checkRows.ts'
import type { ListedFunction } from './listFunctions.ts'
import { mapConcurrently } from './mapConcurrently.ts'
import type { SourceProgram } from './openProgram.ts'
import { scoreThrough } from './scoreInputs.ts'
import type { Score, ThroughSubject } from './scoreInputs.ts'
import type { Candidate, Candidates, Subject } from './subjects.ts'
import { bad } from './verdict.ts'
import type { Rung } from './verdict.ts'

/** How a function did through another one. */
export interface ThroughScore extends Score {
  readonly rung: Extract<Rung, 'within' | 'callers'>
}

/** What the functions are judged with. */
export interface ThroughTools {
  readonly root: string
  readonly files: readonly string[]
  readonly options: ts.CompilerOptions
  readonly base: SourceProgram
  readonly candidates: Candidates
  readonly seed: number
  readonly jobs: number
  /** The child's bundle, absolute. */
  readonly program: string
  readonly pool: AskPool
  readonly onDone: () => void
}

/** Asks the product for functions that run these when they are run themselves, and scores what it says. */
export async function judgeThrough(missed: readonly Candidate[], tools: ThroughTools): Promise<ReadonlyMap<ListedFunction, ThroughScore>> {
  const { root, files, options, base, candidates, seed, jobs, program, pool, onDone } = tools
  const found = new Map<ListedFunction, ThroughScore>()
  const asked = await mapConcurrently(missed, jobs, async (candidate): Promise<ThroughSubject | null> => {
    const target = candidates.subject(candidate, [candidate.listed])
    const answer = await pool.ask({ root, file: target.listed.file, text: target.text, fn: target.fn, seed, from: 'callers' })
    const caller = answer.kind === 'through' ? candidates.named(answer.caller.file, answer.caller.name) : null
    onDone()
    if (answer.kind === 'through' && caller !== null) return { target, caller: candidates.subject(caller, []), answer }
    found.set(candidate.listed, { rung: 'callers', ran: [], verdict: answer.kind === 'none' ? bad(answer.reason, answer.detail) : bad('its caller is not listed', '') })
    return null
  })
  const subjects = asked.filter((each) => each !== null)
  const problems = checkRows(root, files, options, base, subjects.map(({ caller, answer }, index) => ({ id: String(index), file: caller.listed.file, fn: caller.fn, inputs: answer.inputs })))
  await mapConcurrently(subjects.map((subject, index) => ({ subject, problem: problems.get(String(index)) ?? null })), jobs, async ({ subject, problem }) => {
    const rung = isAround(subject.caller, subject.target) ? 'within' : 'callers'
    found.set(subject.target.listed, { rung, ...await scoreThrough(subject, problem, { root, program }) })
  })
  return found
}

function isAround(caller: Subject, { listed }: Subject): boolean {
  for (let at = listed.parent; at !== null; at = at.parent) if (at === caller.listed) return true
  return false
}
