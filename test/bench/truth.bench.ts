// How right the lines are: the README's table. Known misses of V8 are in it like all else.
import { truthPrograms, copyPrograms, measureTruth } from '../integration/truth/support/measureTruth.ts'
import type { TruthFigure } from '../integration/truth/support/measureTruth.ts'
import { inTemporaryFolder } from '../support/inTemporaryFolder.ts'
import { nodes } from '../support/nodes.ts'

/** An odd number: the median run is shown. */
const runs = 3

/** Points. */
const limit = 3

const columns = ['function self', 'line self', 'function total', 'line total'] as const

const all = nodes()
const programs = await truthPrograms()
console.log(`Worst error in points (median of ${runs} runs); limit ${limit}. Per Node: self of functions, of lines / total of functions, of lines; unmapped share.`)
console.log(`| program | ${all.map(({ version }) => `Node ${version}`).join(' | ')} |`)
console.log(`|---|${all.map(() => '---|').join('')}`)
await inTemporaryFolder({}, async (folder) => {
  const copy = await copyPrograms(folder)
  for (const program of programs) {
    const cells: string[] = []
    for (const node of all) {
      const rows: { readonly errors: readonly number[]; readonly unmapped: number }[] = []
      for (let run = 0; run < runs; run++) {
        const { attribution, figures } = await measureTruth(program, copy, node)
        rows.push({ errors: columns.map((what) => worst(figures, what)), unmapped: attribution.unmappedShare * 100 })
      }
      const [functionSelf, lineSelf, functionTotal, lineTotal] = columns.map((_, index) => middle(rows.map(({ errors }) => errors[index] ?? 0)))
      const unmapped = middle(rows.map((row) => row.unmapped))
      cells.push(`${show(functionSelf)}, ${show(lineSelf)} / ${show(functionTotal)}, ${show(lineTotal)}; ${unmapped.toFixed(1)}%`)
    }
    console.log(`| ${program.replace(/\.tsx?$/u, '')} | ${cells.join(' | ')} |`)
  }
})

/** Points by which the worst figure of a kind is off. */
function worst(figures: readonly TruthFigure[], what: (typeof columns)[number]): number {
  return Math.max(0, ...figures.filter(({ expectation }) => expectation.what === what).map(({ expected, actual }) => Math.abs(actual - expected) * 100))
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** What misses the limit stands out. */
function show(points: number | undefined): string {
  const text = (points ?? 0).toFixed(1)
  return (points ?? 0) > limit ? `**${text}**` : text
}
