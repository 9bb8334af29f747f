import { basename } from 'node:path'
import type { StartedThread } from '../../protocol/startedThread.ts'

/** Threads of a command that ran code without being recorded, or before they were: names for people. */
export interface MissedThreads {
  /** Never reached. */
  readonly unreached: readonly string[]
  /** Recorded only from later on. */
  readonly late: readonly string[]
  /** Reached, and gone before a first recording of them was written. */
  readonly endedEarly: readonly string[]
}

/** A thread's place in its command. */
type ThreadPlace = Pick<StartedThread, 'pid' | 'threadId'>

/**
 * @param started the threads that left word before they ran their code
 * @param recorded those that recordings are there of
 */
export function missedThreads(started: readonly StartedThread[], recorded: readonly ThreadPlace[]): MissedThreads {
  const isRecorded = ({ pid, threadId }: StartedThread): boolean => recorded.some((each) => each.pid === pid && each.threadId === threadId)
  const namesOf = (isSuch: (thread: StartedThread) => boolean): readonly string[] => started.filter(isSuch).map(nameOf)
  return {
    unreached: namesOf((thread) => !thread.wasReached && !isRecorded(thread)),
    late: namesOf((thread) => !thread.wasReached && isRecorded(thread)),
    endedEarly: namesOf((thread) => thread.wasReached && !isRecorded(thread)),
  }
}

const longestName = 80

function nameOf({ pid, threadId, argv: [script = '', ...rest] }: StartedThread): string {
  const name = [basename(script), ...rest].join(' ').trim().slice(0, longestName)
  return threadId === 0 ? `node ${name} (process ${pid})`.replace('node  (', 'node (') : `worker ${threadId}, ${name} (process ${pid})`
}
