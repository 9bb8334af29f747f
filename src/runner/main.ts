// What runs in the child process: `node [flags] dist/runner.cjs <task.json>`. It loads the user's bundle, calls the
// target as the task says, and reports on file descriptor 3. One process does one pass.
import { readFileSync } from 'node:fs'
import { assertNever } from '../core/assertNever.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import { awaitMeterHook } from '../protocol/awaitMeterHook.ts'
import { heapMeterHook } from '../protocol/heapMeterHook.ts'
import type { RunnerTask } from '../protocol/runnerTask.ts'
import { makeMegamorphic } from './calls/invoke.ts'
import { keepCallsOutOfMaglev } from './calls/keepCallsOutOfMaglev.ts'
import { makeFirstCalls } from './calls/workloadCalls.ts'
import { endProcess, endProcessAtOnce, send } from './channel.ts'
import { computingMs, now } from './clock.ts'
import { loadWorkload } from './loadWorkload.ts'
import { compareAnswers } from './passes/compareAnswers.ts'
import { countBlocks } from './passes/countBlocks.ts'
import { findKept } from './passes/findKept.ts'
import { pairedCalls } from './passes/pairedCalls.ts'
import { AwaitMeter } from './evidence/awaitMeter.ts'
import { startBlockCounter } from './evidence/blockCounter.ts'
import { watchForBlocking } from './evidence/blockingWatch.ts'
import { openOptimisationLog } from './evidence/optimisationLog.ts'
import { loadModules } from './passes/loadModules.ts'
import { logOptimisation } from './passes/logOptimisation.ts'
import { openLiveSampler } from './evidence/liveSampler.ts'
import { HeapMeter } from './meter/heapMeter.ts'
import { openHeapReading } from './meter/heapReading.ts'
import { StatementMarks } from './meter/statementMarks.ts'
import { meterAwaitedCalls } from './passes/meterAwaitedCalls.ts'
import { meterCalls } from './passes/meterCalls.ts'
import { probeRows } from './passes/probeRows.ts'
import { replayRows } from './passes/replayRows.ts'
import { sampleCalls } from './passes/sampleCalls.ts'
import { timeCalls } from './passes/timeCalls.ts'
import { tryCaptured } from './passes/tryCaptured.ts'
import { timeSizedCalls } from './passes/timeSizedCalls.ts'
import { tryRows } from './passes/tryRows.ts'
import { watchCollections } from './passes/watchCollections.ts'
import { watchGrowth } from './passes/watchGrowth.ts'
import { watchBlocking } from './passes/watchBlocking.ts'
import { startRecorder } from './recorders/startRecorder.ts'
import { installCapture } from './rows/captureCalls.ts'
import { readRecording } from './rows/recordedRows.ts'
import { makeRowSet } from './rows/rowSet.ts'
import type { RowSet } from './rows/rowSet.ts'
import { installSandbox } from './sandbox/installSandbox.ts'
import { watchForSecondInstances } from './secondInstance.ts'
import { describeThrown } from './thrownValue.ts'
import { watchForEarlyEnd } from './watchForEarlyEnd.ts'
import { writeThrough } from './writeThrough.ts'

