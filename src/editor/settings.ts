import * as vscode from 'vscode'
import { defaultThresholds } from '../core/comparison/thresholds.ts'
import type { Thresholds } from '../core/comparison/thresholds.ts'
import { isProfileKind } from '../core/evidence/profileKind.ts'
import type { ProfileKind } from '../core/evidence/profileKind.ts'
import { parseDuration } from '../core/parseDuration.ts'
import { parsePercent } from '../core/parsePercent.ts'

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

/** What a profile collects beyond hot lines and times. */
export function profileKind(scope: vscode.Uri): ProfileKind {
  const value = vscode.workspace.getConfiguration('heatline.profile', scope).get('kind')
  return isProfileKind(value) ? value : 'cpu'
}

/** Whether functions are compared with their baselines after each run. */
export function comparesAfterRun(scope: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('heatline', scope).get('compareAfterRun') !== false
}

/**
 * From which differences on a change is a regression.
 * @throws HeatlineError naming the setting where one is no percentage
 */
export function thresholds(scope: vscode.Uri): Thresholds {
  const settings = vscode.workspace.getConfiguration('heatline.thresholds', scope)
  const read = (name: keyof Thresholds): number => {
    const value: unknown = settings.get(name)
    return value === undefined ? defaultThresholds[name] : parsePercent(`The setting heatline.thresholds.${name}`, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return { time: read('time'), memory: read('memory'), throughput: read('throughput') }
}

/** How many runs of each function are kept. */
export function historyKept(): number {
  const value: unknown = vscode.workspace.getConfiguration('heatline.history').get('keep')
  return typeof value === 'number' && value >= 1 ? Math.floor(value) : 200
}

/** The Node that the user chose; null for none. */
export function nodePath(): string | null {
  const value = vscode.workspace.getConfiguration('heatline').get('nodePath')
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
