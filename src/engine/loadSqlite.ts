type Sqlite = typeof import('node:sqlite')

/** Undefined until it is first asked for: the module costs some milliseconds, which activation must not pay. */
let loaded: Sqlite | null | undefined

/** Node's SQLite; null where there is none: a Node before 22.13, or one that was built without it. */
export function loadSqlite(): Sqlite | null {
  if (loaded === undefined) {
    // Node 22 and 24 print on stderr that SQLite is experimental, once, when it is loaded; that is no news to a user.
    const emitWarning: unknown = Reflect.get(process, 'emitWarning')
    process.emitWarning = () => {}
    try {
      loaded = process.getBuiltinModule('node:sqlite') ?? null
    } catch {
      // Before 20.16 there is no such function: nor is there the module.
      loaded = null
    } finally {
      Reflect.set(process, 'emitWarning', emitWarning)
    }
  }
  return loaded
}
