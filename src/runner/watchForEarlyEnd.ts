import { endProcess, send } from './channel.ts'
import { describeThrown } from './thrownValue.ts'

/** Which part of the user's code is running. */
export interface EarlyEndWatch {
  stage: 'load' | 'prepare' | 'call'
}

/**
 * Says why the process ends when the user's code ends it before the pass is over: `process.exit`, `process.abort`, an
 * error that nothing catches, or a promise that nothing is left to settle.
 */
export function watchForEarlyEnd(): EarlyEndWatch {
  const watch: EarlyEndWatch = { stage: 'load' }
  const fail = (name: string, message: string, stack: string | null): void => {
    send({ kind: 'failed', stage: watch.stage, error: { name, message, stack } })
  }

  process.exit = (code?: number | string | null): never => {
    fail('process.exit', `process.exit(${code ?? ''}) was called, which ends the process.`, stackWithout(process.exit))
    return endProcess()
  }
  process.abort = (): never => {
    fail('process.abort', 'process.abort() was called, which ends the process.', stackWithout(process.abort))
    return endProcess()
  }
  process.on('uncaughtExceptionMonitor', (error) => {
    if (process.listenerCount('uncaughtException') > 0) return
    const thrown = describeThrown(error)
    fail(thrown.name, thrown.message, thrown.stack)
  })
  process.on('beforeExit', () => {
    fail('Never settled', 'A promise was awaited that nothing is left to settle: no timer, no open handle, no other work.', null)
    endProcess()
  })
  return watch
}

function stackWithout(caller: (...values: never[]) => unknown): string | null {
  const holder: { stack?: string } = {}
  Error.captureStackTrace(holder, caller)
  return holder.stack ?? null
}
