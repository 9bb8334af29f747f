import * as vscode from 'vscode'
import { isSandboxed } from '../core/comparison/workload.ts'
import type { Workload } from '../core/comparison/workload.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import type { RecordedTimeline, StoppedTimeline } from '../engine/recordTimeline.ts'
import { chooseFunction, referenceTo, requestOf } from './chooseFunction.ts'
import type { ChosenFunction } from './chooseFunction.ts'
import { isSourceFile } from './documents.ts'
import { fileUri } from './fileUri.ts'
import type { FunctionIndex } from './functionIndex.ts'
import type { FunctionReference } from './functionReference.ts'
import { isFunctionReference } from './functionReference.ts'
import { allowedOf, askToAllow, isRefused, readAnswers } from './permissions.ts'
import type { Profiler } from './profiler.ts'
import type { Runs } from './runs.ts'
import { offerWaysOn } from './showOutcome.ts'
import { isTrusted } from './trust.ts'

/** What to record, as a command is asked for it. */
interface Asked {
  /** Null for the function around the cursor. */
  readonly function: FunctionReference | null
  /** Null where it is to be found out. */
  readonly workload: Workload | null
}

/** Saves calls of a function in the order of time, as a file for VS Code's own viewer and others. */
export class SaveCpuProfile {
  readonly #index: FunctionIndex
  readonly #profiler: Profiler
  readonly #runs: Runs
  #hasNoted = false

  constructor(index: FunctionIndex, profiler: Profiler, runs: Runs) {
    this.#index = index
    this.#profiler = profiler
    this.#runs = runs
  }

  /**
   * Asks where to, profiles again, writes the file and opens it.
   * @param argument a run's id or a `FunctionReference`; anything else means the function around the cursor, else the run that is shown
   * @throws HeatlineError when nothing could be recorded or written
   */
  async save(argument: unknown): Promise<void> {
    if (!await isTrusted()) return
    const asked = this.#read(argument)
    const chosen = await chooseFunction(asked.function, this.#index)
    if (chosen === null) return
    const workload = asked.workload ?? await knownWorkload(chosen)
    if (workload === null) return
    const to = await askWhere(chosen)
    if (to !== undefined) await this.#record(referenceTo(chosen), workload, to)
  }

  #read(argument: unknown): Asked {
    if (isFunctionReference(argument)) return { function: argument, workload: null }
    const document = vscode.window.activeTextEditor?.document
    const id = isRunReference(argument) ? argument.runId : document === undefined || !isSourceFile(document) ? this.#runs.shown?.run.id : undefined
    const run = this.#runs.all.find((each) => each.run.id === id)?.run
    if (run === undefined) return { function: null, workload: null }
    return { function: { uri: fileUri(run, run.function.file).toString(), functionName: run.function.name }, workload: run.workload }
  }

  async #record(reference: FunctionReference, workload: Workload, to: vscode.Uri): Promise<void> {
    // A dialog was open: the function may have moved, or be gone.
    const chosen = await chooseFunction(reference, this.#index)
    if (chosen === null) return
    const request = requestOf(chosen)
    const answers = isSandboxed(workload) ? await readAnswers(request) : new Map()
    const recording = await this.#profiler.record(chosen, workload, allowedOf(answers))
    if (recording === null) return
    if (recording.kind === 'recorded') return await this.#write(recording, to)
    if (recording.outcome !== 'denied' || isRefused(answers, recording)) showStopped(recording, reference)
    else if (await askToAllow(request, recording)) await this.#record(reference, workload, to)
  }

  async #write({ profile, calls, warnings }: RecordedTimeline, to: vscode.Uri): Promise<void> {
    try {
      await vscode.workspace.fs.writeFile(to, new TextEncoder().encode(JSON.stringify(profile)))
    } catch (error) {
      throw new HeatlineError(`Cannot write ${vscode.workspace.asRelativePath(to)}: ${error instanceof Error ? error.message : String(error)}`)
    }
    vscode.window.setStatusBarMessage(`$(flame) ${vscode.workspace.asRelativePath(to)}: ${calls === 1 ? 'one call' : `${calls.toLocaleString('en-US')} calls`} in the order of time`, 10_000)
    await vscode.commands.executeCommand('vscode.open', to)
    const [note] = warnings
    if (note !== undefined && !this.#hasNoted) void vscode.window.showInformationMessage(note)
    this.#hasNoted ||= note !== undefined
  }
}

/** What a function is run with where nobody has to be asked; else the user is told to profile it, which asks. */
async function knownWorkload(chosen: ChosenFunction): Promise<Workload | null> {
  const { resolveWorkload } = await import('../engine/workloads/resolveWorkload.ts')
  const resolution = resolveWorkload(requestOf(chosen))
  if (resolution.kind === 'ready') return resolution.workload
  const profile = 'Profile'
  const picked = await vscode.window.showInformationMessage(`Heatline does not know a call of ${chosen.sourceFunction.name} yet. Profile it once, then save.`, profile)
  if (picked === profile) await vscode.commands.executeCommand('heatline.profileFunction', referenceTo(chosen))
  return null
}

async function askWhere({ sourceFunction, document }: ChosenFunction): Promise<vscode.Uri | undefined> {
  const name = `${sourceFunction.name.replaceAll(/[^\w.$-]+/gu, '-')}.cpuprofile`
  return await vscode.window.showSaveDialog({
    title: `Save Calls of ${sourceFunction.name} in the Order of Time`,
    defaultUri: vscode.Uri.joinPath(vscode.workspace.getWorkspaceFolder(document.uri)?.uri ?? vscode.Uri.joinPath(document.uri, '..'), name),
    filters: { 'CPU Profile': ['cpuprofile'] },
    saveLabel: 'Record and Save',
  })
}

function showStopped(stopped: StoppedTimeline, reference: FunctionReference): void {
  if (stopped.outcome === 'cancelled') vscode.window.setStatusBarMessage(`Recording ${stopped.function.name} was cancelled.`, 10_000)
  else void offerWaysOn(stopped, reference)
}

function isRunReference(value: unknown): value is { readonly runId: string } {
  return typeof value === 'object' && value !== null && 'runId' in value && typeof value.runId === 'string'
}
