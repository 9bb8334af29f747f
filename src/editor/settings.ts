import * as vscode from 'vscode'
import { parseDuration } from '../core/parseDuration.ts'

/** Which functions get a lens. */
export type LensSetting = 'all' | 'exported' | 'off'

/** The lens setting for a file. */
export function lensSetting(scope: vscode.Uri): LensSetting {
  const value = vscode.workspace.getConfiguration('heatline', scope).get('codeLens')
  return value === 'exported' || value === 'off' ? value : 'all'
}

/**
 * How long a profile may measure in all, in milliseconds.
 * @throws HeatlineError naming the setting where it is no duration
 */
export function timeBudgetMs(scope: vscode.Uri): number {
  return parseDuration('The setting heatline.timeBudget', String(vscode.workspace.getConfiguration('heatline', scope).get('timeBudget') ?? '2s'))
}

/** The Node that the user chose; null for none. */
export function nodePath(): string | null {
  const value = vscode.workspace.getConfiguration('heatline').get('nodePath')
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
