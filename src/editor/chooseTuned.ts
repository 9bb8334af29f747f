import * as vscode from 'vscode'
import type { NumericConstant } from '../core/source/numericConstants.ts'
import type { SourceFunction } from '../core/source/sourceFunction.ts'
import type { FunctionsNow } from './functionIndex.ts'
import type { FunctionReference } from './functionReference.ts'
import type { Runs } from './runs.ts'
import { runRoot } from './workspaceFolder.ts'

/**
 * The function whose time tells which value of a constant is best: of those in its file that can be run as they are, the only one, or the one
 * around the constant, else the one that the user picks, the last profiled first. Null where there is none, and the user has been told, or they
 * closed the question.
 */
export async function chooseTuned(document: vscode.TextDocument, constant: NumericConstant, { functions }: FunctionsNow, runs: Runs): Promise<FunctionReference | null> {
  const { resolveWorkload } = await import('../engine/workloads/resolveWorkload.ts')
  const { uri } = document
  const profiledAt = (fn: SourceFunction): number => runs.latestOf(uri, fn.name)?.run.startedAt ?? 0
  const isReady = (fn: SourceFunction): boolean => profiledAt(fn) > 0 || resolveWorkload({ root: runRoot(uri), file: uri.fsPath, fn, functions, option: null }).kind === 'ready'
  const ready = functions.filter(isReady).toSorted((a, b) => profiledAt(b) - profiledAt(a))
  const around = ready.find(({ range }) => range.start <= constant.start && constant.end <= range.end)
  const evident = around ?? (ready.length === 1 ? ready[0] : undefined)
  if (evident !== undefined) return { uri: uri.toString(), functionName: evident.name }
  if (ready.length === 0) {
    void vscode.window.showInformationMessage(`Whose time tells which value of ${constant.name} is best? Profile a function of this file that uses it, then tune.`)
    return null
  }
  const items = ready.map((fn) => ({ label: fn.name, description: profiledAt(fn) > 0 ? 'profiled' : 'can be run as it is' }))
  const picked = await vscode.window.showQuickPick(items, { title: `Tune ${constant.name}`, placeHolder: 'The function whose time tells which value is best' })
  return picked === undefined ? null : { uri: uri.toString(), functionName: picked.label }
}
