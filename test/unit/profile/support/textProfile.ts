import type { CallTreeNode, StackProfile } from '../../../../src/core/profile/stackProfile.ts'

/** Where the names of a text profile's scripts lead. */
const scriptUrls = {
  bundle: 'file:///tmp/bundle.mjs',
  runner: '/heatline/dist/runner.cjs',
  package: '/ws/node_modules/small/index.js',
  node: 'node:internal/url',
} as const

/**
 * A profile that a person can read: one node a line, indented by call depth, `name script:line hits`. Lines are 1-based; the
 * bundle's line n is generated line 200,000 + n, so that lines below are other scripts' (`bundle:-7` is the line 7 of one).
 * Nodes without a script are V8's own or native.
 */
export function textProfile(text: string, changes: Partial<StackProfile> = {}): StackProfile {
  const nodes: CallTreeNode[] = []
  const open: { readonly depth: number; readonly index: number }[] = []
  for (const row of text.split('\n').filter((each) => each.trim() !== '')) {
    const depth = row.search(/\S/u)
    const [, name = '', script, line, hits = '0'] = /^(.*?)(?: (\w+):(-?\d+))?(?: x(\d+))?$/u.exec(row.trim()) ?? []
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop()
    const index = nodes.push({
      parent: open.at(-1)?.index ?? -1,
      functionName: name === '-' ? '' : name,
      url: script === undefined ? '' : scriptUrls[script as keyof typeof scriptUrls],
      line: line === undefined ? -1 : generatedLine(script, Number(line)),
      hitCount: Number(hits),
      lineTicks: null,
    }) - 1
    open.push({ depth, index })
  }
  return { recorder: 'pprof', samplingIntervalUs: 100, durationMs: 100, lineMeans: 'tickOrCall', nodes, timeline: null, ...changes }
}

function generatedLine(script: string | undefined, line: number): number {
  if (script !== 'bundle') return line - 1
  return line < 0 ? -line - 1 : 200_000 + line - 1
}
