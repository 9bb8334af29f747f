import * as vscode from 'vscode'
import { describeRung, rungNames } from '../core/workloads/rungName.ts'
import type { RungName } from '../core/workloads/rungName.ts'
import type { WorkloadRequest } from '../engine/workloads/workloadRequest.ts'

/** What the user can pick: a rung, the best there is (`null`), or a call of their own. */
interface InputsItem extends vscode.QuickPickItem {
  readonly choice: RungName | 'call' | null
}

/**
 * Asks what a function is to be run with, and remembers the answer in the workspace; null when the user does not say.
 * @throws HeatlineError when the file of remembered calls cannot be read or understood
 */
export async function chooseInputs(request: WorkloadRequest): Promise<InputsItem['choice'] | 'best'> {
  const { readChosenRungs, rememberRung } = await import('../engine/workloads/rememberedCalls.ts')
  const { functionId } = await import('../engine/workloads/workloadRequest.ts')
  const id = functionId(request)
  const current = readChosenRungs(request.root).get(id) ?? null
  const mark = (choice: InputsItem['choice']): string => (choice === current ? '$(check) ' : '')
  const items: readonly InputsItem[] = [
    { label: `${mark(null)}Best There Is`, detail: 'The first of these that can be had', choice: null },
    ...rungNames.map((name): InputsItem => {
      const { title, detail } = describeRung(name)
      return { label: `${mark(name)}${title}`, detail, choice: name }
    }),
    { label: 'A Call…', detail: 'An expression of yours, run as written', choice: 'call' },
  ]
  const picked = await vscode.window.showQuickPick(items, { title: `Inputs for ${request.fn.name}`, placeHolder: 'What the function is profiled with, from now on', matchOnDetail: true })
  if (picked === undefined) return null
  if (picked.choice === 'call') return 'call'
  const remembered = rememberRung(request.root, id, picked.choice)
  if (!remembered.kept) void vscode.window.showWarningMessage(remembered.reason)
  return picked.choice ?? 'best'
}
