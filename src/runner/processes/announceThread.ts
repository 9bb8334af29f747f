import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getEnvironmentData, isMainThread, threadId } from 'node:worker_threads'
import { startedThreadEnding } from '../../protocol/startedThread.ts'
import type { StartedThread } from '../../protocol/startedThread.ts'
import { workerFileKey } from './keepPreloadInWorkers.ts'

/** Leaves word that this thread is about to run its code. */
export function announceThread(recordings: string, wasReached: boolean): void {
  const started: StartedThread = { pid: process.pid, threadId, argv: isMainThread ? process.argv.slice(1) : ownScript(), wasReached }
  try {
    writeFileSync(join(recordings, `${process.pid}-${threadId}${startedThreadEnding}`), JSON.stringify(started))
  } catch {
    // Node's permission model denies it, or the recordings are over.
  }
}

function ownScript(): readonly string[] {
  const file = getEnvironmentData(workerFileKey)
  return typeof file === 'string' ? [file] : []
}
