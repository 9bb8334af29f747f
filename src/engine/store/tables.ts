import type { Generated } from 'kysely'

/** The tables as the newest migration leaves them. What is newest has the greatest `seq`: clocks jump, the order of writing does not. */
export interface Tables {
  /** A function where it stands now. */
  readonly functions: { readonly seq: Generated<number>; readonly file: string; readonly name: string; /** Of its newest run; empty before the first. */ readonly identity_hash: string }
  /** `JSON` of an `Environment`. */
  readonly environments: { readonly seq: Generated<number>; readonly json: string }
  readonly workloads: { readonly seq: Generated<number>; readonly kind: string; readonly expression: string; readonly fingerprint: string }
  /** `manifest` is compressed; `unused_since` is null where a run names it. */
  readonly snapshots: { readonly seq: Generated<number>; readonly id: string; readonly unused_since: number | null; readonly manifest: Uint8Array }
  /** `data` is compressed. */
  readonly contents: { readonly seq: Generated<number>; readonly hash: string; readonly data: Uint8Array }
  readonly snapshot_contents: { readonly snapshot: number; readonly content: number }
  readonly runs: RunRow
  readonly pins: { readonly function: number; readonly name: string; readonly run: number; readonly set_at: number }
  readonly comparisons: { readonly seq: Generated<number>; readonly id: string; readonly function: number; readonly json: string; readonly dismissed_at: number | null; readonly dismissed_reason: string | null }
}

/** A run, its function, environment, workload and snapshot by their `seq`. */
export interface RunRow {
  readonly seq: Generated<number>
  readonly id: string
  readonly function: number
  readonly started_at: number
  readonly body_hash: string
  readonly identity_hash: string
  readonly source_hash: string
  readonly commit_hash: string | null
  readonly is_dirty: number | null
  readonly workload: number
  readonly environment: number
  readonly snapshot: number | null
  readonly median_ms: number | null
  readonly interval_low_ms: number | null
  readonly interval_high_ms: number | null
  readonly iterations: number | null
  readonly processes: number | null
  readonly allocated_bytes: number | null
  /** JSON: `[file, line, selfShare, selfMsPerCall]` for each, the file 0 where it is the function's own. */
  readonly hot_lines: string
}
