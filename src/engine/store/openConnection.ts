import { existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { DatabaseSyncOptions } from 'node:sqlite'
import { HeatlineError } from '../../core/heatlineError.ts'
import { loadSqlite } from '../loadSqlite.ts'
import { Connection } from './connection.ts'
import { applicationId, migrate, storeVersion, versionOf } from './migrations.ts'
import { setAside } from './setAside.ts'
import { busyMs, DamagedStore, isDamage, isReadOnly } from './storeError.ts'

/** An open store, and the file that it is. */
export interface OpenFile {
  readonly connection: Connection
  /** Tells whether another file lies under the path by now. */
  readonly identity: string
}

/**
 * Opens the store under a path, and makes it first where there is none. One process at a time does so.
 * @param onNotice gets a sentence for people when a broken store was set aside
 * @throws HeatlineError when a newer Heatline wrote it, or there is no SQLite; errors of SQLite's and the file system's as they are
 */
export function openConnection(path: string, onNotice: (notice: string) => void): OpenFile {
  if (loadSqlite() === null) throw new HeatlineError(`Heatline keeps no history here: the Node that runs it (${process.versions.node}) has no SQLite. Node 22.13 or later has.`)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  try {
    return openAlone(path, onNotice)
  } catch (error) {
    // What is there can be read where nothing can be written.
    if (!isReadOnly(error) || !existsSync(path)) throw error
    return opened(path, openReadOnly(path, error))
  }
}

function openAlone(path: string, onNotice: (notice: string) => void): OpenFile {
  return alone(path, () => {
    if (!existsSync(path)) create(path)
    const keptLog = keepLog(path)
    try {
      return opened(path, openWritable(path))
    } catch (error) {
      if (!isDamage(error)) throw error
      if (keptLog !== null && !existsSync(`${path}-wal`)) renameSync(keptLog, `${path}-wal`)
      onNotice(setAside(path, error))
      create(path)
      return opened(path, openWritable(path))
    } finally {
      if (keptLog !== null) rmSync(keptLog, { force: true })
    }
  })
}

/** Sets the store under a path aside, unless somebody else has by now or it has healed, and opens what is there then. */
export function replaceDamaged(path: string, identity: string, damage: unknown, onNotice: (notice: string) => void): OpenFile {
  alone(path, () => {
    if (fileIdentity(path) === identity) onNotice(setAside(path, damage))
  })
  return openConnection(path, onNotice)
}

/** Null where there is no file. */
export function fileIdentity(path: string): string | null {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stats === undefined ? null : `${stats.dev}:${stats.ino}`
}

function opened(path: string, connection: Connection): OpenFile {
  return { connection, identity: fileIdentity(path) ?? '' }
}

/** Does what no two processes may do at once: the operating system ends the lock with the process, however that ends. */
function alone<Result>(path: string, work: () => Result): Result {
  const lock = connect(`${path}.lock`)
  try {
    lock.execute('BEGIN EXCLUSIVE')
    return work()
  } finally {
    lock.close()
  }
}

/** Makes the file beside and moves it into place: under its path it is always whole. */
function create(path: string): void {
  const unfinished = `${path}.new`
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(unfinished + suffix, { force: true })
  const connection = connect(unfinished)
  try {
    migrate(connection)
    connection.execute('PRAGMA journal_mode = WAL')
  } finally {
    connection.close()
  }
  renameSync(unfinished, path)
}

/** Names the write-ahead log once more: SQLite deletes one that does not fit a damaged file. Null where there is none. */
function keepLog(path: string): string | null {
  const kept = `${path}-wal.kept`
  rmSync(kept, { force: true })
  try {
    linkSync(`${path}-wal`, kept)
    return kept
  } catch {
    // There is none, or the file system has no links.
    return null
  }
}

function openWritable(path: string): Connection {
  // SQLite takes an empty file for a new one.
  if (statSync(path).size === 0) throw new DamagedStore('the file is empty')
  return checked(connect(path), (connection) => migrate(connection))
}

function openReadOnly(path: string, obstacle: unknown): Connection {
  try {
    return checked(connect(path, { readOnly: true }), refuseOlder)
  } catch (error) {
    if (!isReadOnly(error)) throw error
  }
  try {
    // In a folder where nothing can be made SQLite cannot share the file: nor can anybody else write it.
    return checked(connect(`${pathToFileURL(path).href}?immutable=1`, { readOnly: true }), refuseOlder)
  } catch (error) {
    // Node before 22.15 takes no such address.
    throw isReadOnly(error) ? obstacle : error
  }
}

function connect(place: string, options: DatabaseSyncOptions = {}): Connection {
  const sqlite = loadSqlite()
  if (sqlite === null) throw new Error('Internal error: a store is opened without SQLite')
  const database = new sqlite.DatabaseSync(place, options)
  const connection = new Connection(database)
  try {
    // Each commit reaches the disk: a run that was reported as stored outlives the machine, too.
    connection.execute(`PRAGMA busy_timeout = ${busyMs}; PRAGMA synchronous = FULL`)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Refuses what this program must not touch, and brings the rest up to date. */
function checked(connection: Connection, update: (connection: Connection) => void): Connection {
  try {
    if (connection.pragma('application_id') !== applicationId) throw new DamagedStore('it is a database of another kind')
    refuseNewer(connection)
    update(connection)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** No Heatline will ever get there: who finds such a version looks at changed bytes. */
const impossibleVersion = 100_000

/** @throws HeatlineError when a newer Heatline has changed the store, which it may at any time */
export function refuseNewer(connection: Connection): void {
  const version = versionOf(connection)
  if (version < 0 || version > impossibleVersion) throw new DamagedStore(`its format is ${version}`)
  if (version > storeVersion) throw new HeatlineError(`Heatline's history of this workspace was written by a newer Heatline (its format is ${version}, this one knows ${storeVersion}). Update Heatline here: until then nothing is read from it, and nothing added.`)
}

function refuseOlder(connection: Connection): void {
  if (versionOf(connection) < storeVersion) throw new HeatlineError('Heatline\'s history of this workspace was written by an older Heatline, and is read-only: it cannot be brought up to date. Make the file and its folder writable.')
}
