import type { RunnerMessage } from '../../protocol/runnerMessage.ts'
import { runSide } from './side.ts'
import type { Side, SideSetting } from './side.ts'
import type { Sides, SideStopped } from './measurePair.ts'

/** What both versions answered, and how long their calls take. */
export interface CheckedAnswers {
  /** Null where it cannot be told: `note` says why. */
  readonly same: boolean | null
  /** A sentence for people; null where there is nothing to say. */
  readonly note: string | null
  /** Milliseconds per call, roughly, of the slower version. */
  readonly callMs: number
  /** The same of a process's first call. */
  readonly firstCallMs: number
  readonly rows: number
  /** Inputs whose answers were compared; of many or slow ones the first. */
  readonly compared: number
  /** Of the Node that ran both. */
  readonly v8Version: string
}

/** Milliseconds of answering, and then of calls that tell how long one takes. */
const mostMs = 500
const warmUpMs = 60

type Answer = Extract<RunnerMessage, { readonly kind: 'answer' }>

/** What both versions are called in sentences. */
export type SideNames = Readonly<Record<keyof Sides, string>>

const usualNames: SideNames = { base: 'the baseline', current: 'the current version' }

/** A change that takes this many times as long without a word, and at least so many milliseconds, hangs. */
const hangsAfterTimes = 10
const shortestPatienceMs = 5000

/**
 * Calls both versions with the same inputs and compares what comes of it.
 * @param names what sentences call them
 * @param isTrial the current version is a change that nobody has run yet: it is given no more than a multiple of what the base took
 */
export async function checkAnswers(sides: Sides, setting: SideSetting, signal: AbortSignal, names = usualNames, isTrial = false): Promise<CheckedAnswers | SideStopped> {
  const [base, current] = isTrial ? await inTurn(sides, setting, signal) : await atOnce(sides, setting, signal)
  if (base.end.kind !== 'finished') return { side: 'base', end: base.end }
  if (current.end.kind !== 'finished') return { side: 'current', end: current.end }
  if (base.end.result.kind !== 'answers' || current.end.result.kind !== 'answers') throw new Error('Internal error: an answers pass sent something else')
  return {
    ...compare(base.answers, current.answers, names),
    compared: Math.min(base.answers.length, current.answers.length),
    callMs: Math.max(base.end.result.callMs, current.end.result.callMs),
    firstCallMs: Math.max(base.end.result.firstCallMs, current.end.result.firstCallMs),
    v8Version: current.v8Version,
    rows: Math.min(base.end.result.rows, current.end.result.rows),
  }
}

/** Nothing is timed but roughly. */
async function atOnce(sides: Sides, setting: SideSetting, signal: AbortSignal) {
  return await Promise.all([answersOf(sides.base, setting, signal), answersOf(sides.current, setting, signal)])
}

async function inTurn(sides: Sides, setting: SideSetting, signal: AbortSignal) {
  const startedAt = performance.now()
  const base = await answersOf(sides.base, setting, signal)
  const patienceMs = Math.max(shortestPatienceMs, Math.ceil(hangsAfterTimes * (performance.now() - startedAt) / 1000) * 1000)
  return [base, base.end.kind === 'finished' ? await answersOf(sides.current, { ...setting, silenceMs: Math.min(setting.silenceMs, patienceMs) }, signal) : base] as const
}

async function answersOf(side: Side, setting: SideSetting, signal: AbortSignal) {
  const answers: Answer[] = []
  let v8Version = ''
  const end = await runSide(side, { kind: 'answers', mostMs, warmUpMs }, setting, {
    onMessage: (message) => {
      if (message.kind === 'answer') answers.push(message)
      else if (message.kind === 'started') ({ v8Version } = message)
    },
  }, signal)
  return { answers, end, v8Version }
}

function compare(base: readonly Answer[], current: readonly Answer[], names: SideNames): Pick<CheckedAnswers, 'same' | 'note'> {
  const paired = base.slice(0, current.length).map((answer, index) => ({ base: answer, current: current[index] ?? answer }))
  if (paired.some((pair) => !pair.base.isRepeatable || !pair.current.isRepeatable)) {
    return { same: null, note: 'Whether both versions give the same answers cannot be told: a call with the same inputs answers differently each time.' }
  }
  const different = paired.filter((pair) => pair.base.end !== pair.current.end || (pair.base.digest !== null && pair.current.digest !== null && pair.base.digest !== pair.current.digest))
  const [first] = different
  if (first !== undefined) {
    const inputs = paired.length === 1 ? '' : ` with ${different.length} of ${paired.length} inputs`
    return { same: false, note: `The answers differ${inputs}: ${names.base} ${describe(first.base)}, ${names.current} ${describe(first.current)}.` }
  }
  if (paired.every((pair) => pair.base.digest === null)) return { same: null, note: 'Whether both versions give the same answers cannot be told: they return functions or other things that cannot be compared.' }
  return { same: true, note: null }
}

function describe({ end, shown }: Answer): string {
  switch (end) {
    case 'returned': return `returned ${shown}`
    case 'resolved': return `resolved to ${shown}`
    case 'threw': return `threw ${shown}`
    case 'rejected': return `rejected with ${shown}`
    default: return end satisfies never
  }
}
