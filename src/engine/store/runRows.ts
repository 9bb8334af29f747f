import type { InferResult, Insertable } from 'kysely'
import type { Environment } from '../../core/comparison/environment.ts'
import type { StoredRun } from '../../core/comparison/storedRun.ts'
import type { Workload } from '../../core/comparison/workload.ts'
import type { Connection } from './connection.ts'
import { noRow, setIdentity } from './functionRows.ts'
import { build } from './queryBuilder.ts'
import { parseStored } from './storeError.ts'
import type { RunRow } from './tables.ts'

/** `[file, line, selfShare, selfMsPerCall]`; the file is 0 where it is the function's own, and so moves with it. */
type HotLineCells = readonly [file: string | 0, line: number, selfShare: number, selfMsPerCall: number | null]

/** Adds a run. One that is there already stays as it is, but gains a snapshot. */
export function insertRun(connection: Connection, run: StoredRun, functionRow: number, snapshotRow: number | null): void {
  const { timing } = run
  const row: Insertable<RunRow> = {
    id: run.id,
    function: functionRow,
    started_at: run.startedAt,
    body_hash: run.bodyHash,
    identity_hash: run.identityHash,
    source_hash: run.sourceHash,
    commit_hash: run.commit,
    is_dirty: run.isDirty === null ? null : Number(run.isDirty),
    workload: ensureWorkload(connection, run.workload),
    environment: ensureEnvironment(connection, run.environment),
    snapshot: snapshotRow,
    median_ms: timing?.medianMs ?? null,
    interval_low_ms: timing?.confidenceIntervalMs?.low ?? null,
    interval_high_ms: timing?.confidenceIntervalMs?.high ?? null,
    iterations: timing?.iterations ?? null,
    processes: timing?.processes ?? null,
    allocated_bytes: run.allocatedBytesPerCall,
    hot_lines: JSON.stringify(run.hotLines.map(({ file, line, selfShare, selfMsPerCall }): HotLineCells => [file === run.file ? 0 : file, line, selfShare, selfMsPerCall])),
  }
  connection.run(build.insertInto('runs').values(row).onConflict((conflict) => conflict.column('id').doUpdateSet((set) => ({ snapshot: set.fn.coalesce('excluded.snapshot', 'runs.snapshot') }))))
  setIdentity(connection, functionRow, run.identityHash)
}

/** The newest first. */
export function readHistory(connection: Connection, file: string, functionName: string, limit: number): readonly StoredRun[] {
  return connection.all(selectRuns().where('functions.file', '=', file).where('functions.name', '=', functionName).orderBy('runs.seq', 'desc').limit(limit)).map(storedRun)
}

/** Null where there is none of that id. */
export function readRun(connection: Connection, id: string): StoredRun | null {
  const row = connection.first(selectRuns().where('runs.id', '=', id))
  return row === undefined ? null : storedRun(row)
}

function selectRuns() {
  return build.selectFrom('runs')
    .innerJoin('functions', 'functions.seq', 'runs.function')
    .innerJoin('workloads', 'workloads.seq', 'runs.workload')
    .innerJoin('environments', 'environments.seq', 'runs.environment')
    .leftJoin('snapshots', 'snapshots.seq', 'runs.snapshot')
    .select([
      'runs.id', 'runs.started_at', 'functions.file', 'functions.name', 'runs.body_hash', 'runs.identity_hash', 'runs.source_hash', 'runs.commit_hash', 'runs.is_dirty',
      'workloads.kind', 'workloads.expression', 'workloads.fingerprint', 'environments.json as environment', 'snapshots.id as snapshot_id',
      'runs.median_ms', 'runs.interval_low_ms', 'runs.interval_high_ms', 'runs.iterations', 'runs.processes', 'runs.allocated_bytes', 'runs.hot_lines',
    ])
}

type SelectedRun = InferResult<ReturnType<typeof selectRuns>>[number]

/* oxlint-disable typescript/no-unsafe-type-assertion -- written above */
function storedRun(row: SelectedRun): StoredRun {
  const { file, median_ms: medianMs, interval_low_ms: low, interval_high_ms: high } = row
  return {
    id: row.id,
    startedAt: row.started_at,
    file,
    functionName: row.name,
    bodyHash: row.body_hash,
    identityHash: row.identity_hash,
    workload: { kind: row.kind as Workload['kind'], expression: row.expression, fingerprint: row.fingerprint },
    environment: parseStored(row.environment) as Environment,
    timing: medianMs === null ? null : { medianMs, confidenceIntervalMs: low === null || high === null ? null : { low, high }, iterations: row.iterations ?? 0, processes: row.processes ?? 0 },
    allocatedBytesPerCall: row.allocated_bytes,
    hotLines: (parseStored(row.hot_lines) as readonly HotLineCells[]).map(([lineFile, line, selfShare, selfMsPerCall]) => ({ file: lineFile === 0 ? file : lineFile, line, selfShare, selfMsPerCall })),
    sourceHash: row.source_hash,
    commit: row.commit_hash,
    isDirty: row.is_dirty === null ? null : row.is_dirty === 1,
    snapshotId: row.snapshot_id,
  }
}
/* oxlint-enable typescript/no-unsafe-type-assertion */

function ensureWorkload(connection: Connection, { kind, expression, fingerprint }: StoredRun['workload']): number {
  return connection.first(build.selectFrom('workloads').select('seq').where('fingerprint', '=', fingerprint).where('kind', '=', kind).where('expression', '=', expression))?.seq
    ?? connection.first(build.insertInto('workloads').values({ kind, expression, fingerprint }).returning('seq'))?.seq
    ?? noRow()
}

function ensureEnvironment(connection: Connection, environment: Environment): number {
  const json = JSON.stringify(environment)
  return connection.first(build.selectFrom('environments').select('seq').where('json', '=', json))?.seq
    ?? connection.first(build.insertInto('environments').values({ json }).returning('seq'))?.seq
    ?? noRow()
}
