import * as vscode from 'vscode'
import { toOneBased } from '../core/position.ts'
import { innermostAt } from '../core/presentation/heatAnchor.ts'
import type { SourceFunction } from '../core/source/sourceFunction.ts'
import type { WorkloadRequest } from '../engine/workloads/workloadRequest.ts'
import { isSourceFile } from './documents.ts'
import type { FunctionIndex } from './functionIndex.ts'
import { isFunctionReference } from './functionReference.ts'
import type { FunctionReference } from './functionReference.ts'
import { openLine } from './sourceLinks.ts'
import { runRoot, shownPath } from './workspaceFolder.ts'

/** A function in an open document, at one version of it. */
export interface ChosenFunction {
  readonly document: vscode.TextDocument
  readonly version: number
  readonly sourceFunction: SourceFunction
  /** All functions of the document. */
  readonly functions: readonly SourceFunction[]
}

/**
 * The function that a command is about: the one that a lens or the panel names, else the one around the cursor. Null
 * when there is none; the user has been told why.
 */
export async function chooseFunction(argument: unknown, index: FunctionIndex): Promise<ChosenFunction | null> {
  const reference = isFunctionReference(argument) ? argument : null
  const document = reference === null ? vscode.window.activeTextEditor?.document : await openDocument(vscode.Uri.parse(reference.uri))
  if (document === undefined) return refuse('Open a JavaScript or TypeScript file and put the cursor in a function.')
  if (document.isUntitled) return refuse('Save this file first: Heatline bundles it together with what it imports, which depends on where it is.')
  if (document.uri.scheme !== 'file') return refuse(`Heatline profiles files on a disk; ${shownPath(document.uri)} is not on one (${document.uri.scheme}).`)
  if (!isSourceFile(document)) return refuse(`Heatline profiles JavaScript and TypeScript; ${shownPath(document.uri)} is neither.`)

  const { version, functions, problem } = await index.functionsOf(document)
  if (problem !== null) {
    const place = `${shownPath(document.uri)}:${toOneBased(problem.line)}`
    return refuse(`${place} does not parse: ${problem.message}. Mend it, then profile.`, { title: 'Go to Line', follow: () => openLine(document.uri, problem.line) })
  }
  const cursor = reference === null ? vscode.window.activeTextEditor?.selection.active.line ?? 0 : null
  const found = cursor === null ? functions.find(({ name }) => name === reference?.functionName) : innermostAt(cursor, functions)
  if (!found) {
    return refuse(cursor === null
      ? `There is no function ${reference?.functionName ?? ''} in ${shownPath(document.uri)} any more.`
      : `No named function is around line ${toOneBased(cursor)} of ${shownPath(document.uri)}. Put the cursor in one, or click its Profile lens.`)
  }
  return { document, version, sourceFunction: found, functions }
}

/** What finds out what a function is run with. */
export function requestOf({ document, sourceFunction, functions }: ChosenFunction): WorkloadRequest {
  return { root: runRoot(document.uri), file: document.uri.fsPath, fn: sourceFunction, functions, option: null }
}

/** The function as commands are given it. */
export function referenceTo({ document, sourceFunction }: ChosenFunction): FunctionReference {
  return { uri: document.uri.toString(), functionName: sourceFunction.name }
}

async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri)
  } catch {
    return undefined
  }
}

/** Says why not, without holding the caller up; a way out is followed when it is clicked. */
function refuse(message: string, wayOut?: { readonly title: string; readonly follow: () => Promise<void> }): null {
  const shown = wayOut === undefined ? vscode.window.showWarningMessage(message) : vscode.window.showWarningMessage(message, wayOut.title)
  void shown.then((picked) => (picked === undefined ? undefined : wayOut?.follow()))
  return null
}
