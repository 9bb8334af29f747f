import * as vscode from 'vscode'
import type { Run } from '../core/comparison/run.ts'
import { describeSandboxAction } from '../core/presentation/describeSandboxAction.ts'
import type { SandboxAction } from '../core/sandboxAction.ts'
import type { SandboxAnswers } from '../engine/userData/sandboxAnswers.ts'
import type { WorkloadRequest } from '../engine/workloads/workloadRequest.ts'

/** What the user answered about calls of a function that Heatline makes up. */
export async function readAnswers(request: WorkloadRequest): Promise<SandboxAnswers> {
  const { readSandboxAnswers } = await import('../engine/userData/sandboxAnswers.ts')
  return await readSandboxAnswers(request.root, await idOf(request))
}

/** The actions whose answer was yes. */
export function allowedOf(answers: SandboxAnswers): readonly SandboxAction[] {
  return [...answers].filter(([, answer]) => answer === 'allowed').map(([action]) => action)
}

/** Whether the user does not want to be asked about what a run was denied; there is nothing to ask where no answer would open it. */
export function isRefused(answers: SandboxAnswers, { deniedAction }: Pick<Run, 'deniedAction'>): boolean {
  return !deniedAction || answers.get(deniedAction) === 'refused'
}

/**
 * Tells what a function was denied, and asks whether to let it from now on: that one kind of action, the sandbox stays. Yes and
 * never are remembered; who closes the question is asked again.
 * @returns whether the user allowed it
 */
export async function askToAllow(request: WorkloadRequest, run: Pick<Run, 'function' | 'message' | 'deniedAction'>): Promise<boolean> {
  const { deniedAction } = run
  if (!deniedAction) return false
  const what = describeSandboxAction(deniedAction)
  const allow = `Let It ${titleCase(what)}`
  const never = 'Never'
  const useTest = 'Use a Test Instead'
  // No further buttons: VS Code cuts the words of more than three. The lens beside the result changes what the function is run with.
  const picked = await vscode.window.showWarningMessage(`${run.message ?? ''} You can let ${run.function.name} ${what}: it then does so at every one of many calls.`.trim(), allow, ...(await canUseTest() ? [useTest] : []), never)
  if (picked === useTest) await profileWithTest(request)
  if (picked !== allow && picked !== never) return false
  const { keepSandboxAnswer } = await import('../engine/userData/sandboxAnswers.ts')
  await keepSandboxAnswer(request.root, await idOf(request), deniedAction, picked === allow ? 'allowed' : 'refused')
  return picked === allow
}

/** Has every function ask again. */
export async function forgetPermissions(): Promise<void> {
  const { forgetSandboxAnswers } = await import('../engine/userData/sandboxAnswers.ts')
  await forgetSandboxAnswers()
  void vscode.window.showInformationMessage('Functions ask again before a call that Heatline made up may write files, start processes or connect.')
}

/** A test is the user's own code, run as it is: nothing of it is made up. */
async function canUseTest(): Promise<boolean> {
  const { hasRung } = await import('../engine/workloads/climbLadder.ts')
  return hasRung('test')
}

/** From now on too. Where no test reaches the function the result says so. */
async function profileWithTest(request: WorkloadRequest): Promise<void> {
  const { rememberRung } = await import('../engine/workloads/rememberedCalls.ts')
  const remembered = rememberRung(request.root, await idOf(request), 'test')
  if (!remembered.kept) void vscode.window.showWarningMessage(remembered.reason)
  await vscode.commands.executeCommand('heatline.profileFunction', { uri: vscode.Uri.file(request.file).toString(), functionName: request.fn.name })
}

function titleCase(words: string): string {
  return words.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase())
}

async function idOf(request: WorkloadRequest): Promise<string> {
  const { functionId } = await import('../engine/workloads/workloadRequest.ts')
  return functionId(request)
}
