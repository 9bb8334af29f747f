// `npm run bench:verdicts`: how often comparisons are wrong. The real harness on functions of six kinds, with the same code and with
// slowdowns that a stopwatch of its own measured, on a quiet machine and beside two busy programs; and what tinybench and Vitest say of the same.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Comparison } from '../../../src/core/comparison/comparison.ts'
import { compareTexts } from '../../support/compareTexts.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { whileBusy } from './busyProcesses.ts'
import { tinybenchAlarms, vitestAlarms } from './peers.ts'
import { printTable } from './printTable.ts'
import { costOfRound } from './stopwatch.ts'
import { subjects } from './subjects.ts'
import type { Subject } from './subjects.ts'

const { values } = parseArgs({ options: { same: { type: 'string', default: '100' }, each: { type: 'string', default: '40' }, only: { type: 'string' }, peers: { type: 'string', default: '60' }, quiet: { type: 'boolean', default: true }, loaded: { type: 'boolean', default: true } }, allowNegative: true })
const counts = { same: Number(values.same), each: Number(values.each) }
const chosen = subjects.filter(({ name }) => values.only === undefined || name.includes(values.only))
const wanted = [0.03, 0.05, 0.15]

/** One comparison, and what it was of. */
export interface Counted {
  readonly subject: Subject
  /** What a stopwatch measured; 0 for the same code. */
  readonly slowdown: number
  /** What was aimed at. */
  readonly wanted: number
  readonly comparison: Comparison
}

/** What the peers said of the same pairs. */
export interface PeerCounted {
  readonly wanted: number
  readonly tinybench: boolean
  readonly vitest: boolean
}

interface Version {
  readonly subject: Subject
  readonly wanted: number
  readonly extra: number
  readonly slowdown: number
}

await inTemporaryFolder({ 'package.json': '{ "type": "module" }' }, async (folder) => {
  console.log('What the extra work costs, by a stopwatch (wanted: rounds, measured)')
  const versions: Version[] = chosen.flatMap((subject) => {
    const slope = costOfRound(folder, subject)
    const found = wanted.map((each) => {
      const extra = Math.max(1, Math.round(each / slope))
      return { subject, wanted: each, extra, slowdown: slope * extra }
    })
    console.log(`  ${subject.name}: ${found.map(({ wanted: each, extra, slowdown }) => `${100 * each}%: ${extra}, ${(100 * slowdown).toFixed(1)}%`).join(' · ')}`)
    return [{ subject, wanted: 0, extra: 0, slowdown: 0 }, ...found]
  })
  const plan = shuffled(versions.flatMap((version) => Array.from({ length: Math.ceil((version.wanted === 0 ? counts.same : counts.each) / chosen.length) }, () => version)))
  for (const condition of ['quiet', 'loaded'] as const) {
    if (!values[condition]) continue
    const counted: Counted[] = []
    const peers: PeerCounted[] = []
    const all = async (): Promise<void> => {
      for (const [index, version] of plan.entries()) {
        const own = path.join(folder, `${condition}-${index}`)
        mkdirSync(own)
        const { subject, extra, slowdown, wanted: aim } = version
        const comparison = await compareTexts({ folder: own, file: `${subject.functionName}.mjs`, base: subject.text(0), current: subject.text(extra), functionName: subject.functionName, call: subject.call, options: { onlyMeasures: true } })
        if (comparison.outcome !== 'completed') throw new Error(comparison.message ?? comparison.outcome)
        counted.push({ subject, slowdown, wanted: aim, comparison })
        process.stderr.write(`\r${condition} ${index + 1} of ${plan.length} `)
      }
      // They take as long as the rest: of some of the pairs, drawn like the others.
      const drawn = plan.slice(0, Number(values.peers))
      for (let from = 0; from < drawn.length; from += versions.length) {
        const some = drawn.slice(from, from + versions.length)
        const vitest = vitestAlarms(folder, some)
        peers.push(...some.map((version, index) => ({ wanted: version.wanted, vitest: vitest[index] ?? false, tinybench: tinybenchAlarms(folder, version.subject, version.extra) })))
      }
    }
    await (condition === 'loaded' ? whileBusy(all) : all())
    printTable(condition, counted, peers)
  }
})

function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  return items.map((item) => ({ item, at: Math.random() })).toSorted((a, b) => a.at - b.at).map(({ item }) => item)
}
