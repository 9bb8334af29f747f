import { inspect } from 'node:util'
import type { AnswerEnd } from '../../protocol/runnerMessage.ts'
import type { AnswersPass } from '../../protocol/runnerTask.ts'
import { invoke } from '../calls/invoke.ts'
import type { Call } from '../calls/invoke.ts'
import { makeFirstCalls } from '../calls/workloadCalls.ts'
import { resultKindOf } from '../calls/resultKind.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import { trackInputs } from '../inputs/trackInputs.ts'
import { digestOf, digestOfThrown } from '../recording/digestOf.ts'
import type { RowSet } from '../rows/rowSet.ts'
import { describeThrown } from '../thrownValue.ts'
import { warmUp } from './warmUp.ts'

/** Characters of an answer that are shown to people. */
const longestShown = 160

/** Of an iterator, which may never end. */
const mostItems = 1000

interface Answer {
  readonly end: AnswerEnd
  /** Equal for equal answers; null where it cannot be told. */
  readonly digest: string | null
  readonly shown: string
}

/** An answer, and the milliseconds until it was there. */
interface TimedAnswer {
  readonly answer: Answer
  readonly ms: number
}

/** Calls each row twice and tells what comes of it, and then how long a call takes. */
export async function compareAnswers(rowSet: RowSet, pass: AnswersPass): Promise<void> {
  const startedAt = now()
  let made = 0
  let thrown = 0
  let firstCallMs = 0
  for (const [row, inputs] of rowSet.rows.entries()) {
    if (row > 0 && now() - startedAt > pass.mostMs) break
    const tracked = trackInputs(inputs)
    const { answer: first, ms } = await answerOf(rowSet.call, inputs)
    if (row === 0) firstCallMs = ms
    // A long call is not made twice: that it gives the same again is taken for granted.
    const isLong = now() - startedAt > pass.mostMs
    const second = isLong ? first : (await answerOf(rowSet.call, tracked.fresh())).answer
    made += isLong ? 1 : 2
    if (first.end === 'threw' || first.end === 'rejected') thrown += isLong ? 1 : 2
    send({ kind: 'answer', row, ...first, isRepeatable: first.end === second.end && first.digest === second.digest })
  }
  const answersMs = now() - startedAt
  if (answersMs > pass.mostMs) return send({ kind: 'answers', measuringMs: answersMs, calls: made, thrown, callMs: answersMs / made, firstCallMs, rows: rowSet.rows.length })
  const calls = await makeFirstCalls(rowSet)
  const { callMs } = await warmUp(calls, pass.warmUpMs)
  send({ kind: 'answers', measuringMs: now() - startedAt, calls: made + calls.count, thrown: thrown + calls.thrown, callMs, firstCallMs, rows: rowSet.rows.length })
}

async function answerOf(call: Call, inputs: readonly unknown[]): Promise<TimedAnswer> {
  let isAsync = false
  const calledAt = now()
  try {
    const result: unknown = invoke(call, inputs)
    isAsync = resultKindOf(result) === 'promise'
    const value = await wholeOf(result)
    const ms = now() - calledAt
    // A call that returns nothing tells by what it did to its inputs.
    return { answer: { end: isAsync ? 'resolved' : 'returned', digest: digestOf(value === undefined ? inputs : value), shown: shown(value) }, ms }
  } catch (error) {
    const ms = now() - calledAt
    const { name, message } = describeThrown(error)
    return { answer: { end: isAsync ? 'rejected' : 'threw', digest: digestOfThrown(error), shown: `${name}: ${message}`.slice(0, longestShown) }, ms }
  }
}

/** What a call gave, an iterator as its items. */
async function wholeOf(result: unknown): Promise<unknown> {
  const kind = resultKindOf(result)
  if (kind === 'value') return result
  if (kind === 'promise') return await result
  const items: unknown[] = []
  for await (const item of result as Iterable<unknown> | AsyncIterable<unknown>) {
    items.push(item)
    if (items.length === mostItems) break
  }
  return items
}

function shown(value: unknown): string {
  try {
    return inspect(value, { depth: 2, compact: true, breakLength: Infinity, maxArrayLength: 10, maxStringLength: 80 }).slice(0, longestShown)
  } catch {
    return typeof value
  }
}
