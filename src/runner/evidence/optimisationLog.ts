import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { fullCollector } from '../fullCollector.ts'

// The sandbox shuts what lets V8 write files.
const setFlag = setFlagsFromString
const readStatus = statSync

/** The log that V8 writes of what it could not optimise. */
export interface OptimisationLog {
  /** Absolute. */
  readonly path: string
  /** So far: V8 flushes each line. */
  bytes(): number
  /** From now on accesses are logged too. Those that are megamorphic already are seen again. */
  watchAccesses(): void
  leaveAccesses(): void
}

/**
 * Finds the log of this thread, before the user's code can start others, which have their own. Deoptimisations are logged all along.
 * @param logPath as the flag `--logfile` has it
 */
export function openOptimisationLog(logPath: string): OptimisationLog {
  const ending = `-${process.pid}-${basename(logPath)}`
  const name = readdirSync(dirname(logPath)).find((each) => each.endsWith(ending))
  if (name === undefined) throw new Error(`Internal error: V8 writes no ${ending}`)
  const path = join(dirname(logPath), name)
  // Where code lies, which `--log-ic` brings along, is most of the log and of no use here.
  setFlag('--no-log-code')
  setFlag('--no-log-ic')
  return {
    path,
    bytes: () => readStatus(path).size,
    watchAccesses() {
      // It empties V8's table of megamorphic accesses, so that each misses it once more and is logged.
      fullCollector()()
      setFlag('--log-ic')
    },
    leaveAccesses: () => setFlag('--no-log-ic'),
  }
}
