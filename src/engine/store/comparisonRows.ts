import type { InferResult } from 'kysely'
import type { KeptComparison, StoredComparison } from '../../core/comparison/storedComparison.ts'
import type { Connection } from './connection.ts'
import { ensureFunction, setIdentity } from './functionRows.ts'
import { build } from './queryBuilder.ts'
import { parseStored } from './storeError.ts'

/** Adds a comparison, once. @returns the row of its function */
export function insertComparison(connection: Connection, { id, file, functionName, ...rest }: StoredComparison, identityHash: string): number {
  const functionRow = ensureFunction(connection, { file, functionName })
  setIdentity(connection, functionRow, identityHash)
  connection.run(build.insertInto('comparisons').values({ id, function: functionRow, json: JSON.stringify(rest), dismissed_at: null, dismissed_reason: null }).onConflict((conflict) => conflict.column('id').doNothing()))
  return functionRow
}

/** The newest first. */
export function readComparisons(connection: Connection, file: string, functionName: string, limit: number): readonly KeptComparison[] {
  return connection.all(selectComparisons().where('functions.file', '=', file).where('functions.name', '=', functionName).orderBy('comparisons.seq', 'desc').limit(limit)).map(keptComparison)
}

/** The newest of each function, the newest of them first. */
export function readLatestComparisons(connection: Connection): readonly KeptComparison[] {
  return connection.all(selectComparisons()
    .where('comparisons.seq', 'in', build.selectFrom('comparisons').select((row) => row.fn.max('comparisons.seq').as('newest')).groupBy('comparisons.function'))
    .orderBy('comparisons.seq', 'desc')).map(keptComparison)
}

/** @param dismissed null takes it back */
export function updateDismissal(connection: Connection, id: string, dismissed: KeptComparison['dismissed']): void {
  connection.run(build.updateTable('comparisons').set({ dismissed_at: dismissed?.at ?? null, dismissed_reason: dismissed?.reason ?? null }).where('id', '=', id))
}

function selectComparisons() {
  return build.selectFrom('comparisons').innerJoin('functions', 'functions.seq', 'comparisons.function')
    .select(['comparisons.id', 'functions.file', 'functions.name', 'comparisons.json', 'comparisons.dismissed_at', 'comparisons.dismissed_reason'])
}

type SelectedComparison = InferResult<ReturnType<typeof selectComparisons>>[number]

function keptComparison({ id, file, name, json, dismissed_at: at, dismissed_reason: reason }: SelectedComparison): KeptComparison {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written above
  const rest = parseStored(json) as Omit<StoredComparison, 'id' | 'file' | 'functionName'>
  return { id, file, functionName: name, ...rest, dismissed: at === null ? null : { reason: reason ?? '', at } }
}
