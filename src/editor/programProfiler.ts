import * as vscode from 'vscode'
import type { Run } from '../core/comparison/run.ts'
import { hashText } from '../core/source/bodyHash.ts'
import type { Installation } from '../engine/installation.ts'
import type { NodeExecutable } from '../engine/node/nodeExecutable.ts'
import type { ProfileEvents } from '../engine/profileFunction.ts'
import { anchorRun } from './anchorRun.ts'
import type { EditJournal } from './editJournal.ts'
import { takeSnapshot } from './editorSnapshot.ts'
import type { FunctionReference } from './functionReference.ts'
import type { RunLog } from './runLog.ts'
import type { Runs } from './runs.ts'
import type { ScriptReference, TestReference } from './testReference.ts'
import type { Turns } from './turns.ts'
import { runRoot, shownPath } from './workspaceFolder.ts'

/** What runs a program in its turn. */
type RunProgram = (node: NodeExecutable, events: ProfileEvents, signal: AbortSignal) => Promise<Run>

/** Runs tests and scripts as their user would, one at a time, with progress and Cancel, and keeps the result. */
export class ProgramProfiler {
  readonly #installation: Installation
  readonly #runs: Runs
  readonly #turns: Turns
  readonly #journal: EditJournal

  constructor(installation: Installation, runs: Runs, turns: Turns, journal: EditJournal) {
    this.#installation = installation
    this.#runs = runs
    this.#turns = turns
    this.#journal = journal
  }

  /**
   * Profiles tests of a file as it is on the disk; null when it was cancelled while it waited.
   * @throws HeatlineError when no runner is there for them
   */
  async profileTests({ uri, name, namePattern, startLine, endLine }: TestReference, text: string): Promise<Run | null> {
    const document = vscode.Uri.parse(uri)
    const root = runRoot(document)
    return await this.#inTurn({ uri, functionName: name }, 'Profiling', async (node, events, signal) => {
      const { longestTestsMs, profileTests } = await import('../engine/profileTests.ts')
      const { relativeFile } = await import('../core/profile/relativeFile.ts')
      const file = relativeFile(root, document.fsPath)
      const lines = text.split('\n').slice(startLine, endLine + 1).join('\n')
      return await profileTests({
        root,
        tests: { file, namePattern },
        profiled: { id: `${file}#${name}`, file, name, startLine, endLine, bodyHash: hashText(lines) },
        target: null,
        limitMs: longestTestsMs,
        workload: { kind: 'test', expression: namePattern === null ? file : `${file} > ${name}`, tests: { file, namePattern } },
        node,
        installation: this.#installation,
      }, events, signal)
    })
  }

  /**
   * Runs a script until it ends or is stopped; null when it was cancelled while it waited.
   * @throws HeatlineError when the package manager cannot be started
   */
  async profileScript({ uri, script }: ScriptReference, line: number): Promise<Run | null> {
    const document = vscode.Uri.parse(uri)
    return await this.#inTurn({ uri, functionName: script }, 'Profiling script', async (node, events, signal) => {
      const { profileScript } = await import('../engine/profileScript.ts')
      return await profileScript({ root: runRoot(document), file: document.fsPath, script, line, node, installation: this.#installation }, events, signal)
    })
  }

  async #inTurn(of: FunctionReference, doing: string, run: RunProgram): Promise<Run | null> {
    return await this.#turns.take(of, doing, async ({ node, log, events, signal }) => {
      log.line(`${doing} ${shownPath(vscode.Uri.parse(of.uri))}#${of.functionName}`)
      return await this.#keep(await run(node, { ...events, onPartial: () => {} }, signal), log)
    })
  }

  async #keep(run: Run, log: RunLog): Promise<Run> {
    log.line(`${run.function.id}: ${run.outcome}`)
    if (run.message !== null) log.problem(run.message)
    for (const warning of run.warnings) log.line(`  note: ${warning}`)
    if (run.outcome !== 'cancelled') this.#runs.put(await anchorRun(run, ranFromDisk(takeSnapshot(this.#journal))), 'finished')
    return run
  }
}

/** What ran is what was saved: an editor with other text has stale lines. */
function ranFromDisk(snapshot: ReturnType<typeof takeSnapshot>): ReturnType<typeof takeSnapshot> {
  const unsaved = new Set([...snapshot.unsaved.keys()].map((path) => vscode.Uri.file(path).toString()))
  return {
    ...snapshot,
    texts: new Map([...snapshot.texts].filter(([uri]) => !unsaved.has(uri))),
    marks: Object.fromEntries(Object.entries(snapshot.marks).filter(([uri]) => !unsaved.has(uri))),
  }
}
