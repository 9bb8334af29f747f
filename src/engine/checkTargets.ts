import path from 'node:path'
import { discoverFunctions } from '../core/source/discoverFunctions.ts'
import type { CheckTarget } from './checkFunctions.ts'
import { sourcesBelow } from './sourcesBelow.ts'
import { readChosenRungs, readRememberedCalls } from './workloads/rememberedCalls.ts'
import { functionId } from './workloads/workloadRequest.ts'

/** Files of a workspace that are looked at. */
const mostFiles = 20_000

const others = /^(?:node_modules|dist|build|out|coverage|\..*)$/u

/** Which functions a check is of. Paths are absolute. */
export interface CheckTargetsRequest {
  readonly root: string
  /** Files and folders that they stand in; all of the workspace where there are none. */
  readonly paths: readonly string[]
  /** Ids of functions that have a baseline. */
  readonly withBaseline: ReadonlySet<string>
}

/** The functions to check, by file and line, and what could not be found: sentences for people. */
export interface CheckTargets {
  readonly targets: readonly CheckTarget[]
  readonly notes: readonly string[]
}

/**
 * Every function that has a baseline or a named workload: a `@profile` tag, a remembered call or a remembered choice of inputs.
 * @throws HeatlineError when the file of remembered calls cannot be read or understood
 */
export function findCheckTargets({ root, paths, withBaseline }: CheckTargetsRequest): CheckTargets {
  const texts = checkedSources(root)
  const named = new Set([...withBaseline, ...readRememberedCalls(root).keys(), ...readChosenRungs(root).keys()])
  const found = new Set<string>()
  const targets: CheckTarget[] = []
  for (const [file, text] of Array.from(texts).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const shown = path.relative(root, file).split(path.sep).join('/')
    const mayHold = text.includes('@profile') || Array.from(named).some((id) => id.startsWith(`${shown}#`))
    if (!mayHold) continue
    const isWanted = isWithin(file, paths)
    for (const fn of discoverFunctions(text, file).functions) {
      const id = functionId({ root, file, fn })
      if (fn.profileTag === null && !named.has(id)) continue
      found.add(id)
      if (isWanted) targets.push({ id, file: shown, name: fn.name, line: fn.nameLine })
    }
  }
  const gone = Array.from(named).filter((id) => !found.has(id) && isWithin(path.join(root, id.slice(0, id.indexOf('#'))), paths))
  return { targets, notes: gone.toSorted().map((id) => `There is no ${id} any more: it is left out.`) }
}

/** The texts that a check is of, by absolute path. */
export function checkedSources(root: string): ReadonlyMap<string, string> {
  return sourcesBelow({ start: root, overlays: new Map(), leavesOut: (name) => others.test(name), most: mostFiles })
}

function isWithin(file: string, paths: readonly string[]): boolean {
  return paths.length === 0 || paths.some((each) => file === each || file.startsWith(each.endsWith(path.sep) ? each : each + path.sep))
}