async function main(): Promise<void> {
  const task = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as RunnerTask
  // Not the entry: to `if (process.argv[1] === fileURLToPath(import.meta.url)) main()` it is imported, not run.
  process.argv = [process.execPath, process.argv[1] ?? '']
  send({ kind: 'started', nodeVersion: process.versions.node, v8Version: process.versions.v8 })

  writeThrough()
  const watch = watchForEarlyEnd()
  watchForSecondInstances(task.bundledFiles)
  // Before the bundle: V8 does not tell a recorder where code lies that it optimised earlier.
  const recorder = task.pass.kind === 'attribution' ? startRecorder(task.pass.recorders, task.pass.framelessCallsPath, task.pass.samplingIntervalUs) : null
  const meter = task.pass.kind === 'lineBytes' ? new HeapMeter(openHeapReading()) : null
  if (meter !== null) Reflect.set(globalThis, heapMeterHook, meter)
  const marks = task.pass.kind === 'keptBytes' ? new StatementMarks() : null
  if (marks !== null) Reflect.set(globalThis, heapMeterHook, marks)
  const startLiveSampling = task.pass.kind === 'keptBytes' ? openLiveSampler() : null
  const blockCounter = task.pass.kind === 'blockCounts' ? startBlockCounter(task.bundlePath) : null
  const optimisationLog = task.pass.kind === 'optimisationLog' ? openOptimisationLog(task.pass.logPath) : null
  const awaitMeter = task.pass.kind === 'awaits' ? new AwaitMeter() : null
  if (awaitMeter !== null) Reflect.set(globalThis, awaitMeterHook, awaitMeter)
  makeMegamorphic()
  keepCallsOutOfMaglev()
  if (task.rows?.kind === 'recording') readRecording(task.rows.path)
  if (task.sandbox !== null) {
    installSandbox(task.sandbox, (denied) => {
      send({ kind: 'denied', ...denied })
      endProcessAtOnce()
    }, readFileSync(task.bundlePath, 'utf8'))
  }

  // Around the sandbox: what that refuses is never made.
  const blockingWatch = task.pass.kind === 'blocking' ? watchForBlocking(task.bundlePath) : null
  const { pass } = task
  if (pass.kind === 'loading') return await loadModules(pass, task.bundlePath)
  const capture = installCapture()
  const loadStart = now()
  let prepare: Awaited<ReturnType<typeof loadWorkload>>
  try {
    prepare = await loadWorkload(task)
  } catch (error) {
    return send({ kind: 'failed', stage: 'load', error: describeThrown(error) })
  }
  watch.stage = 'prepare'
  let rowSet: RowSet
  try {
    const prepared = await prepare()
    const onPrepared = (): void => {
      send({ kind: 'prepared', loadMs: now() - loadStart })
      watch.stage = 'call'
    }
    if (pass.kind === 'trial') {
      return await (task.rows?.kind === 'captured' ? tryCaptured(prepared, task.rows, pass, capture, onPrepared) : tryRows(prepared, task.rows, pass, capture, onPrepared))
    }
    if (pass.kind === 'probe') return await probeRows(prepared, task.rows, pass, onPrepared)
    if (pass.kind === 'replay') return await replayRows(prepared, task.rows, pass, onPrepared)
    rowSet = await makeRowSet(prepared, task.rows, (pass.kind === 'timing' || pass.kind === 'paired' ? pass.mostRows : undefined) ?? Infinity, capture)
  } catch (error) {
    return send({ kind: 'failed', stage: 'prepare', error: describeThrown(error) })
  }
  send({ kind: 'prepared', loadMs: now() - loadStart })

  watch.stage = 'call'
  const opened = computingMs()
  // What was sampled so far is loading.
  recorder?.nextWindow()
  const loadedBytes = optimisationLog?.bytes() ?? 0
  optimisationLog?.watchAccesses()
  awaitMeter?.take()
  blockingWatch?.take()
  blockingWatch?.loop.begin()
  if (pass.kind === 'timing' && pass.resize !== undefined) return await timeSizedCalls(rowSet, pass, pass.resize)
  if (pass.kind === 'paired') return await pairedCalls(rowSet)
  if (pass.kind === 'answers') return await compareAnswers(rowSet, pass)
  const calls = await makeFirstCalls(rowSet)
  switch (pass.kind) {
    case 'timing': return await timeCalls(calls, pass)
    case 'attribution': {
      if (recorder === null) throw new Error('Internal error: no recorder')
      return await sampleCalls(calls, pass, recorder, opened, task.bundlePath)
    }
    case 'lineBytes': {
      if (meter === null) throw new Error('Internal error: no meter')
      return await meterCalls(calls, pass, meter)
    }
    case 'blockCounts': {
      if (blockCounter === null) throw new Error('Internal error: no block counter')
      return await countBlocks(calls, pass, blockCounter)
    }
    case 'optimisationLog': {
      if (optimisationLog === null) throw new Error('Internal error: no optimisation log')
      return await logOptimisation(calls, pass, optimisationLog, loadedBytes)
    }
    case 'collections': return await watchCollections(calls, pass)
    case 'growth': return await watchGrowth(calls, pass)
    case 'keptBytes': {
      if (marks === null || startLiveSampling === null) throw new Error('Internal error: no sampler')
      return await findKept(calls, pass, marks, startLiveSampling)
    }
    case 'awaits': {
      if (awaitMeter === null) throw new Error('Internal error: no meter of awaits')
      return await meterAwaitedCalls(calls, pass, awaitMeter)
    }
    case 'blocking': {
      if (blockingWatch === null) throw new Error('Internal error: nothing watches what blocks')
      return await watchBlocking(calls, pass, blockingWatch)
    }
    default: return assertNever(pass)
  }
}

main().then(endProcess, (error: unknown) => {
  const { message, stack } = describeThrown(error)
  send(error instanceof HeatlineError
    ? { kind: 'failed', stage: 'record', error: { name: error.name, message, stack: null } }
    : { kind: 'failed', stage: 'call', error: { name: 'Internal error', message, stack } })
  endProcess()
})
