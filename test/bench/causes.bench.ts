// Whether the right line is named first of a regression that was planted, on each Node: its rank among the causes, and by how
// much the regression slows calls.
import { explainPlanted } from '../integration/compare/support/explainPlanted.ts'
import { plantedRegressions } from '../integration/compare/support/plantedRegressions.ts'
import { nodes } from '../support/nodes.ts'

for (const node of nodes()) {
  let first = 0
  for (const planted of plantedRegressions) {
    const started = performance.now()
    const { explanation, rank, shown } = await explainPlanted(planted, node.path)
    if (rank === 1) first++
    console.log(`Node ${node.version} ${planted.name}: rank ${rank ?? 'none'} of ${explanation.causes.length}, ${((performance.now() - started) / 1000).toFixed(1)} s`)
    for (const each of shown) console.log(`    ${each}`)
    for (const each of explanation.warnings) console.log(`    ! ${each}`)
  }
  console.log(`Node ${node.version}: ${first} of ${plantedRegressions.length} first`)
  if (first < plantedRegressions.length - 1) process.exitCode = 1
}
