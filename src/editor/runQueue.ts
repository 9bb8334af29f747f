import { once } from 'node:events'
import type { FunctionReference } from './functionReference.ts'

/** A run that goes on or waits for its turn in this window. */
export interface QueuedRun extends FunctionReference, QueuedWork {
  readonly state: 'waiting' | 'running'
}

/** What kind of a run it is. */
export interface QueuedWork {
  readonly doing: 'profiling' | 'comparing'
  /** Nobody asked for it: it gives way to whatever somebody asks for. */
  readonly isQuiet: boolean
}

interface Entry extends FunctionReference, QueuedWork {
  readonly abort: AbortController
  /** Lets the entry go on, when its turn has come or it is cancelled. */
  readonly wake: () => void
  readonly onAhead: (ahead: number) => void
}

/**
 * The runs of this window, one after the other in the order in which they were asked for; the first goes on, the
 * others wait. Other windows and terminals are the engine's matter.
 */
export class RunQueue {
  #entries: readonly Entry[] = []
  readonly #onChange: () => void

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get runs(): readonly QueuedRun[] {
    return this.#entries.map(({ uri, functionName, doing, isQuiet }, index) => ({ uri, functionName, doing, isQuiet, state: index === 0 ? 'running' : 'waiting' }))
  }

  /**
   * Takes a place in the queue and settles as `job` does when its turn has come; null when cancelled before that.
   * @param onAhead told how many runs are ahead, at first and when it changes
   */
  async add<T>(of: FunctionReference & QueuedWork, abort: AbortController, onAhead: (ahead: number) => void, job: () => Promise<T>): Promise<T | null> {
    const turn = new AbortController()
    const wake = (): void => turn.abort()
    const entry: Entry = { uri: of.uri, functionName: of.functionName, doing: of.doing, isQuiet: of.isQuiet, abort, wake, onAhead }
    abort.signal.addEventListener('abort', wake, { once: true })
    try {
      if (!of.isQuiet) this.#entries.filter((other) => other.isQuiet).forEach((other) => other.abort.abort())
      this.#set([...this.#entries, entry])
      if (!turn.signal.aborted && !abort.signal.aborted) await once(turn.signal, 'abort')
      return abort.signal.aborted ? null : await job()
    } finally {
      abort.signal.removeEventListener('abort', wake)
      this.#set(this.#entries.filter((other) => other !== entry))
    }
  }

  /** Cancels the runs of one function, waiting ones too; without one, all. */
  cancel(of: FunctionReference | null): void {
    for (const entry of this.#entries) {
      if (of === null || (entry.uri === of.uri && entry.functionName === of.functionName)) entry.abort.abort()
    }
  }

  #set(entries: readonly Entry[]): void {
    this.#entries = entries
    entries.forEach((entry, ahead) => entry.onAhead(ahead))
    entries[0]?.wake()
    this.#onChange()
  }
}
