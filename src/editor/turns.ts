import * as vscode from 'vscode'
import type { NodeExecutable } from '../engine/node/nodeExecutable.ts'
import type { RecordingEvents } from '../engine/recordTimeline.ts'
import type { FunctionReference } from './functionReference.ts'
import { NodeFinder } from './nodeFinder.ts'
import { progressEvents } from './progressEvents.ts'
import { RunLog } from './runLog.ts'
import type { QueuedWork, RunQueue } from './runQueue.ts'

type Progress = vscode.Progress<{ readonly message: string }>

/** What one turn works with: a Node, the log, and whom to tell of its progress. */
export interface Turn {
  readonly node: NodeExecutable
  readonly log: RunLog
  readonly events: RecordingEvents
  readonly signal: AbortSignal
}

const asked: QueuedWork = { doing: 'profiling', isQuiet: false }

/** One at a time, with progress and Cancel: what every run of this window goes through. */
export class Turns {
  readonly #queue: RunQueue
  readonly #channel: vscode.LogOutputChannel
  readonly #nodes = new NodeFinder()

  constructor(queue: RunQueue, channel: vscode.LogOutputChannel) {
    this.#queue = queue
    this.#channel = channel
  }

  /**
   * Waits until the runs before it are done; null when it was cancelled meanwhile.
   * @param doing what is done with the function, for people: `Profiling`
   * @param work what is quiet shows its progress in the status bar alone, and is cancelled by its lens
   * @throws HeatlineError when there is no Node, and what `run` throws
   */
  async take<Result>(of: FunctionReference, doing: string, run: (turn: Turn) => Promise<Result>, work = asked): Promise<Result | null> {
    return await this.#withProgress(`${doing} ${of.functionName}`, work.isQuiet, async (progress, abort) => (
      await this.#queue.add({ ...of, ...work }, abort, (ahead) => tellAhead(progress, ahead), async () => {
        progress.report({ message: 'Starting' })
        return await this.#inTurn(of, progress, abort.signal, run)
      })
    ))
  }

  /**
   * Does what waits for no other run; null when it was cancelled.
   * @throws HeatlineError when there is no Node, and what `run` throws
   */
  async start<Result>(of: FunctionReference, doing: string, run: (turn: Turn) => Promise<Result>): Promise<Result | null> {
    return await this.#withProgress(`${doing} ${of.functionName}`, false, async (progress, abort) => {
      try {
        return await this.#inTurn(of, progress, abort.signal, run)
      } catch (error) {
        if (abort.signal.aborted) return null
        throw error
      }
    })
  }

  /** @throws HeatlineError that says which Node was found where, and what is needed */
  async findNode(file: string): Promise<NodeExecutable> {
    return await this.#nodes.find(file)
  }

  async #withProgress<Result>(title: string, isQuiet: boolean, run: (progress: Progress, abort: AbortController) => Promise<Result>): Promise<Result> {
    const abort = new AbortController()
    return await vscode.window.withProgress({ location: isQuiet ? vscode.ProgressLocation.Window : vscode.ProgressLocation.Notification, title, cancellable: !isQuiet }, async (progress, token) => {
      const cancelled = token.onCancellationRequested(() => abort.abort())
      try {
        return await run(progress, abort)
      } finally {
        cancelled.dispose()
      }
    })
  }

  async #inTurn<Result>({ uri }: FunctionReference, progress: Progress, signal: AbortSignal, run: (turn: Turn) => Promise<Result>): Promise<Result> {
    const log = new RunLog(this.#channel)
    try {
      const node = await this.#nodes.find(vscode.Uri.parse(uri).fsPath)
      return await run({ node, log, events: progressEvents(progress, log), signal })
    } catch (error) {
      // The Node that was found may be gone; who cancels has it still.
      if (!signal.aborted) this.#nodes.forget()
      throw error
    } finally {
      log.end()
    }
  }
}

function tellAhead(progress: Progress, ahead: number): void {
  if (ahead > 0) progress.report({ message: ahead === 1 ? 'Waiting for the run before it' : `Waiting for ${ahead} runs before it` })
}
