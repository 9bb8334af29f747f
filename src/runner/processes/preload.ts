// `NODE_OPTIONS=--require dist/processProfiler.cjs`: what every Node process and every worker below a profiled command
// loads first. The process gets a profiler thread, which records it from outside: code that never yields is recorded too,
// and what was recorded is on the disk when the process is killed.
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { getEnvironmentData, isMainThread, setEnvironmentData, threadId, Worker } from 'node:worker_threads'
import { recordingFolderVariable } from '../../protocol/processRecording.ts'
import { announceThread } from './announceThread.ts'
import { askForSourceMaps } from './askForSourceMaps.ts'
import { flushBeforeKill } from './flushBeforeKill.ts'
import { keepPreloadInWorkers } from './keepPreloadInWorkers.ts'
import { recordingFlags } from './recordingFlags.ts'
import { arrivalSlot, lastTurn, makeState, slot, stateKey, waitInSlices, workerSlot } from './profilerState.ts'
import type { ProfilerTask } from './profilerThread.ts'

/** A thread takes about 50 ms to start, and seconds on a machine that is very busy. */
const longestStartMs = 15_000
/** A worker whose main thread stands still meanwhile is reached by nobody: it goes on, and is recorded later or not. */
const longestStandstillMs = 1_000
/** A flush takes milliseconds. Whoever waits longer than this has a profiler that is gone. */
const longestTurnMs = 3_000
/** The last one has no other: the process is held until its samples are written. */
const longestEndMs = 10_000

const folder = process.env[recordingFolderVariable]
if (folder !== undefined && folder !== '') {
  askForSourceMaps()
  if (isMainThread) startProfiler(folder)
  else joinProfiler(folder)
}

function startProfiler(recordings: string): void {
  const state = makeState()
  for (const flag of recordingFlags(process.versions.node)) setFlagsFromString(flag)
  const task: ProfilerTask = { state, folder: recordings, argv: process.argv.slice(1), cwd: process.cwd() }
  let thread: Worker
  try {
    // Its own environment: the preload is not for it.
    thread = new Worker(join(__dirname, 'profilerThread.cjs'), { workerData: task, env: {}, execArgv: [] })
  } catch {
    // Node's permission model denies threads. The process runs on, unprofiled; the engine sees that and says so.
    return announceThread(recordings, false)
  }
  // Without a listener its error would be the process's.
  thread.on('error', () => {})
  thread.unref()
  waitInSlices(state, slot.ready, (ready) => ready !== 0, longestStartMs)
  announceThread(recordings, Atomics.load(state, slot.ready) === 1)
  setEnvironmentData(stateKey, state)
  keepPreloadInWorkers(recordings, () => turn(state))
  flushBeforeKill(recordings, () => turn(state))
  process.on('exit', () => {
    Atomics.or(state, slot.turn, lastTurn)
    Atomics.notify(state, slot.turn)
    waitInSlices(state, slot.ended, (ended) => ended !== 0, longestEndMs)
  })
}

function joinProfiler(recordings: string): void {
  const state = getEnvironmentData(stateKey)
  if (!(state instanceof Int32Array) || Atomics.load(state, slot.ended) !== 0) return announceThread(recordings, false)
  // Its first samples are asked for only now: what they take of Node is not there earlier.
  Atomics.store(state, arrivalSlot(threadId), threadId)
  Atomics.notify(state, arrivalSlot(threadId))
  // Before its code runs: V8 does not tell where code lies that it optimised earlier.
  const isKnown = waitInSlices(state, workerSlot(threadId), (id) => Math.abs(id) === threadId, longestStandstillMs)
  announceThread(recordings, isKnown && waitInSlices(state, workerSlot(threadId), isOwnId, longestStartMs))
  keepPreloadInWorkers(recordings, () => turn(state))
  flushBeforeKill(recordings, () => turn(state))
  process.on('exit', () => {
    if (isOwnId(Atomics.load(state, workerSlot(threadId)))) turn(state)
  })
}

function isOwnId(id: number): boolean {
  return id === threadId
}

/** Has all threads' samples written. */
function turn(state: Int32Array): void {
  if (Atomics.load(state, slot.ended) !== 0) return
  const asked = Atomics.add(state, slot.turn, 1) + 1
  Atomics.notify(state, slot.turn)
  waitInSlices(state, slot.turned, (turned) => turned >= asked, longestTurnMs)
}
