import { closeSync, openSync, readSync } from 'node:fs'
import type { Attempt, Deny } from './denial.ts'
import { describePath } from './describeTarget.ts'
import { guardMember, guardMembers } from './guardMember.ts'
import { loadQuietly } from './loadQuietly.ts'

/**
 * `node:sqlite` asks the permission model on no version so far: databases in memory and those that are only read stay open.
 * @param checkRead whether a file may be read
 */
export function guardDatabases(deny: Deny, checkRead: (path: unknown) => Attempt | null): void {
  guardStorage(deny)
  const sqlite = loadQuietly('node:sqlite')
  if (sqlite === null) return
  guardMember(sqlite, 'DatabaseSync', ([path, options]) => {
    // Node refuses it to the whole permission model, without a word to those who listen.
    if (Reflect.get(Object(options), 'allowExtension') === true) return { permission: null, action: 'load extensions into the database', target: describePath(path) }
    if (isInMemory(path)) return null
    if (Reflect.get(Object(options), 'readOnly') === true) return isWriteAhead(path) ? change(describePath(path)) : checkRead(path)
    return change(describePath(path))
  }, deny)
  guardMembers(sqlite, ['backup'], ([, path]) => change(describePath(path)), deny)

  const DatabaseSync: unknown = Reflect.get(sqlite, 'DatabaseSync')
  if (typeof DatabaseSync !== 'function') return
  const database: unknown = DatabaseSync.prototype
  for (const name of ['exec', 'prepare']) guardMember(database, name, ([sql]) => checkStatement(String(sql)), deny)
  guardTagStores(database, deny)
}

/** `localStorage` is a database in the file that one of Node's options names; to look at it makes that file. */
function guardStorage(deny: Deny): void {
  const getter = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')?.get
  const file = /--localstorage-file[= ]"?([^\s"]+)/.exec([...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' '))?.[1]
  if (getter === undefined || file === undefined) return
  const owner = { get: getter }
  guardMember(owner, 'get', () => change(file), deny)
  Object.defineProperty(globalThis, 'localStorage', { get: owner.get, configurable: true, enumerable: true })
}

function change(database: string): Attempt {
  return { permission: 'database', action: 'open for writing the database', target: database }
}

/** Databases can be reached from one in memory: `ATTACH` opens another for writing, `VACUUM INTO` makes one. */
function checkStatement(sql: string): Attempt | null {
  const bare = sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
  const match = /(?:^|;)\s*(?:explain\s+(?:query\s+plan\s+)?)?(?:attach\s+(?:database\s+)?([^;]*)|vacuum\b[^;]*\binto\s+([^;]*))/i.exec(bare)
  return match === null ? null : change((match[1] ?? match[2] ?? '').trim())
}

/** Node 24.9 and later: statements as template literals, in a class that only its maker leads to. */
function guardTagStores(database: unknown, deny: Deny): void {
  if (typeof database !== 'object' || database === null) return
  const create: unknown = Reflect.get(database, 'createTagStore')
  if (typeof create !== 'function') return
  let guarded = false
  Reflect.set(database, 'createTagStore', function createTagStore(this: unknown, ...parameters: unknown[]): unknown {
    const store: unknown = Reflect.apply(create, this, parameters)
    if (!guarded && typeof store === 'object' && store !== null) {
      guarded = true
      for (const name of ['run', 'get', 'all', 'iterate']) {
        guardMember(Object.getPrototypeOf(store), name, ([strings]) => checkStatement(Array.isArray(strings) ? strings.join('?') : ''), deny)
      }
    }
    return store
  })
}

/** An empty path is a temporary database, which SQLite itself deletes. */
function isInMemory(path: unknown): boolean {
  return path === ':memory:' || path === '' || (typeof path === 'string' && /^file:.*[?&]mode=(?:memory|ro)\b/.test(path)) || path === 'file::memory:'
}

/** Bytes 18 and 19 of a database's header are 2 in write-ahead mode: SQLite then makes two files beside it, for readers too. */
const versionsAt = 18

function isWriteAhead(path: unknown): boolean {
  try {
    const file = openSync(describePath(path).replace(/^file:(?:\/\/)?([^?]*).*$/, '$1'), 'r')
    try {
      const versions = Buffer.alloc(2)
      return readSync(file, versions, 0, 2, versionsAt) === 2 && versions.includes(2)
    } finally {
      closeSync(file)
    }
  } catch {
    // None there, or no database: SQLite says so.
    return false
  }
}
