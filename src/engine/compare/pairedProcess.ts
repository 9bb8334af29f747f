import type { PairCommand } from '../../protocol/pairCommand.ts'
import type { RunnerMessage } from '../../protocol/runnerMessage.ts'
import type { PassEnd } from '../child/passEnd.ts'
import { keepOnCore } from '../child/cores.ts'
import type { Sides } from './measurePair.ts'
import { runSide } from './side.ts'
import type { Side, SideSetting } from './side.ts'

type Message<Kind extends RunnerMessage['kind']> = Extract<RunnerMessage, { readonly kind: Kind }>

/** A process of a pair ended before it was told to. */
export class EndedEarly extends Error {
  readonly side: keyof Sides
  readonly end: PassEnd

  constructor(side: keyof Sides, end: PassEnd) {
    super(`Internal error: a process of a pair ended early (${end.kind})`)
    this.side = side
    this.end = end
  }
}

/** One process of a pair: loaded, waiting, and doing what it is told. */
export interface PairedProcess {
  /** Resolves when the workload is loaded. @throws EndedEarly */
  loaded(): Promise<void>
  /** Keeps its main thread on one core, where that can be done. */
  keepOn(core: number): Promise<void>
  /**
   * @param answer the kind of message that the command is answered by
   * @throws EndedEarly
   */
  ask<Kind extends RunnerMessage['kind']>(command: PairCommand, answer: Kind): Promise<Message<Kind>>
  /** Tells it to end, and resolves when it is gone. */
  end(): Promise<PassEnd>
  /** Ends it whatever it does, and resolves when it is gone. */
  stop(): Promise<void>
}

/** Starts a process of a pair. @param onWarning sentences of the runner's */
export function startPaired(name: keyof Sides, side: Side, mostRows: number, descriptors: readonly number[], setting: SideSetting, onWarning: (message: string) => void, signal: AbortSignal): PairedProcess {
  const stopped = new AbortController()
  let send: ((line: string) => void) | null = null
  let pid: number | null = null
  let waiting: { readonly kind: RunnerMessage['kind']; readonly resolve: (message: RunnerMessage) => void; readonly reject: (error: Error) => void } | null = null
  /** Messages that came before they were waited for. */
  const early: RunnerMessage[] = []

  const ended = runSide(side, { kind: 'paired', mostRows }, setting, {
    onChannel(write, processId) {
      send = write
      pid = processId
    },
    onMessage(message) {
      if (message.kind === 'warning') onWarning(message.message)
      if (waiting?.kind !== message.kind) {
        early.push(message)
        return
      }
      const { resolve } = waiting
      waiting = null
      resolve(message)
    },
    descriptors,
  }, AbortSignal.any([signal, stopped.signal]))
  // Whoever waits learns of it; nobody may be waiting.
  ended.then((end) => waiting?.reject(new EndedEarly(name, end)), (error: unknown) => waiting?.reject(error instanceof Error ? error : new Error(String(error))))

  async function next(kind: RunnerMessage['kind']): Promise<RunnerMessage> {
    const index = early.findIndex((message) => message.kind === kind)
    const [came] = index < 0 ? [] : early.splice(index, 1)
    if (came !== undefined) return came
    let isOver = false
    void ended.finally(() => { isOver = true }).catch(() => {})
    await Promise.resolve()
    if (isOver) throw new EndedEarly(name, await ended)
    return await new Promise((resolve, reject) => { waiting = { kind, resolve, reject } })
  }

  return {
    async loaded() { await next('prepared') },
    async keepOn(core) {
      if (pid !== null) await keepOnCore(pid, core)
    },
    async ask<Kind extends RunnerMessage['kind']>(command: PairCommand, kind: Kind) {
      const answer = next(kind)
      send?.(JSON.stringify(command))
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `next` gives messages of that kind only
      return await answer as Message<Kind>
    },
    async end() {
      send?.(JSON.stringify({ kind: 'end' } satisfies PairCommand))
      return await ended
    },
    async stop() {
      stopped.abort()
      await ended
    },
  }
}
