// Writes runs into the history of a workspace, as a window or a terminal does, and tells of each that was stored: its id on a line of
// stdout, written at once. Arguments: the workspace, the first number, how many, of how many functions.
import { writeSync } from 'node:fs'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import { openStore } from '../../../src/engine/store/openStore.ts'
import { snapshotOf, storedRun } from '../../support/storedRuns.ts'

function write(root: string, first: number, count: number, functions: number): void {
  const store = openStore(root, process.env, { runsEach: 1_000_000, bytes: 2_000_000_000 })
  for (let number = first; number < first + count; number++) {
    const name = `f${number % functions}`
    // Every tenth run is of code that is not stored yet.
    store.putRun(storedRun(number, { functionName: name, identityHash: name }), snapshotOf(Math.floor(number / 10)), () => false)
    writeSync(1, `${storedRun(number).id}\n`)
  }
  store.close()
}

const [root = '', first = '0', count = '0', functions = '1'] = process.argv.slice(2)
try {
  write(root, Number(first), Number(count), Number(functions))
} catch (error) {
  if (!(error instanceof HeatlineError)) throw error
  // What is for people goes to them, and ends it.
  writeSync(1, `${error.message}\n`)
}
