import { realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { HeatlineError } from '../core/heatlineError.ts'
import { ownBaselineName, removeBaseline } from '../engine/baselines/baselines.ts'
import { knownBaselines } from '../engine/baselines/knownBaselines.ts'
import type { KnownBaseline } from '../engine/baselines/knownBaselines.ts'
import { followMoved } from '../engine/store/followMoved.ts'
import { openStore } from '../engine/store/openStore.ts'
import type { RunStore } from '../engine/store/runStore.ts'
import { workspaceRoot } from '../engine/workspaceRoot.ts'
import { closestName } from './closestName.ts'
import { exitCodes } from './exitCodeOf.ts'
import { functionOfTarget } from './functionOfTarget.ts'
import type { NamedFunction } from './functionOfTarget.ts'
import { nameFromHere } from './nameFromHere.ts'
import { baselineDetail, baselineTable } from './text/baselineText.ts'
import { terminalStyle, wantsColours } from './text/terminalStyle.ts'
import { writeOut } from './writeOut.ts'

/** `heatline baseline list`: the baselines of the workspace around a folder, or that of the working directory. @throws HeatlineError when there is no such folder */
export async function listBaselines(folder: string | null): Promise<number> {
  if (folder !== null && statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw new HeatlineError(`there is no folder ${folder}`)
  const root = workspaceRoot(join(realpathSync(folder ?? process.cwd()), 'package.json'))
  return await withStore(root, async (store) => {
    const baselines = knownBaselines(root, store)
    await writeOut(process.stdout, baselines.length === 0
      ? `No baseline is set in ${root}. Functions are compared with where the branch left the default one; to set one: heatline baseline set <file>#<function>\n`
      : baselineTable(baselines, { style: styleOfOutput(), nameOf: (file) => nameFromHere(root, file) }))
  })
}

/** `heatline baseline show`: a function's baselines, with what is known of them. @throws HeatlineError when it has none */
export async function showBaselines(target: string): Promise<number> {
  const named = functionOfTarget(target)
  return await withStore(named.root, async (store) => {
    const own = baselinesOf(named, store)
    if (own.length === 0) throw new HeatlineError(`${named.file}#${named.name} has no baseline; to set one: heatline baseline set ${target}`)
    await writeOut(process.stdout, own.map((each) => baselineDetail(each, { style: styleOfOutput() })).join('\n'))
  })
}

/** `heatline baseline remove`. @param name null for the function's own @throws HeatlineError when there is no such baseline, or it cannot be written that it is gone */
export async function removeBaselineOfTarget(target: string, name: string | null): Promise<number> {
  const named = functionOfTarget(target)
  return await withStore(named.root, async (store) => {
    const names = baselinesOf(named, store).map((each) => each.name)
    const wanted = name ?? ownBaselineName
    if (!names.includes(wanted)) throw new HeatlineError(missing(named, wanted, names))
    store.unpin(named.file, named.name, wanted)
    const removed = removeBaseline(named.root, `${named.file}#${named.name}`, wanted)
    if (!removed.kept) throw new HeatlineError(removed.reason)
    await writeOut(process.stderr, `${named.file}#${named.name} has no baseline ${wanted === ownBaselineName ? 'of its own' : wanted} any more.\n`)
  })
}

function baselinesOf({ root, file, name, text }: NamedFunction, store: RunStore): readonly KnownBaseline[] {
  followMoved(store, { root, file, functionName: name, text, overlays: new Map() })
  return knownBaselines(root, store).filter((each) => each.file === file && each.functionName === name)
}

function missing({ file, name }: NamedFunction, wanted: string, names: readonly string[]): string {
  const id = `${file}#${name}`
  if (names.length === 0) return `${id} has no baseline`
  const near = closestName(wanted, names)
  return `${id} has no baseline named ${wanted}; ${near === null ? `it has: ${names.join(', ')}` : `did you mean --name ${near}?`}`
}

/** What became of a broken history is told, whatever else is. */
async function withStore(root: string, use: (store: RunStore) => Promise<void>): Promise<number> {
  const store = openStore(root)
  try {
    await use(store)
    return exitCodes.done
  } finally {
    for (const notice of store.notices) await writeOut(process.stderr, `heatline: ${notice}\n`)
    store.close()
  }
}

function styleOfOutput(): ReturnType<typeof terminalStyle> {
  return terminalStyle(wantsColours(process.stdout, process.env))
}
