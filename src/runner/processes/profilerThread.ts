// The profiler thread of a process: records its main thread and its workers through V8's inspector, and writes what they
// did so far to the disk, in intervals that cost no more than a fiftieth of the time.
import { existsSync, mkdirSync, rmSync, watch, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { workerData } from 'node:worker_threads'
import { flushRequestName, processesFolder } from '../../protocol/flushRequests.ts'
import type { RecordedProcess } from '../../protocol/processRecording.ts'
import { inspectMainThread, inspectWorker } from './inspectedThread.ts'
import type { InspectedWorker } from './inspectedThread.ts'
import { arrivalSlot, lastTurn, slot, workerSlot } from './profilerState.ts'
import { ThreadRecorder } from './threadRecorder.ts'

/** What the process tells its profiler. */
export interface ProfilerTask {
  readonly state: Int32Array
  readonly folder: string
  readonly argv: readonly string[]
  readonly cwd: string
}

/** From one flush to the next: short at first, then a tenth of the time so far, so that a kill costs little of either. */
const shortestIntervalMs = 150
const longestIntervalMs = 5_000
const shareOfElapsed = 0.1
/** A flush takes at most this part of the time. */
const shareOfFlushes = 0.02
/** From when the profiler knows of a worker until it is about to run its code; on a quiet machine 30 ms. */
const longestArrivalMs = 2_000
const retryMs = 20

const { state, folder, argv, cwd } = workerData as ProfilerTask
const recorded: RecordedProcess = {
  pid: process.pid,
  parentPid: process.ppid,
  argv,
  nodeVersion: process.versions.node,
  v8Version: process.versions.v8,
  cwd,
  startedAt: Date.now(),
}
const processes = join(folder, processesFolder)
const ownFile = join(processes, String(process.pid))
const recorders = new Set<ThreadRecorder>()
/** Somebody is about to end the process: what is written next is all there will be. */
let isEnding = false

// The thread lives as long as its process. A session does not keep it alive, and neither does an answer that is waited for;
// and when it ends while the main thread still takes a session of its down, Node aborts (seen on 24, once in 20 processes).
setInterval(() => {}, 2 ** 30)
main().catch(() => {}).finally(() => {
  for (const index of [slot.ready, slot.ended, slot.turned]) {
    Atomics.store(state, index, lastTurn)
    Atomics.notify(state, index)
  }
})

async function main(): Promise<void> {
  const session = new Session()
  session.connectToMainThread()
  try {
    const mainThread = inspectMainThread(session)
    const recorder = new ThreadRecorder(mainThread, { process: recorded, threadId: 0, title: null, folder })
    const onMainEvent = mainThread.onEvent
    const workers = new Map<string, { readonly worker: InspectedWorker; readonly recorder: ThreadRecorder }>()
    mainThread.onEvent = (method, params) => {
      if (!method.startsWith('NodeWorker.')) return onMainEvent(method, params)
      followWorker(method, params as WorkerEvent)
    }
    await recorder.prepare()
    await recorder.start()
    recorders.add(recorder)
    await mainThread.post('NodeWorker.enable', { waitForDebuggerOnStart: false })
    answerRequests()
    Atomics.store(state, slot.ready, 1)
    Atomics.notify(state, slot.ready)
    await keepTurning()

    function followWorker(method: string, { sessionId, workerInfo, message = '' }: WorkerEvent): void {
      switch (method) {
        case 'NodeWorker.attachedToWorker': {
          // This thread is a worker too.
          if (workerInfo === undefined || workerInfo.url.endsWith('profilerThread.cjs')) break
          const worker = inspectWorker(mainThread, sessionId)
          const threadId = Number(workerInfo.workerId)
          const ofWorker = new ThreadRecorder(worker, { process: recorded, threadId, title: workerInfo.title, folder })
          workers.set(sessionId, { worker, recorder: ofWorker })
          begin(ofWorker, worker, threadId).catch(() => {
            // It has ended, mostly; the engine sees that there is no recording of it.
          })
          break
        }
        case 'NodeWorker.detachedFromWorker':
          finish(workers.get(sessionId))
          workers.delete(sessionId)
          break
        case 'NodeWorker.receivedMessageFromWorker':
          workers.get(sessionId)?.worker.receive(message)
          break
      }
    }
  } finally {
    session.disconnect()
  }
}

/** Records a worker, and lets it go on. */
async function begin(recorder: ThreadRecorder, worker: InspectedWorker, threadId: number): Promise<void> {
  tellWorker(threadId, -threadId)
  await recorder.prepare()
  await waitForArrival(threadId)
  await startInTime(recorder, worker)
  recorders.add(recorder)
  tellWorker(threadId, threadId)
}

function tellWorker(threadId: number, value: number): void {
  Atomics.store(state, workerSlot(threadId), value)
  Atomics.notify(state, workerSlot(threadId))
}

/** Node's own workers, such as the one of module hooks, load no preload, and never say that they are there. */
async function waitForArrival(threadId: number): Promise<void> {
  const index = arrivalSlot(threadId)
  const { value: isThere } = waitAsync(state, index, Atomics.load(state, index), longestArrivalMs)
  if (Atomics.load(state, index) !== threadId) await isThere
}

/** A worker that has not said so may still be starting up, and refuse. */
async function startInTime(recorder: ThreadRecorder, worker: InspectedWorker): Promise<void> {
  const started = performance.now()
  for (;;) {
    try {
      return await recorder.start()
    } catch (error) {
      if (worker.isClosed() || performance.now() - started > longestArrivalMs) throw error
      await setTimeout(retryMs)
    }
  }
}

/** A worker has ended. Its last samples were taken where it, or who terminated it, said so before. */
function finish(ended: { readonly worker: InspectedWorker; readonly recorder: ThreadRecorder } | undefined): void {
  if (ended === undefined) return
  ended.worker.close()
  recorders.delete(ended.recorder)
  ended.recorder.write(true).catch(() => {})
}

interface WorkerEvent {
  readonly sessionId: string
  readonly workerInfo?: { readonly workerId: string; readonly title: string; readonly url: string }
  readonly message?: string
}

/** Another process is about to end this one and waits for its samples. */
function answerRequests(): void {
  mkdirSync(processes, { recursive: true })
  writeFileSync(ownFile, '')
  watch(processes, { persistent: false }, (_event, name) => {
    if (name !== flushRequestName(process.pid) || !existsSync(join(processes, name))) return
    isEnding = true
    Atomics.add(state, slot.turn, 1)
    Atomics.notify(state, slot.turn)
  }).on('error', () => {})
}

/** Flushes from time to time, and whenever a thread asks for it, until the process ends. */
async function keepTurning(): Promise<void> {
  const started = performance.now()
  let done = 0
  let flushMs = 0
  for (;;) {
    const intervalMs = Math.max(Math.min(Math.max((performance.now() - started) * shareOfElapsed, shortestIntervalMs), longestIntervalMs), flushMs / shareOfFlushes)
    await waitForTurn(done, intervalMs)
    const turn = Atomics.load(state, slot.turn)
    const isLast = (turn & lastTurn) !== 0
    const flushed = performance.now()
    await Promise.all([...recorders].map((recorder) => recorder.turn(isLast, isLast || isEnding).catch((error: unknown) => {
      // The thread has ended, or the recordings' folder is gone.
      recorders.delete(recorder)
      if (isGone(error)) recorders.clear()
    })))
    flushMs = performance.now() - flushed
    isEnding = false
    if (isLast || recorders.size === 0) return rmSync(ownFile, { force: true })
    rmSync(join(processes, flushRequestName(process.pid)), { force: true })
    done = turn
    Atomics.store(state, slot.turned, turn)
    Atomics.notify(state, slot.turned)
  }
}

/** Atomics.waitAsync is younger than what the compiler knows of the language. */
const waitAsync = Reflect.get(Atomics, 'waitAsync') as (array: Int32Array, index: number, value: number, timeoutMs: number) => { readonly value: unknown }

/** Until a thread asks for a flush, or the time is up. */
async function waitForTurn(done: number, longestMs: number): Promise<void> {
  await waitAsync(state, slot.turn, done, longestMs).value
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOSPC')
}
