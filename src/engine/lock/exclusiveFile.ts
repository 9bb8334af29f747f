import { HeatlineError } from '../../core/heatlineError.ts'
import { loadSqlite } from '../loadSqlite.ts'

/** SQLite's result codes for a lock that someone else holds: https://sqlite.org/rescode.html */
const busy = 5
const locked = 6

/** Gives the lock back. */
export type Release = () => void

/**
 * Takes a lock on a file, or returns null when another connection, of this process or another, has it. The lock is an exclusive SQLite
 * transaction: the operating system releases it with the process, however that ends, so there is no stale lock. Nothing is
 * written. Without `node:sqlite` (a Node built without it) there is no lock between processes, and the answer is always yes.
 * @throws HeatlineError when the file cannot be made or opened
 */
export function tryLockFile(path: string): Release | null {
  const sqlite = loadSqlite()
  if (sqlite === null) return () => {}
  let database: InstanceType<typeof sqlite.DatabaseSync>
  try {
    database = new sqlite.DatabaseSync(path)
  } catch (error) {
    throw explain(path, error)
  }
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    const code = error instanceof Error && 'errcode' in error ? error.errcode : null
    if (code === busy || code === locked) return null
    throw explain(path, error)
  }
  return () => database.close()
}

function explain(path: string, error: unknown): HeatlineError {
  const reason = error instanceof Error ? error.message : String(error)
  return new HeatlineError(`The lock that keeps measurements apart cannot be taken: ${path}: ${reason}. Make that folder writable, or set XDG_DATA_HOME to one that is.`)
}
