// Whether the right line is named first of a regression that was planted, on each Node: its rank among the causes, and by how
// much the regression slows calls.
import { comparePlanted } from '../integration/compare/support/explainPlanted.ts'
import { plantedRegressions } from '../integration/compare/support/plantedRegressions.ts'
import { nodes } from '../support/nodes.ts'

/** Of ten. */
const least = 9

for (const node of nodes()) {
  let first = 0
  for (const planted of plantedRegressions) {
    const { comparison: { time, memory, causes, warnings }, rank, shown } = await comparePlanted(planted, node.path)
    if (rank === 1) first++
    console.log(`Node ${node.version}, ${planted.name}: rank ${rank ?? 'none'} of ${causes.length}; time ${percent(time.relativeDifference)} (${time.verdict}), bytes ${percent(memory.relativeDifference)}`)
    for (const each of [...shown, ...warnings.map((warning) => `! ${warning}`)]) console.log(`    ${each}`)
  }
  console.log(`Node ${node.version}: the right line first in ${first} of ${plantedRegressions.length}`)
  if (first < least) process.exitCode = 1
}

function percent(difference: number | null): string {
  return difference === null ? 'unknown' : `${difference < 0 ? '' : '+'}${(difference * 100).toFixed(0)}%`
}
