// What the decision code says of processes that scatter as real ones do, and worse: how often identical code is called slower, how often
// a true difference is found, and how often the interval holds it. Made up and seeded: the same figures everywhere. The real harness is
// measured by `npm run bench:verdicts`.
import { limits, scatters, simulateChecks, simulateComparisons } from '../support/simulateComparisons.ts'
import type { Scatter, SimulatedShares } from '../support/simulateComparisons.ts'

const count = 4000

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`.padStart(7)
}

const started = performance.now()
let missed = 0
console.log(`${count.toLocaleString('en-US')} comparisons each; targets: false alarms at most 2%, coverage 93 to 97%, caught at +3% at least 95% (bimodal 90%), at +5% at least 99%`)
console.log(`${'scatter'.padEnd(20)}${['alarm', 'gain', '+3%', '+5%', 'covers 0', 'covers 3', 'covers 5', '± points', 'pairs'].map((name) => name.padStart(9)).join('')}`)
for (const [index, scatter] of scatters.entries()) {
  const [same, small, large] = [0, 0.03, 0.05].map((truth) => simulateComparisons(scatter, truth, count, 1000 * index + Math.round(100 * truth) + 1))
  if (same === undefined || small === undefined || large === undefined) continue
  const row = [same.slower, same.faster, small.slower, large.slower, same.covered, small.covered, large.covered].map((share) => percent(share).padStart(9))
  console.log(`${scatter.name.padEnd(20)}${row.join('')}${(100 * same.halfWidth).toFixed(2).padStart(9)}${same.pairs.toFixed(1).padStart(9)}`)
  const misses = missesOf(scatter, same, small, large)
  if (misses.length > 0) console.log(`  misses: ${misses.join(', ')}`)
  missed += misses.length
}
const checks = 400
const functions = 20
console.log(`\n${checks} checks of ${functions} functions, one of them +5%: screened, confirmed, corrected by Holm`)
for (const [index, scatter] of scatters.entries()) {
  const { falseAlarms, caught } = await simulateChecks(scatter, functions, 0.05, checks, 77 + index)
  console.log(`${scatter.name.padEnd(20)} a false alarm in ${percent(falseAlarms).trim()} of checks, caught ${percent(caught).trim()}`)
}
console.log(`${missed === 0 ? 'no target is missed' : `${missed} targets are missed`} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
if (missed > 0) process.exitCode = 1

function missesOf({ caughtAt3 }: Scatter, same: SimulatedShares, small: SimulatedShares, large: SimulatedShares): readonly string[] {
  const { low, high } = limits.coverage
  return [
    ...(same.slower > limits.falseAlarms ? ['false alarms'] : []),
    ...(same.faster > limits.falseAlarms ? ['false gains'] : []),
    ...(small.slower < caughtAt3 ? ['+3%'] : []),
    ...(large.slower < limits.caughtAt5 ? ['+5%'] : []),
    ...([same, small, large].some(({ covered }) => covered < low || covered > high) ? ['coverage'] : []),
  ]
}
