import { syncBuiltinESMExports } from 'node:module'
import workerThreads from 'node:worker_threads'
import type { WorkerOptions } from 'node:worker_threads'

type WorkerArguments = ConstructorParameters<typeof workerThreads.Worker>

/**
 * Has workers load the preload where they are given an environment of their own, and their last samples taken when they are
 * terminated: neither a `terminate()` nor a worker without the preload tells of its end.
 * @param beforeTermination takes the samples
 */
export function keepPreloadInWorkers(beforeTermination: () => void): void {
  const { NODE_OPTIONS: options } = process.env
  class Worker extends workerThreads.Worker {
    constructor(...[file, given]: WorkerArguments) {
      super(file, withPreload(given, options))
    }

    override terminate(): Promise<number> {
      if (this.threadId !== -1) beforeTermination()
      return super.terminate()
    }
  }
  Reflect.set(workerThreads, 'Worker', Worker)
  syncBuiltinESMExports()
}

function withPreload(given: WorkerOptions | undefined, options: string | undefined): WorkerOptions | undefined {
  if (typeof given?.env !== 'object' || options === undefined) return given
  const own = given.env.NODE_OPTIONS ?? ''
  return own.includes(options) ? given : { ...given, env: { ...given.env, NODE_OPTIONS: `${own} ${options}`.trim() } }
}
