import type { Comparison } from '../core/comparison/comparison.ts'
import { splitLines } from '../core/presentation/heatAnchor.ts'
import type { SessionComparison } from './comparisons.ts'
import type { EditorSnapshot } from './editorSnapshot.ts'
import { fileUri } from './fileUri.ts'
import { readText } from './readText.ts'

/** Ties the lines that made a difference to the texts that were measured. */
export async function anchorComparison(comparison: Comparison, snapshot: EditorSnapshot): Promise<SessionComparison> {
  const excerpts: Record<string, Record<number, string>> = {}
  const current = comparison.causes.filter((cause) => cause.change !== 'removed')
  for (const file of new Set(current.map((cause) => cause.file))) {
    const lines = splitLines(snapshot.texts.get(fileUri(comparison, file).toString()) ?? await readText(fileUri(comparison, file)) ?? '')
    excerpts[file] = Object.fromEntries(current.filter((cause) => cause.file === file).map(({ line }) => [line, (lines[line] ?? '').trim()]))
  }
  return { comparison, dismissal: null, excerpts, marks: snapshot.marks }
}
