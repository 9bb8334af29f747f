import type { Connection } from './connection.ts'
import type { IsGone } from './runStore.ts'
import { build } from './queryBuilder.ts'

/** A function where it stands now. */
interface Place {
  readonly file: string
  readonly functionName: string
}

/** The row of a function; null where it has none. */
export function findFunction(connection: Connection, { file, functionName }: Place): number | null {
  return connection.first(build.selectFrom('functions').select('seq').where('file', '=', file).where('name', '=', functionName))?.seq ?? null
}

/** The row of a function, made where there is none. */
export function ensureFunction(connection: Connection, place: Place): number {
  return findFunction(connection, place)
    ?? connection.first(build.insertInto('functions').values({ file: place.file, name: place.functionName, identity_hash: '' }).returning('seq'))?.seq
    ?? noRow()
}

/** Notes the code that a function had last: by it the function is known again. */
export function setIdentity(connection: Connection, functionRow: number, identityHash: string): void {
  connection.run(build.updateTable('functions').set({ identity_hash: identityHash }).where('seq', '=', functionRow))
}

/**
 * The row of the function that stood elsewhere, or had another name, before it came to a place; null where there is none. A place
 * that has runs of its own takes none over.
 */
export function findMoved(connection: Connection, place: Place, identityHash: string, isGone: IsGone): number | null {
  const here = findFunction(connection, place)
  if (here !== null && hasRuns(connection, here)) return null
  const alike = connection.all(build.selectFrom('functions').select(['seq', 'file', 'name'])
    .where('identity_hash', '=', identityHash)
    .orderBy((row) => row.selectFrom('runs').select((run) => run.fn.max('runs.seq').as('newest')).whereRef('runs.function', '=', 'functions.seq'), 'desc'))
  return alike.find(({ seq, file, name }) => seq !== here && isGone(file, name))?.seq ?? null
}

/** Lets a function stand in another place: all that is kept of it goes with it. */
export function moveFunction(connection: Connection, moved: number, place: Place): void {
  const here = findFunction(connection, place)
  if (here !== null) {
    // Somebody else was first.
    if (here === moved || hasRuns(connection, here)) return
    connection.run(build.updateTable('comparisons').set({ function: moved }).where('function', '=', here))
    connection.run(build.deleteFrom('functions').where('seq', '=', here))
  }
  connection.run(build.updateTable('functions').set({ file: place.file, name: place.functionName }).where('seq', '=', moved))
}

/** All functions with runs, by file and name. */
export function functionsWithRuns(connection: Connection): readonly Place[] {
  return connection.all(build.selectFrom('functions').select(['file', 'name as functionName'])
    .where((row) => row.exists(row.selectFrom('runs').select('runs.seq').whereRef('runs.function', '=', 'functions.seq')))
    .orderBy('file').orderBy('name'))
}

/** For what a statement that always answers with a row answers. */
export function noRow(): never {
  throw new Error('Internal error: the store answered with no row')
}

function hasRuns(connection: Connection, row: number): boolean {
  return connection.first(build.selectFrom('runs').select('seq').where('function', '=', row).limit(1)) !== undefined
}
