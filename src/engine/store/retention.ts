import type { Connection } from './connection.ts'
import { build } from './queryBuilder.ts'

/** How long a snapshot that no run names stays, in milliseconds: a week. */
const unusedForMs = 7 * 24 * 3_600_000

/** Lets go of all but a function's newest runs and comparisons. Pinned runs stay, and their snapshots. */
export function dropOldRuns(connection: Connection, functionRow: number, keep: number): void {
  const oldest = connection.first(build.selectFrom('runs').select('seq').where('function', '=', functionRow).orderBy('seq', 'desc').limit(1).offset(keep))
  if (oldest === undefined) return
  const dropped = connection.all(build.deleteFrom('runs')
    .where('function', '=', functionRow).where('seq', '<=', oldest.seq)
    .where((row) => row.not(row.exists(row.selectFrom('pins').select('pins.run').whereRef('pins.run', '=', 'runs.seq'))))
    .returning(['snapshot', 'workload']))
  dropSnapshots(connection, dropped.flatMap(({ snapshot }) => (snapshot === null || isUsed(connection, snapshot) ? [] : [snapshot])))
  for (const workload of new Set(dropped.map((run) => run.workload))) {
    connection.run(build.deleteFrom('workloads').where('seq', '=', workload)
      .where((row) => row.not(row.exists(row.selectFrom('runs').select('runs.seq').where('runs.workload', '=', workload)))))
  }
}

/** Lets go of all but a function's newest comparisons. */
export function dropOldComparisons(connection: Connection, functionRow: number, keep: number): void {
  const oldest = connection.first(build.selectFrom('comparisons').select('seq').where('function', '=', functionRow).orderBy('seq', 'desc').limit(1).offset(keep))
  if (oldest !== undefined) connection.run(build.deleteFrom('comparisons').where('function', '=', functionRow).where('seq', '<=', oldest.seq))
}

/** Lets go of snapshots that no run came to name. */
export function dropUnusedSnapshots(connection: Connection, now: number): void {
  dropSnapshots(connection, connection.all(build.selectFrom('snapshots').select('seq').where('unused_since', '<', now - unusedForMs)).map(({ seq }) => seq))
}

/**
 * Lets go of the oldest snapshots, a few at a time, while the store holds more than that many bytes. Their runs stay, and pinned ones keep
 * theirs.
 */
export function dropBeyond(connection: Connection, mostBytes: number): void {
  while (usedBytes(connection) > mostBytes) {
    const oldest = connection.all(build.selectFrom('snapshots').select('seq')
      .where((row) => row.not(row.exists(row.selectFrom('runs').innerJoin('pins', 'pins.run', 'runs.seq').select('runs.seq').whereRef('runs.snapshot', '=', 'snapshots.seq'))))
      .orderBy('seq').limit(10))
    if (oldest.length === 0) return
    dropSnapshots(connection, oldest.map(({ seq }) => seq))
  }
}

function usedBytes(connection: Connection): number {
  return (Number(connection.pragma('page_count')) - Number(connection.pragma('freelist_count'))) * Number(connection.pragma('page_size'))
}

function isUsed(connection: Connection, snapshot: number): boolean {
  return connection.first(build.selectFrom('runs').select('seq').where('snapshot', '=', snapshot).limit(1)) !== undefined
}

function dropSnapshots(connection: Connection, snapshots: readonly number[]): void {
  for (const snapshot of new Set(snapshots)) {
    const contents = connection.all(build.selectFrom('snapshot_contents').select('content').where('snapshot', '=', snapshot))
    connection.run(build.deleteFrom('snapshots').where('seq', '=', snapshot))
    for (const { content } of contents) {
      connection.run(build.deleteFrom('contents').where('seq', '=', content)
        .where((row) => row.not(row.exists(row.selectFrom('snapshot_contents').select('snapshot_contents.snapshot').where('snapshot_contents.content', '=', content)))))
    }
  }
}
