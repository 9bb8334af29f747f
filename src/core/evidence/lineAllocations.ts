import type { SourcePlace } from '../profile/generatedPosition.ts'

/** What a line allocates, on the heap and beside it, with what was collected since. */
export interface LineAllocations {
  /** Relative to the workspace root with `/`, absolute outside it. */
  readonly file: string
  /** 0-based. */
  readonly line: number
  /** The line's own and that of what it calls in Node and V8, not of other lines that it calls. */
  readonly bytesPerCall: number
}

/** What a statement allocates in one call. */
export interface StatementAllocations {
  /** Null where it stands in none of the user's sources. */
  readonly place: SourcePlace | null
  readonly bytes: number
}

/** Adds statements up to lines, the one that allocates most first. */
export function allocationsByLine(statements: readonly StatementAllocations[], nameOf: (file: string) => string): readonly LineAllocations[] {
  const lines = new Map<string, { readonly file: string; readonly line: number; bytesPerCall: number }>()
  for (const { place, bytes } of statements) {
    if (place === null || bytes <= 0) continue
    const key = `${place.line}:${place.file}`
    const line = lines.get(key) ?? { file: nameOf(place.file), line: place.line, bytesPerCall: 0 }
    line.bytesPerCall += bytes
    lines.set(key, line)
  }
  return [...lines.values()].toSorted((a, b) => b.bytesPerCall - a.bytesPerCall)
}
