// The bench's own child process: loads a bundle in the product's sandbox, makes the attempts, and says what came of them.
import { readFileSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { workloadHook } from '../../../../src/protocol/workloadHook.ts'
import type { PreparedTarget } from '../../../../src/protocol/workloadHook.ts'
import { installSandbox } from '../../../../src/runner/sandbox/installSandbox.ts'
import { trackInputs } from '../../../../src/runner/inputs/trackInputs.ts'
import { installCapture } from '../../../../src/runner/rows/captureCalls.ts'
import type { CaptureControl } from '../../../../src/runner/rows/captureCalls.ts'
import { readRecording, recordedRows } from '../../../../src/runner/rows/recordedRows.ts'
import { runCaller } from '../../../../src/runner/rows/runCaller.ts'
import type { AttemptAnswer, AttemptTask, CapturedTask } from './attempt.ts'
import { fingerprint } from './fingerprint.ts'
import { holdsUniversalProxy } from './looksUniversal.ts'
import { startPreciseCoverage } from './preciseCoverage.ts'
import { settle } from './settle.ts'

const exit = Reflect.get(process, 'reallyExit') as (code: number) => never
// As it was: the sandbox keeps the user's code from this descriptor.
const write = writeSync

/** Written at once: the user's code may end the process. */
function answer(found: AttemptAnswer): never {
  const bytes = Buffer.from(JSON.stringify(found))
  for (let at = 0; at < bytes.length;) at += write(3, bytes, at)
  return Reflect.apply(exit, process, [0])
}

async function prepareTarget({ bundlePath }: AttemptTask): Promise<PreparedTarget> {
  let handedOver: (() => Promise<PreparedTarget>) | undefined
  Reflect.set(globalThis, workloadHook, (prepare: () => Promise<PreparedTarget>) => { handedOver = prepare })
  try {
    if (bundlePath.endsWith('.mjs')) await import(pathToFileURL(bundlePath).href)
    else createRequire(bundlePath)(bundlePath)
  } catch (error) {
    answer({ kind: 'failed', stage: 'load', what: describe(error) })
  }
  if (handedOver === undefined) answer({ kind: 'failed', stage: 'load', what: 'The bundle hands over no workload' })
  try {
    return await handedOver()
  } catch (error) {
    answer({ kind: 'failed', stage: 'prepare', what: describe(error) })
  }
}

function describe(error: unknown): string {
  try {
    if (!(error instanceof Error)) return `${typeof error}: ${String(error)}`.slice(0, 200)
    return `${error.name}: ${error.message.split('\n')[0] ?? ''}`.slice(0, 200)
  } catch {
    return 'an error that cannot be read'
  }
}

async function main(): Promise<void> {
  const task = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as AttemptTask
  process.argv = [process.execPath, process.argv[1] ?? '']
  const own = pathToFileURL(task.bundlePath).href
  if (task.recording !== null) readRecording(task.recording)
  const coverage = task.offsets === null ? null : startPreciseCoverage((url) => url === own || url === task.bundlePath, task.offsets)
  installSandbox({ allowed: [], readable: ['/'] }, ({ action, target }) => answer({ kind: 'failed', stage: 'denied', what: `${action} ${target}` }), readFileSync(task.bundlePath, 'utf8'))
  /** Thrown outside of any call's promise, while the current call was waited for. */
  let uncaught: unknown = null
  process.on('uncaughtException', (error) => { uncaught ??= error })
  process.on('unhandledRejection', () => {})

  const capture = installCapture()
  const target = await prepareTarget(task)
  const { makers, call } = task.captured === null ? readRows(task, target) : await captureRows(task, task.captured, target, capture)
  const rows = makers.map(makeOrNull).filter((row) => row !== null)
  const firstArgument = task.hasReceiver ? 1 : 0
  const hasUniversalProxy = rows.some(holdsUniversalProxy)
  const hasForbiddenUndefined = rows.some((row) => task.takesUndefined.some((takes, index) => !takes && row[firstArgument + index] === undefined))
  const distinctTuples = new Set(rows.map((row, index) => fingerprint(row, task.rowTexts[index] ?? ''))).size
  const executed = new Set<number>()
  const thrown: Record<string, number> = {}
  let threw = 0
  let pending = 0
  const planned = hasUniversalProxy || makers.length === 0 ? 0 : task.calls
  let attempts = 0
  // Forty milliseconds for each promise that stays pending: no longer than until the end is certain.
  for (let index = 0; index < planned && threw + pending <= planned / 2; index++) {
    attempts++
    try {
      const row = makers[index % makers.length]?.() ?? []
      coverage?.reset()
      const settled = await settle(call(row))
      if (uncaught !== null) throw uncaught
      if (settled === 'pending') pending++
      if (coverage !== null) for (const each of coverage.executed()) executed.add(each)
    } catch (error) {
      threw++
      const text = describe(error)
      thrown[text] = (thrown[text] ?? 0) + 1
      uncaught = null
    }
    if (coverage !== null && executed.size === task.offsets?.length) break
  }
  answer({ kind: 'attempted', attempts, threw, pending, thrown, distinctTuples, hasUniversalProxy, hasForbiddenUndefined, executed: [...executed] })
}

type MakeRow = () => readonly unknown[]

interface Rows {
  /** Each makes its row's inputs anew: what one call does to them is not the next one's. */
  readonly makers: readonly MakeRow[]
  readonly call: (row: readonly unknown[]) => unknown
}

function readRows(task: AttemptTask, target: PreparedTarget): Rows {
  try {
    if (task.recording !== null) return { makers: recordedRows(target.scope).map(({ make }) => make), call: target.call }
    const makers = task.rows.map((text) => inScope(`(() => (${text}))`, target) as MakeRow)
    if (task.drive === null) return { makers, call: target.call }
    const drive = inScope(`(${task.drive})`, target) as (result: unknown) => unknown
    return { makers, call: (row) => drive(target.call(row)) }
  } catch (error) {
    return answer({ kind: 'failed', stage: 'prepare', what: describe(error) })
  }
}

/** The calls that a caller makes of the function, as the product captures and repeats them. */
async function captureRows({ rows, drive }: AttemptTask, { copies, skipped }: CapturedTask, target: PreparedTarget, capture: CaptureControl): Promise<Rows> {
  const { calls } = await runCaller(target, { kind: 'captured', rows, drive, copies, skipped }, capture)
  const makers = calls.filter((_, index) => !skipped.includes(index)).map(({ row }): MakeRow => {
    const tracked = trackInputs(row)
    return () => (tracked.changed() ? tracked.fresh() : row)
  })
  return { makers, call: target.replay }
}

/** What a text stands for where the target's module is. */
function inScope(text: string, { scope }: PreparedTarget): unknown {
  const names = Object.keys(scope)
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- what the product wrote is what is judged
  return new Function(...names, `return ${text}`)(...names.map((name) => scope[name]?.()))
}

function makeOrNull(make: MakeRow): readonly unknown[] | null {
  try {
    return make()
  } catch {
    return null
  }
}

main().catch((error: unknown) => answer({ kind: 'failed', stage: 'prepare', what: `Internal: ${describe(error)} ${error instanceof Error ? error.stack ?? '' : ''}`.slice(0, 1_000) }))
