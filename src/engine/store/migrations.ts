import type { Connection } from './connection.ts'

/** What leads from each version to the next; the version is how many of them a store has been through. Never change one that was released. */
export const migrations: readonly string[] = [
  `CREATE TABLE functions (seq INTEGER PRIMARY KEY, file TEXT NOT NULL, name TEXT NOT NULL, identity_hash TEXT NOT NULL, UNIQUE (file, name));
   CREATE INDEX functions_by_identity ON functions (identity_hash);
   CREATE TABLE environments (seq INTEGER PRIMARY KEY, json TEXT NOT NULL UNIQUE);
   CREATE TABLE workloads (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, expression TEXT NOT NULL, fingerprint TEXT NOT NULL, UNIQUE (fingerprint, kind, expression));
   CREATE TABLE snapshots (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, unused_since REAL, manifest BLOB NOT NULL);
   CREATE INDEX snapshots_unused ON snapshots (unused_since) WHERE unused_since IS NOT NULL;
   CREATE TABLE contents (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, data BLOB NOT NULL);
   CREATE TABLE snapshot_contents (
     snapshot INTEGER NOT NULL REFERENCES snapshots ON DELETE CASCADE, content INTEGER NOT NULL REFERENCES contents, PRIMARY KEY (snapshot, content)
   ) WITHOUT ROWID;
   CREATE INDEX snapshots_by_content ON snapshot_contents (content);
   CREATE TABLE runs (
     seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, function INTEGER NOT NULL REFERENCES functions, started_at REAL NOT NULL,
     body_hash TEXT NOT NULL, identity_hash TEXT NOT NULL, source_hash TEXT NOT NULL, commit_hash TEXT, is_dirty INTEGER,
     workload INTEGER NOT NULL REFERENCES workloads, environment INTEGER NOT NULL REFERENCES environments, snapshot INTEGER REFERENCES snapshots ON DELETE SET NULL,
     median_ms REAL, interval_low_ms REAL, interval_high_ms REAL, iterations REAL, processes INTEGER, allocated_bytes REAL, hot_lines TEXT NOT NULL
   );
   CREATE INDEX runs_by_function ON runs (function);
   CREATE INDEX runs_by_snapshot ON runs (snapshot);
   CREATE INDEX runs_by_workload ON runs (workload);
   CREATE TABLE pins (
     function INTEGER NOT NULL REFERENCES functions, name TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs, set_at REAL NOT NULL, PRIMARY KEY (function, name)
   ) WITHOUT ROWID;
   CREATE INDEX pins_by_run ON pins (run);
   CREATE TABLE comparisons (
     seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, function INTEGER NOT NULL REFERENCES functions, json TEXT NOT NULL, dismissed_at REAL, dismissed_reason TEXT
   );
   CREATE INDEX comparisons_by_function ON comparisons (function);`,
]

/** The version of the stores that this program writes. */
export const storeVersion = migrations.length

/** Stands in the head of the file, and tells Heatline's stores from other SQLite files: `HEAT`. */
export const applicationId = 0x48454154

export function versionOf(connection: Connection): number {
  return Number(connection.pragma('user_version'))
}

/**
 * Brings a store up to date: all the way or not at all.
 * @param steps what leads from each version to the next
 */
export function migrate(connection: Connection, steps = migrations): void {
  if (versionOf(connection) === steps.length) return
  connection.transaction(() => {
    for (const sql of steps.slice(versionOf(connection))) connection.execute(sql)
    connection.execute(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${steps.length}`)
  })
}
