import { HeatlineError } from '../../core/heatlineError.ts'
import { explainStoreError, isDamage } from './storeError.ts'
import type { Connection } from './connection.ts'
import { fileIdentity, openConnection, refuseNewer, replaceDamaged } from './openConnection.ts'
import type { OpenFile } from './openConnection.ts'

/** The file of a store through its life: others may set it aside, remove it or update it while it is open. */
export class StoreFile {
  readonly path: string
  readonly notices: string[] = []
  /** Null while it could not be opened again. */
  #open: OpenFile | null

  /** @throws HeatlineError when it cannot be used */
  constructor(path: string) {
    this.path = path
    try {
      this.#open = openConnection(path, this.#notice)
    } catch (error) {
      const explained = explainStoreError(path, error)
      // What was set aside is told of now or never.
      throw explained instanceof HeatlineError && this.notices.length > 0 ? new HeatlineError([...this.notices, explained.message].join(' ')) : explained
    }
  }

  /**
   * Does something with the store that is there now; again with a fresh one if it turns out to be broken.
   * @throws HeatlineError for a store that cannot be used
   */
  use<Result>(work: (connection: Connection) => Result): Result {
    try {
      const { connection, identity } = this.#current()
      try {
        return this.#attempt(connection, work)
      } catch (error) {
        if (!isDamage(error)) throw error
        this.close()
        this.#open = replaceDamaged(this.path, identity, error, this.#notice)
        return work(this.#open.connection)
      }
    } catch (error) {
      throw explainStoreError(this.path, error)
    }
  }

  /** Writes all that `work` writes, or nothing of it. */
  write<Result>(work: (connection: Connection) => Result): Result {
    return this.use((connection) => connection.transaction(() => {
      refuseNewer(connection)
      return work(connection)
    }))
  }

  close(): void {
    this.#open?.connection.close()
    this.#open = null
  }

  readonly #notice = (notice: string): void => {
    this.notices.push(notice)
  }

  #attempt<Result>(connection: Connection, work: (connection: Connection) => Result): Result {
    try {
      return work(connection)
    } catch (error) {
      // Queries of this program may make no sense in a store that a newer one brought up to date meanwhile.
      refuseNewer(connection)
      throw error
    }
  }

  /** What lies under the path now: somebody may have set it aside, or removed it. */
  #current(): OpenFile {
    if (this.#open !== null && fileIdentity(this.path) !== this.#open.identity) this.close()
    return this.#open ??= openConnection(this.path, this.#notice)
  }
}
