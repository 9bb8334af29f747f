import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { Compilable } from 'kysely'

/** An open store. Everything is done when a call returns. */
export class Connection {
  readonly #database: DatabaseSync
  /** By their SQL. */
  readonly #statements = new Map<string, StatementSync>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  all<Row>(query: Compilable<Row>): readonly Row[] {
    const { sql, parameters } = query.compile()
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a query answers is known by its type, as with kysely's own drivers
    return this.#statement(sql).all(...parameters.map(sqlValue)) as unknown as readonly Row[]
  }

  first<Row>(query: Compilable<Row>): Row | undefined {
    return this.all(query)[0]
  }

  /** @returns how many rows it changed */
  run(query: Compilable): number {
    const { sql, parameters } = query.compile()
    return Number(this.#statement(sql).run(...parameters.map(sqlValue)).changes)
  }

  /** All of it or nothing, and nobody else writes meanwhile. When it returns, what was written is on the disk. */
  transaction<Result>(work: () => Result): Result {
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.#database.exec('COMMIT')
      return result
    } catch (error) {
      this.#rollBack()
      throw error
    }
  }

  pragma(name: string): unknown {
    return Object.values(this.#database.prepare(`PRAGMA ${name}`).get() ?? {})[0]
  }

  /** Runs statements that answer nothing. */
  execute(sql: string): void {
    this.#database.exec(sql)
  }

  close(): void {
    this.#statements.clear()
    this.#database.close()
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (statement === undefined) this.#statements.set(sql, statement = this.#database.prepare(sql))
    return statement
  }

  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK')
    } catch {
      // SQLite has done so by itself, as it does on a full disk.
    }
  }
}

function sqlValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'number' || typeof value === 'string' || value instanceof Uint8Array) return value
  throw new Error(`Internal error: a ${typeof value} is no value of the store`)
}
