import * as vscode from 'vscode'
import type { Run } from '../core/comparison/run.ts'
import { toOneBased } from '../core/position.ts'
import type { WorkloadRequest } from '../engine/workloads/workloadRequest.ts'
import { fileUri } from './fileUri.ts'
import { openLine } from './sourceLinks.ts'

/** Whether the user let calls of a function that Heatline makes up act outside the sandbox. */
export async function isAllowed(request: WorkloadRequest): Promise<boolean> {
  const { isFunctionAllowed } = await import('../engine/userData/allowedFunctions.ts')
  return await isFunctionAllowed(request.root, await idOf(request))
}

/**
 * Tells what a function was denied, and asks whether to let it from now on.
 * @returns whether the user allowed it; it is then remembered
 */
export async function askToAllow(request: WorkloadRequest, run: Run): Promise<boolean> {
  const allow = 'Allow for This Function'
  const changeCall = 'Change Call…'
  const place = run.messageAt ?? { file: run.function.file, line: run.function.startLine }
  const goToLine = `Go to Line ${toOneBased(place.line)}`
  const picked = await vscode.window.showWarningMessage(`${run.message ?? ''} Allowed, it does so at every one of many calls.`.trim(), allow, changeCall, goToLine)
  if (picked === goToLine) await openLine(fileUri(run, place.file), place.line)
  if (picked === changeCall) await vscode.commands.executeCommand('heatline.changeCall', { uri: vscode.Uri.file(request.file).toString(), functionName: request.fn.name })
  if (picked !== allow) return false
  const { allowFunction } = await import('../engine/userData/allowedFunctions.ts')
  await allowFunction(request.root, await idOf(request))
  return true
}

/** Has every function ask again. */
export async function forgetPermissions(): Promise<void> {
  const { forgetAllowedFunctions } = await import('../engine/userData/allowedFunctions.ts')
  await forgetAllowedFunctions()
  void vscode.window.showInformationMessage('Functions ask again before a call that Heatline made up may write files, start processes or connect.')
}

async function idOf(request: WorkloadRequest): Promise<string> {
  const { functionId } = await import('../engine/workloads/workloadRequest.ts')
  return functionId(request)
}
