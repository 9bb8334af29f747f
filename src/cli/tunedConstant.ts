import { numericConstants } from '../core/source/numericConstants.ts'
import type { NumericConstants } from '../core/source/numericConstants.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import type { TuneRange } from '../core/tune/tuneRange.ts'
import { importGraph } from '../engine/importGraph.ts'
import { sourcesBelow } from '../engine/sourcesBelow.ts'
import type { ConstantModule, TuneRequest } from '../engine/tune/tuneConstant.ts'
import { workspaceRoot } from '../engine/workspaceRoot.ts'
import { chooseConstant } from './chooseConstant.ts'
import type { TuneCommand } from './command.ts'
import { nameFromHere } from './nameFromHere.ts'

/** Sources that are searched for what the function's module imports. */
const mostSources = 2000

/**
 * The constant that a command means: of the function's own module, else the one that is marked, or named, in a module that it imports, however far.
 * @param file absolute
 * @param shown the file as the user named it
 * @throws HeatlineError as `chooseConstant`
 */
export function tunedConstant(file: string, shown: string, text: string, command: Pick<TuneCommand, 'constant' | 'range'>): Pick<TuneRequest, 'constant' | 'constantIn'> & { readonly range: TuneRange } {
  const own = numericConstants(text, file)
  if (own === null) throw new HeatlineError(`${shown} does not parse`)
  if (isMeant(own, command) || own.strayMarks.length > 0) return chooseConstant(shown, own, command)
  const root = workspaceRoot(file)
  const texts = sourcesBelow({ start: root, overlays: new Map([[file, text]]), leavesOut: (name) => name === 'node_modules' || name.startsWith('.'), most: mostSources })
  for (const each of importedFrom(file, texts)) {
    const found = numericConstants(each.text, each.file)
    if (found !== null && isMeant(found, command)) return { ...chooseConstant(nameFromHere(root, each.file), found, command), constantIn: each }
  }
  return chooseConstant(shown, own, command)
}

/** Whether it is here that a command's constant is looked for. */
function isMeant({ constants }: NumericConstants, { constant }: Pick<TuneCommand, 'constant'>): boolean {
  return constants.some(({ name, mark }) => (constant === null ? mark !== null : name === constant))
}

/** The modules that a module runs, the nearest first. */
function importedFrom(file: string, texts: ReadonlyMap<string, string>): readonly ConstantModule[] {
  const graph = importGraph(texts)
  const seen = new Set([file])
  for (const each of seen) for (const imported of graph.importedBy(each)) seen.add(imported)
  seen.delete(file)
  return Array.from(seen, (each) => ({ file: each, text: texts.get(each) ?? '' }))
}
