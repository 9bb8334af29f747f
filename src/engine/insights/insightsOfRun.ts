import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Run } from '../../core/comparison/run.ts'
import { findInsights } from '../../core/insights/findInsights.ts'
import type { MeasuredRun, SampledText } from '../../core/insights/findInsights.ts'
import type { Insight } from '../../core/insights/insight.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import { readSyntaxTree } from '../../core/source/syntaxTree.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import { generatedFrom, isMinified } from './generatedText.ts'

/** Of a file below that much of the time no insight could be worth a word. */
const leastShare = 0.05

/** Dependencies are not the user's to change. */
const foreign = /(?:^|\/)node_modules\//u

/** Insights, and the texts that their edits are of, by file as in the insight. */
export interface FoundInsights {
  readonly insights: readonly Insight[]
  readonly texts: ReadonlyMap<string, string>
  /** Where nothing could be said, and why, in sentences for people. */
  readonly notes: readonly string[]
}

/**
 * What to change, the weightiest first, from a run and the texts that it ran. Texts come from the request where it has them, and from the disk
 * else: they must be those of the run.
 */
export async function insightsOfRun(run: MeasuredRun & Pick<Run, 'root'>, request: Pick<ProfileRequest, 'text' | 'overlays'>): Promise<FoundInsights> {
  const { attribution, root, function: profiled } = run
  if (attribution === null) return { insights: [], texts: new Map(), notes: [] }
  const shares = new Map<string, number>()
  for (const { file, self, total } of attribution.lines) shares.set(file, (shares.get(file) ?? 0) + Math.max(self.share, total?.share ?? 0))
  for (const { file, share } of run.evidence?.awaits ?? []) shares.set(file, (shares.get(file) ?? 0) + share)
  // The function itself may wait, and compute nothing.
  const files = new Set([profiled.file, ...[...shares].filter(([, share]) => share >= leastShare).map(([file]) => file)].filter((file) => !foreign.test(file)))
  const notes: string[] = []
  const texts = await Promise.all(Array.from(files, async (file): Promise<readonly SampledText[]> => {
    const path = resolve(root, file)
    const text = file === profiled.file ? request.text : request.overlays.get(path) ?? await readFile(path, 'utf8').catch(() => null)
    const minified = text !== null && isMinified(path, text)
    if (minified) notes.push(`${file} is minified: there is nothing to recommend in it. ${generatedFrom(path, text, 0, (each) => relativeFile(root, each)) ?? 'Profile what it is built from.'}`)
    const tree = text === null || minified ? null : readSyntaxTree(text, file)
    return tree === null ? [] : [{ file, tree, functions: discoverFunctions(tree.text, file).functions }]
  }))
  const read = new Map(texts.flat().map(({ file, tree }) => [file, tree.text]))
  return { insights: findInsights(run, texts.flat()).map((insight) => withoutLostEdit(insight, read.get(insight.file) ?? '', root)), texts: read, notes }
}

/** A change to a generated file would be lost. */
function withoutLostEdit(insight: Insight, text: string, root: string): Insight {
  const origin = generatedFrom(resolve(root, insight.file), text, insight.line, (path) => relativeFile(root, path))
  return origin === null ? insight : { ...insight, edit: null, evidence: `${insight.evidence} ${origin}` }
}
