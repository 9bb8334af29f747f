import type { SourceFunction } from './sourceFunction.ts'

/**
 * A short hash of a text, to tell whether it changed: two FNV-1a hashes, the second with a
 * multiplier of its own (http://www.isthe.com/chongo/tech/comp/fnv/). Line endings do not count, so that switching them leaves results fresh.
 */
export function hashText(text: string): string {
  let low = 0x811c9dc5
  let high = 0x01000193
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit === 13) continue
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x85ebca6b)
  }
  return hex(high) + hex(low)
}

/** The hash of a function as it stands in its source text: what `ProfiledFunction.bodyHash` holds. */
export function bodyHash(text: string, sourceFunction: Pick<SourceFunction, 'range'>): string {
  return hashText(text.slice(sourceFunction.range.start, sourceFunction.range.end))
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0')
}
