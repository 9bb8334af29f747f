import path from 'node:path'
import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import { twinsIn } from '../git/baseFunction.ts'
import { followMoved } from '../store/followMoved.ts'
import { isGoneIn } from '../store/isGone.ts'
import type { Pin, RunStore } from '../store/runStore.ts'

/**
 * Lets the baselines of functions that are gone from where they were follow these, where one function alone has their parameters and body.
 * @param sources the workspace's texts by absolute path; asked for only where something is gone
 */
export function followBaselines(root: string, store: RunStore, sources: () => ReadonlyMap<string, string>): void {
  const isGone = isGoneIn(root, new Map())
  const gone = new Map(store.pins().filter(({ file, functionName }) => isGone(file, functionName)).map((pin) => [`${pin.file}#${pin.functionName}`, pin]))
  if (gone.size === 0) return
  const texts = sources()
  for (const pin of gone.values()) {
    const wanted = pinnedFunction(store, pin)
    if (wanted === null) continue
    const [twin, second] = Array.from(texts).flatMap(([file, text]) => twinsIn(wanted, file, text))
    if (twin === undefined || second !== undefined) continue
    followMoved(store, { root, file: relativeFile(root, twin.path), functionName: twin.functionName, text: texts.get(twin.path) ?? '', overlays: new Map() })
  }
}

/** The function as it was when its baseline was set; null where that is no longer known. */
function pinnedFunction(store: RunStore, { runId }: Pin): Parameters<typeof twinsIn>[0] | null {
  const snapshotId = store.run(runId)?.snapshotId ?? null
  const manifest = snapshotId === null ? null : store.snapshot(snapshotId)?.manifest ?? null
  if (manifest === null) return null
  const text = manifest.sources[manifest.function.file] ?? ''
  const fn = discoverFunctions(text, path.basename(manifest.function.file)).functions.find(({ name }) => name === manifest.function.name) ?? null
  return fn === null ? null : { text, fn }
}
