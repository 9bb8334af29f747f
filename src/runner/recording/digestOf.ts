import { spellValue } from '../../core/workloads/spellValue.ts'
import { describeThrown } from '../thrownValue.ts'
import { encodeValue } from './encodeValue.ts'

/** What a call may return at most to be compared, in bytes. */
const mostBytes = 1_000_000

/** Stands for a value: equal for values that are deeply equal, in whatever process and realm; null where it is too large to tell. */
export function digestOf(value: unknown): string | null {
  const encoded = encodeValue(value, { referenceOf: () => null, mostBytes, isLoose: true })
  if (encoded.kind === 'obstacle') return null
  return hashBytes(Buffer.from(spellValue([encoded.value.root, encoded.value.shapes, encoded.value.nodes])))
}

/** Stands for what was thrown: its name and message. */
export function digestOfThrown(thrown: unknown): string {
  const { name, message } = describeThrown(thrown)
  return hashBytes(Buffer.from(`${name}: ${message}`))
}

/**
 * Two FNV-1a hashes, the second with a multiplier of its own (http://www.isthe.com/chongo/tech/comp/fnv/): Node takes longer to load
 * its cryptography than many a test takes.
 */
function hashBytes(bytes: Uint8Array): string {
  let low = 0x811c9dc5
  let high = 0x01000193
  for (const byte of bytes) {
    low = Math.imul(low ^ byte, 0x01000193)
    high = Math.imul(high ^ byte, 0x85ebca6b)
  }
  return `${(high >>> 0).toString(36)}-${(low >>> 0).toString(36)}`
}
