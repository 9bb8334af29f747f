import type { AskPool } from './askPool.ts'
import type { ListedFunction } from './listFunctions.ts'
import { mapConcurrently } from './mapConcurrently.ts'
import { scoreRecorded } from './scoreInputs.ts'
import type { Candidate, Candidates } from './subjects.ts'
import { bad } from './verdict.ts'
import type { Verdict } from './verdict.ts'

/** How a function did with the calls that its tests make. */
export interface RecordedVerdict {
  /** There are calls, and each ends as it did in the test. */
  readonly isReached: boolean
  readonly verdict: Verdict
}

/** What the functions are judged with. */
export interface RecordedTools {
  readonly root: string
  readonly candidates: Candidates
  readonly jobs: number
  /** The child's bundle, absolute. */
  readonly program: string
  readonly pool: AskPool
  readonly onDone: () => void
}

/** Asks the product for calls that tests make of these functions, and scores them. */
export async function judgeRecorded(chosen: readonly Candidate[], { root, candidates, jobs, program, pool, onDone }: RecordedTools): Promise<ReadonlyMap<ListedFunction, RecordedVerdict>> {
  const judged = await mapConcurrently(chosen, jobs, async (candidate): Promise<readonly [ListedFunction, RecordedVerdict]> => {
    const subject = candidates.subject(candidate, [candidate.listed])
    const answer = await pool.ask({ root, file: subject.listed.file, text: subject.text, fn: subject.fn, seed: 1, from: 'tests' })
    const verdict = answer.kind === 'recorded' ? (await scoreRecorded(subject, answer, { root, program })).verdict
      : answer.kind === 'none' ? bad(answer.reason, answer.detail) : bad('internal: not asked for', '')
    onDone()
    return [candidate.listed, { isReached: answer.kind === 'recorded', verdict }]
  })
  return new Map(judged)
}
