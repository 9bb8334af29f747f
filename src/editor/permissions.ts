import * as vscode from 'vscode'
import type { Run } from '../core/comparison/run.ts'
import { toOneBased } from '../core/position.ts'
import type { SandboxAnswer } from '../engine/userData/sandboxAnswers.ts'
import type { WorkloadRequest } from '../engine/workloads/workloadRequest.ts'
import { fileUri } from './fileUri.ts'
import { openLine } from './sourceLinks.ts'

/** Whether the user let calls of a function that Heatline makes up act outside the sandbox; null if never asked. */
export async function readAnswer(request: WorkloadRequest): Promise<SandboxAnswer | null> {
  const { readSandboxAnswer } = await import('../engine/userData/sandboxAnswers.ts')
  return await readSandboxAnswer(request.root, await idOf(request))
}

/**
 * Tells what a function was denied, and asks whether to let it from now on. Yes and never are remembered; who closes the
 * question is asked again.
 * @returns whether the user allowed it
 */
export async function askToAllow(request: WorkloadRequest, run: Pick<Run, 'root' | 'function' | 'message' | 'messageAt'>): Promise<boolean> {
  const allow = 'Allow for This Function'
  const never = 'Never'
  const changeCall = 'Change Call…'
  const place = run.messageAt ?? { file: run.function.file, line: run.function.startLine }
  const goToLine = `Go to Line ${toOneBased(place.line)}`
  const picked = await vscode.window.showWarningMessage(`${run.message ?? ''} Allowed, it does so at every one of many calls.`.trim(), allow, never, changeCall, goToLine)
  if (picked === goToLine) await openLine(fileUri(run, place.file), place.line)
  if (picked === changeCall) await vscode.commands.executeCommand('heatline.changeCall', { uri: vscode.Uri.file(request.file).toString(), functionName: request.fn.name })
  if (picked !== allow && picked !== never) return false
  const { keepSandboxAnswer } = await import('../engine/userData/sandboxAnswers.ts')
  await keepSandboxAnswer(request.root, await idOf(request), picked === allow ? 'allowed' : 'refused')
  return picked === allow
}

/** Has every function ask again. */
export async function forgetPermissions(): Promise<void> {
  const { forgetSandboxAnswers } = await import('../engine/userData/sandboxAnswers.ts')
  await forgetSandboxAnswers()
  void vscode.window.showInformationMessage('Functions ask again before a call that Heatline made up may write files, start processes or connect.')
}

async function idOf(request: WorkloadRequest): Promise<string> {
  const { functionId } = await import('../engine/workloads/workloadRequest.ts')
  return functionId(request)
}
