import { HeatlineError } from '../../core/heatlineError.ts'
import type { Connection } from './connection.ts'
import { findFunction } from './functionRows.ts'
import type { Pin } from './runStore.ts'
import { build } from './queryBuilder.ts'

/** Makes a run the baseline of that name of its function, in place of another. */
export function insertPin(connection: Connection, runId: string, name: string, setAt: number): void {
  const run = connection.first(build.selectFrom('runs').select(['seq', 'function']).where('id', '=', runId))
  if (run === undefined) throw new HeatlineError('That run is no longer in Heatline\'s history. Profile the function again, and set that as its baseline.')
  connection.run(build.insertInto('pins').values({ function: run.function, name, run: run.seq, set_at: setAt })
    .onConflict((conflict) => conflict.columns(['function', 'name']).doUpdateSet({ run: run.seq, set_at: setAt })))
}

export function deletePin(connection: Connection, file: string, functionName: string, name: string): void {
  const functionRow = findFunction(connection, { file, functionName })
  if (functionRow !== null) connection.run(build.deleteFrom('pins').where('function', '=', functionRow).where('name', '=', name))
}

/** By function and name. */
export function readPins(connection: Connection): readonly Pin[] {
  return connection.all(build.selectFrom('pins').innerJoin('functions', 'functions.seq', 'pins.function').innerJoin('runs', 'runs.seq', 'pins.run')
    .select(['functions.file', 'functions.name as functionName', 'pins.name', 'runs.id as runId', 'pins.set_at as setAt'])
    .orderBy('functions.file').orderBy('functions.name').orderBy('pins.name'))
}
