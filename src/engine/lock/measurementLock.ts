import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { HeatlineError } from '../../core/heatlineError.ts'
import { userDataFolder } from '../userData/userDataFolder.ts'
import { tryLockFile } from './exclusiveFile.ts'
import type { Release } from './exclusiveFile.ts'

/** Who measures, and who wants to know whom it waits for. */
export interface MeasurementLockRequest {
  /** What is measured, for those who wait: a function's id. */
  readonly what: string
  /** Called when the wait begins and whenever the holder changes. `holder` is for people: `src/cart.ts#total (process 123)`. */
  readonly onWaiting: (holder: string) => void
}

/** A lock that is given back is taken by the next one after this long at most. */
const pollMs = 100

/** Those of this process who wait or measure, in the order in which they came; the first may take the lock. */
const queue: object[] = []

/**
 * Runs `body` while no other measurement of this user's runs on the machine: two at once would slow each other and both
 * be wrong. The lock lies in the user's data folder, shared by VS Code's windows and terminals.
 * @throws HeatlineError when the data folder cannot be written
 * @throws the signal's reason when it is aborted while waiting
 */
export async function withMeasurementLock<T>(request: MeasurementLockRequest, signal: AbortSignal, body: () => Promise<T>): Promise<T> {
  const folder = userDataFolder()
  makeFolder(folder)
  const holderFile = join(folder, 'measurement.json')
  const ticket = {}
  queue.push(ticket)
  try {
    const release = await waitForLock(join(folder, 'measurement.lock'), holderFile, ticket, request, signal)
    try {
      writeHolder(holderFile, request.what)
      return await body()
    } finally {
      // First the name, then the lock: the next holder writes its own.
      rmSync(holderFile, { force: true })
      release()
    }
  } finally {
    queue.splice(queue.indexOf(ticket), 1)
  }
}

async function waitForLock(lockFile: string, holderFile: string, ticket: object, { onWaiting }: MeasurementLockRequest, signal: AbortSignal): Promise<Release> {
  let told: string | null = null
  for (;;) {
    signal.throwIfAborted()
    const release = queue[0] === ticket ? tryLockFile(lockFile) : null
    if (release !== null) return release
    const holder = readHolder(holderFile)
    if (holder !== told) {
      told = holder
      onWaiting(holder)
    }
    try {
      await setTimeout(pollMs, undefined, { signal })
    } catch {
      signal.throwIfAborted()
    }
  }
}

function writeHolder(path: string, what: string): void {
  try {
    writeFileSync(path, JSON.stringify({ what, pid: process.pid }))
  } catch {
    // The name is a courtesy to those who wait; the lock holds without it.
  }
}

/** For people. A holder that was killed left its name behind, or another has not yet written its own. */
function readHolder(path: string): string {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof value === 'object' && value !== null && 'what' in value && 'pid' in value && typeof value.what === 'string' && typeof value.pid === 'number') {
      process.kill(value.pid, 0)
      return value.pid === process.pid ? value.what : `${value.what} (process ${value.pid})`
    }
  } catch {
    // Missing, half written, or the process is gone.
  }
  return 'another measurement'
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new HeatlineError(`Heatline's data folder cannot be made: ${error instanceof Error ? error.message : String(error)}. Set XDG_DATA_HOME to a folder that is writable.`)
  }
}
