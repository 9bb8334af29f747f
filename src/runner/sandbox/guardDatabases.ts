import type { Attempt, Deny } from './denial.ts'
import { describePath } from './describeTarget.ts'
import { guardMember, guardMembers } from './guardMember.ts'
import { loadQuietly } from './loadQuietly.ts'

/** `node:sqlite` asks the permission model on no version so far: databases in memory and those that are only read stay open. */
export function guardDatabases(deny: Deny): void {
  const sqlite = loadQuietly('node:sqlite')
  if (sqlite === null) return
  guardMember(sqlite, 'DatabaseSync', ([path, options]) => {
    return isInMemory(path) || Reflect.get(Object(options), 'readOnly') === true ? null : { action: 'open', target: `the database ${describePath(path)} for writing` }
  }, deny)
  guardMembers(sqlite, ['backup'], ([, path]) => ({ action: 'write', target: describePath(path) }), deny)

  const DatabaseSync: unknown = Reflect.get(sqlite, 'DatabaseSync')
  if (typeof DatabaseSync !== 'function') return
  const database: unknown = DatabaseSync.prototype
  for (const name of ['exec', 'prepare']) guardMember(database, name, ([sql]) => checkStatement(String(sql)), deny)
  guardMembers(database, ['loadExtension'], ([path]) => ({ action: 'load', target: `the extension ${describePath(path)}` }), deny)
  guardTagStores(database, deny)
}

/** Databases can be reached from one in memory: `ATTACH` opens another for writing, `VACUUM INTO` makes one. */
function checkStatement(sql: string): Attempt | null {
  const bare = sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
  const match = /(?:^|;)\s*(?:attach\s+(?:database\s+)?([^;]*)|vacuum\b[^;]*\binto\s+([^;]*))/i.exec(bare)
  return match === null ? null : { action: 'open', target: `the database ${(match[1] ?? match[2] ?? '').trim()} for writing` }
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
