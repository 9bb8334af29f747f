import type { Session } from 'node:inspector'

/** Talks with V8's inspector of one thread. */
export interface InspectedThread {
  /** @throws where the thread is gone, or refuses */
  post(method: string, params?: object): Promise<object>
  /** Called with each of the thread's events. */
  onEvent: (method: string, params: object) => void
}

type Answer = (error: Error | null, result?: object) => void

/** The main thread, by a session of another thread that is connected to it. */
export function inspectMainThread(session: Session): InspectedThread {
  const thread: InspectedThread = {
    onEvent: () => {},
    post: (method, params = {}) => new Promise((resolve, reject) => {
      session.post(method, params, ((error, result) => (error === null ? resolve(result ?? {}) : reject(error))) as Answer)
    }),
  }
  session.on('inspectorNotification', ({ method, params }: { method: string; params?: object }) => thread.onEvent(method, params ?? {}))
  return thread
}

/** A worker, whose messages travel inside of the main thread's. */
export interface InspectedWorker extends InspectedThread {
  /** Takes a message that came from it. */
  receive(message: string): void
  /** It is gone: whoever waits for an answer gets none. */
  close(): void
  isClosed(): boolean
}

function ended(): Error {
  return new Error('The worker has ended')
}

export function inspectWorker(main: InspectedThread, sessionId: string): InspectedWorker {
  const waiting = new Map<number, Answer>()
  let lastId = 0
  let isClosed = false
  const worker: InspectedWorker = {
    onEvent: () => {},
    post: (method, params = {}) => new Promise((resolve, reject) => {
      if (isClosed) return reject(ended())
      const id = ++lastId
      waiting.set(id, (error, result) => (error === null ? resolve(result ?? {}) : reject(error)))
      main.post('NodeWorker.sendMessageToWorker', { sessionId, message: JSON.stringify({ id, method, params }) }).catch((error: Error) => settle(id, error))
    }),
    receive(message) {
      const { id, method, params, result, error } = JSON.parse(message) as { id?: number; method?: string; params?: object; result?: object; error?: { message: string } }
      if (id !== undefined) settle(id, error === undefined ? null : new Error(error.message), result)
      else if (method !== undefined) worker.onEvent(method, params ?? {})
    },
    close() {
      isClosed = true
      for (const id of waiting.keys()) settle(id, ended())
    },
    isClosed: () => isClosed,
  }
  return worker

  function settle(id: number, error: Error | null, result?: object): void {
    waiting.get(id)?.(error, result)
    waiting.delete(id)
  }
}
