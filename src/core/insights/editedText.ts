import { HeatlineError } from '../heatlineError.ts'
import { toOneBased } from '../position.ts'
import { LineIndex } from '../source/lineIndex.ts'
import type { Insight } from './insight.ts'

/** The text with an insight's change in it. @throws HeatlineError where two of its edits overlap: which of them is meant cannot be told */
export function editedText(text: string, { rule, file, edit }: Pick<Insight, 'rule' | 'file' | 'edit'>): string {
  let result = ''
  let at = 0
  // An insertion comes before what replaces the code behind it.
  for (const { start, end, text: inserted } of (edit ?? []).toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < at) throw new HeatlineError(`The change of ${rule} cannot be made: two of its edits overlap in ${file}, line ${toOneBased(new LineIndex(text).lineAt(start))}. Make it by hand; nothing was changed.`)
    result += text.slice(at, start) + inserted
    at = end
  }
  return result + text.slice(at)
}
