import type { Run } from '../../core/comparison/run.ts'
import type { StoredRun } from '../../core/comparison/storedRun.ts'
import { hashText } from '../../core/source/bodyHash.ts'
import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import { identityHash } from '../../core/source/identityHash.ts'
import { workloadFingerprint } from './workloadFingerprint.ts'

/** What git says of a working tree. */
export interface CommitState {
  /** Full hash of HEAD. */
  readonly commit: string
  readonly isDirty: boolean
}

const mostHotLines = 10

/** Longer ones are cut: they are for people, and inputs are told apart by the fingerprint. */
const longestExpression = 500

/**
 * A finished run as history keeps it.
 * @param text of the function's file as it was run
 */
export async function storedRunOf(run: Run, text: string, git: CommitState | null): Promise<StoredRun> {
  const { expression, kind } = run.workload
  const found = discoverFunctions(text, run.function.file).functions.find(({ name }) => name === run.function.name)
  return {
    id: run.id,
    startedAt: run.startedAt,
    file: run.function.file,
    functionName: run.function.name,
    bodyHash: run.function.bodyHash,
    identityHash: found === undefined ? run.function.bodyHash : identityHash(text, found),
    workload: { kind, expression: expression.length > longestExpression ? `${expression.slice(0, longestExpression)}…` : expression, fingerprint: await workloadFingerprint(run.workload) },
    environment: run.environment,
    timing: run.timing === null ? null : { medianMs: run.timing.medianMs, confidenceIntervalMs: run.timing.confidenceIntervalMs, iterations: run.timing.iterations, processes: run.timing.processes },
    allocatedBytesPerCall: run.allocatedBytesPerCall,
    hotLines: (run.attribution?.lines ?? []).slice(0, mostHotLines).map(({ file, line, self, selfMsPerCall }) => ({ file, line, selfShare: rounded(self.share), selfMsPerCall: selfMsPerCall === null ? null : rounded(selfMsPerCall) })),
    sourceHash: hashText(text),
    commit: git?.commit ?? null,
    isDirty: git?.isDirty ?? null,
    snapshotId: null,
  }
}

/** To four digits: more than samples tell, and less to keep. */
function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
