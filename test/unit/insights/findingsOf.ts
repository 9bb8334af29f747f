import type { MeasuredRun } from '../../../src/core/insights/findInsights.ts'
import type { Finding } from '../../../src/core/insights/insightRule.ts'
import { insightRules } from '../../../src/core/insights/insightRules.ts'
import type { LineHeat } from '../../../src/core/profile/attribution.ts'
import { rewriteText } from '../../../src/core/source/rewriteText.ts'
import { readSyntaxTree } from '../../../src/core/source/syntaxTree.ts'

/** A run whose calls take 200 ms, all of them on each of the text's lines. */
function runOf(file: string, text: string): MeasuredRun {
  const all = { samples: 100, share: 1, interval: { low: 0.96, high: 1 } }
  const lines = text.split('\n').map((_, line): LineHeat => ({ file, line, self: all, total: all, selfMsPerCall: 200, callees: [] }))
  return {
    attribution: { recorders: [], stackSamples: 100, functionSamples: 100, garbageCollection: { ...all, samples: 0, share: 0 }, unmappedShare: 0, lines, functions: [] },
    timing: { medianMs: 200, confidenceIntervalMs: null, iterations: 9, processes: 9, processMediansMs: [] },
    function: { id: `${file}#it`, file, name: 'it', startLine: 0, endLine: lines.length, bodyHash: '' },
  }
}

/** What a rule says of a text that is all hot, or of another run. */
export function findingsOf(rule: string, text: string, fileName = 'code.ts', changes: Partial<MeasuredRun> = {}): readonly Finding[] {
  const tree = readSyntaxTree(text, fileName)
  if (tree === null) throw new Error(`Does not parse: ${text}`)
  return insightRules.find(({ name }) => name === rule)?.find(tree, tree.nodes, { file: fileName, run: { ...runOf(fileName, text), ...changes } }) ?? []
}

/** The text with a finding's edit. */
export function changed(text: string, { edit }: Finding): string {
  return edit === null ? text : rewriteText(text, { start: 0, end: text.length }, edit)
}
