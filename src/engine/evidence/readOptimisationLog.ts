import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { LoggedAccess, LoggedDeopt } from '../../core/evidence/optimisationLog.ts'
import { parseLogLine } from '../../core/evidence/optimisationLog.ts'

/** What a part of V8's log tells, in its order. */
export interface LoggedEvents {
  readonly deopts: readonly LoggedDeopt[]
  readonly accesses: readonly LoggedAccess[]
}

/** Reads V8's log between two lengths of it, in bytes, the second exclusive. */
export async function readOptimisationLog(path: string, from: number, to: number): Promise<LoggedEvents> {
  const deopts: LoggedDeopt[] = []
  const accesses: LoggedAccess[] = []
  if (from >= to) return { deopts, accesses }
  for await (const line of createInterface({ input: createReadStream(path, { start: from, end: to - 1 }), crlfDelay: Infinity })) {
    const event = parseLogLine(line)
    if (event?.event === 'deopt') deopts.push(event)
    else if (event?.event === 'access') accesses.push(event)
  }
  return { deopts, accesses }
}
