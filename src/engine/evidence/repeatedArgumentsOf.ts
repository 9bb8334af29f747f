import { createHash } from 'node:crypto'
import type { Workload } from '../../core/comparison/workload.ts'
import { countRepeats } from '../../core/evidence/repeatedArguments.ts'
import type { FingerprintedCall, PrimitiveType, RepeatedArguments } from '../../core/evidence/repeatedArguments.ts'
import { spellValue } from '../../core/workloads/spellValue.ts'
import type { RecordedItem, RecordedValue } from '../../protocol/recordingLog.ts'
import { readStoredRecording } from '../recording/recordingStore.ts'

/** How often recorded calls repeat arguments; null for other workloads, and where secrets were replaced: they look alike. */
export async function repeatedArgumentsOf(workload: Workload): Promise<RepeatedArguments | null> {
  const recording = workload.kind === 'recorded' ? await readStoredRecording(workload.inputs.path) : null
  if (recording === null || recording.rows.some(({ redacted }) => redacted)) return null
  return countRepeats(recording.rows.map(({ value }) => fingerprint(value)))
}

function fingerprint(value: RecordedValue): FingerprintedCall {
  const { root, shapes, nodes, references } = value
  return {
    fingerprint: createHash('sha256').update(spellValue([root, shapes, nodes, references])).digest('base64'),
    types: argumentsOf(value).map(primitiveType),
  }
}

/** What a call was given, its receiver first where it has one: a record's root is the list of them. */
function argumentsOf({ root, nodes }: RecordedValue): readonly RecordedItem[] {
  const payload = Array.isArray(root) ? nodes[root[0]]?.[1] : null
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `isArray` does not narrow a list that is readonly
  return Array.isArray(payload) ? payload as readonly RecordedItem[] : []
}

function primitiveType(item: RecordedItem): PrimitiveType | null {
  const type = typeof item
  return type === 'string' || type === 'number' || type === 'boolean' || type === 'bigint' ? type : null
}
