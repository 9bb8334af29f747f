import { syncBuiltinESMExports } from 'node:module'
import workerThreads, { setEnvironmentData } from 'node:worker_threads'
import type { WorkerOptions } from 'node:worker_threads'
import { recordingFolderVariable } from '../../protocol/processRecording.ts'

/** Under this name a worker finds its own script, which Node tells it only later. */
export const workerFileKey = 'heatline.workerFile'

type WorkerArguments = ConstructorParameters<typeof workerThreads.Worker>

/**
 * Has workers load the preload where they are given an environment of their own, and their last samples taken when they are
 * terminated: neither a `terminate()` nor a worker without the preload tells of its end.
 * @param recordings their folder
 * @param beforeTermination takes the samples
 */
export function keepPreloadInWorkers(recordings: string, beforeTermination: () => void): void {
  const { NODE_OPTIONS: options } = process.env
  class Worker extends workerThreads.Worker {
    constructor(...[file, given]: WorkerArguments) {
      setEnvironmentData(workerFileKey, given?.eval === true ? '[eval]' : String(file))
      super(file, withPreload(given, options, recordings))
    }

    override terminate(): Promise<number> {
      if (this.threadId !== -1) beforeTermination()
      return super.terminate()
    }
  }
  Reflect.set(workerThreads, 'Worker', Worker)
  syncBuiltinESMExports()
}

function withPreload(given: WorkerOptions | undefined, options: string | undefined, recordings: string): WorkerOptions | undefined {
  if (typeof given?.env !== 'object' || options === undefined) return given
  const own = given.env.NODE_OPTIONS ?? ''
  return { ...given, env: { ...given.env, [recordingFolderVariable]: recordings, NODE_OPTIONS: own.includes(options) ? own : `${own} ${options}`.trim() } }
}
