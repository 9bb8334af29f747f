import type { Evidence } from '../../../src/core/evidence/evidence.ts'
import type { MeasuredRun } from '../../../src/core/insights/findInsights.ts'
import type { Finding } from '../../../src/core/insights/insightRule.ts'
import { insightRules } from '../../../src/core/insights/insightRules.ts'
import type { LineHeat } from '../../../src/core/profile/attribution.ts'
import { rewriteText } from '../../../src/core/source/rewriteText.ts'
import { readSyntaxTree } from '../../../src/core/source/syntaxTree.ts'

/** A run whose calls take 200 ms, all of them on each of the text's lines, and of which the lines that say `// measured` have evidence. @param share of each line */
export function runOf(file: string, text: string, share = 1): MeasuredRun {
  const all = { samples: 100, share, interval: { low: share, high: share } }
  const lines = text.split('\n').map((_, line): LineHeat => ({ file, line, self: all, total: all, selfMsPerCall: 200, callees: [] }))
  const measured = lines.filter(({ line }) => text.split('\n')[line]?.includes('// measured')).map(({ line }) => ({ file, line }))
  return {
    evidence: evidenceOf(measured),
    attribution: { recorders: [], stackSamples: 100, functionSamples: 100, garbageCollection: { ...all, samples: 0, share: 0 }, unmappedShare: 0, lines, functions: [] },
    timing: { medianMs: 200, confidenceIntervalMs: null, iterations: 9, processes: 9, processMediansMs: [] },
    thrownShare: 0,
    function: { id: `${file}#it`, file, name: 'it', startLine: 0, endLine: lines.length, bodyHash: '' },
  }
}

function evidenceOf(lines: readonly { readonly file: string; readonly line: number }[]): Evidence {
  const allocations = lines.map((each) => ({ ...each, bytesPerCall: 20_000_000 }))
  return {
    allocations,
    collections: { calls: 10, perCall: 4, pauseMsPerCall: 50, longestPauseMs: 20, share: 0.25, kinds: [{ kind: 'minor', count: 40, ms: 500 }] },
    growth: { bytesPerCall: 20_000_000, confidenceInterval: { low: 19_000_000, high: 21_000_000 }, calls: 100, verdict: 'grows', keptBy: allocations },
    awaits: lines.map((each) => ({ ...each, perCall: 300, msPerCall: 600, coveredMsPerCall: 5, share: 0.5, longestMs: 5, atOnce: 300 })),
    counts: lines.map((each) => ({ ...each, perCall: 1, blocks: [] })),
    packages: [{ name: 'heavy', ms: 300 }, { name: 'light', ms: 2 }],
    eventLoop: { longestMs: 190, meanMs: 20, p99Ms: 190, blockedShare: 0.9 },
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
