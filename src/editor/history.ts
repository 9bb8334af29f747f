import * as vscode from 'vscode'
import type { RunStore } from '../engine/store/runStore.ts'
import { historyKept } from './settings.ts'

/** What was told already: a history that was set aside is told of by every program that opens it. */
const told = new Set<string>()

/**
 * Works with the history of a workspace folder, which terminals and other windows share.
 * @throws HeatlineError where there can be none
 */
export async function withHistory<Result>(root: string, work: (store: RunStore) => Result): Promise<Result> {
  const { openStore, defaultRetention } = await import('../engine/store/openStore.ts')
  const store = openStore(root, process.env, { ...defaultRetention, runsEach: historyKept() })
  try {
    return work(store)
  } finally {
    for (const notice of store.notices) {
      if (!told.has(notice)) void vscode.window.showWarningMessage(notice)
      told.add(notice)
    }
    store.close()
  }
}
