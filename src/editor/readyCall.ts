import * as vscode from 'vscode'
import { isSandboxed } from '../core/comparison/workload.ts'
import type { ProfileRequest } from '../engine/profileFunction.ts'
import { referenceTo, requestOf } from './chooseFunction.ts'
import type { ChosenFunction } from './chooseFunction.ts'
import { allowedOf, readAnswers } from './permissions.ts'
import type { Profiler } from './profiler.ts'

/** What a function is run with, and what the user allowed it. */
export interface ReadyCall {
  readonly call: Pick<ProfileRequest, 'workload' | 'notes' | 'allowedActions'>
  readonly request: ReturnType<typeof requestOf>
  readonly answers: Awaited<ReturnType<typeof readAnswers>>
}

/**
 * Finds what a function is run with, for what needs to know that already; null where it is not known yet, which the user is told.
 * @param then what it is wanted for, behind "Profile it once, then"
 */
export async function readyCall(chosen: ChosenFunction, profiler: Profiler, then: string): Promise<ReadyCall | null> {
  const found = await profiler.findWorkload(chosen)
  if (found === null) return null
  const { resolution, skipped } = found
  if (resolution.kind !== 'ready') {
    const profile = 'Profile'
    const picked = await vscode.window.showInformationMessage(`Heatline does not know a call of ${chosen.sourceFunction.name} yet. Profile it once, then ${then}.`, profile)
    if (picked === profile) await vscode.commands.executeCommand('heatline.profileFunction', referenceTo(chosen))
    return null
  }
  const request = requestOf(chosen)
  const answers = isSandboxed(resolution.workload) ? await readAnswers(request) : new Map()
  return { call: { workload: resolution.workload, notes: skipped, allowedActions: allowedOf(answers) }, request, answers }
}
