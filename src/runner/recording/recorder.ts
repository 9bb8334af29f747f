// `dist/recorder.cjs`: what the text of an instrumented module calls, in the processes of a test run. It must neither break a test nor slow it noticeably.
import { readFileSync } from 'node:fs'
import { recordingPlanVariable } from '../../protocol/recordingLog.ts'
import type { RecordingPlan } from '../../protocol/recordingLog.ts'
import { makeCallRecorder } from './callRecorder.ts'
import { NameRegistry } from './nameRegistry.ts'
import { openLog } from './recordingLog.ts'

const plan = JSON.parse(readFileSync(process.env[recordingPlanVariable] ?? '', 'utf8')) as RecordingPlan
const registry = new NameRegistry()
const log = openLog(plan.logFolder)
const calls = makeCallRecorder(plan, registry, log)
let isTold = false

type AnyFunction = (...values: unknown[]) => unknown

/** The function with every call from outside recorded. A proxy: its name, length, properties and text stay. */
export function wrap<F>(fn: F, name: string): F {
  if (typeof fn !== 'function') return fn
  tell()
  if (fn.name === '') Object.defineProperty(fn, 'name', { value: name, configurable: true })
  const proxy = new Proxy(fn as unknown as AnyFunction, { apply: calls.record })
  registry.alias(proxy, fn)
  return proxy as F
}

/** Wraps a member where it hangs. */
export function member(owner: object, key: PropertyKey, half: 'value' | 'get' | 'set'): void {
  try {
    const descriptor = Object.getOwnPropertyDescriptor(owner, key)
    const fn: unknown = descriptor?.[half]
    if (descriptor === undefined || typeof fn !== 'function') return
    Object.defineProperty(owner, key, { ...descriptor, [half]: wrap(fn, String(key)) })
  } catch {
    log({ kind: 'problem', message: `\`${plan.functionName}\` cannot be wrapped: its object is closed.` })
  }
}

/** Records a constructor's call; `maker` is the class that holds it, `made` the one that `new` named. */
export function constructed(made: unknown, maker: unknown, parameters: ArrayLike<unknown>): void {
  tell()
  if (made === maker) calls.recordOnly(undefined, Array.from(parameters))
}

/** Tells a module's classes and functions. They are looked at when the first value is that may be made of them. */
export function register(file: string, names: Readonly<Record<string, () => unknown>>): void {
  registry.add(file, names)
}

/** Once per process: that the module was loaded. */
function tell(): void {
  if (!isTold) log({ kind: 'instrumented' })
  isTold = true
}
