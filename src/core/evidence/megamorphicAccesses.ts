import type { SourcePlace } from '../profile/generatedPosition.ts'
import type { LoggedAccess } from './optimisationLog.ts'

/** Accesses on a line to a property that saw more shapes of objects than V8 tells apart in one place: it looks each up in a table. */
export interface MegamorphicAccess {
  /** Relative to the workspace root with `/`, absolute outside it. */
  readonly file: string
  /** 0-based. */
  readonly line: number
  readonly column: number
  /** The property; null where it is computed. */
  readonly property: string | null
  /** Different shapes that were met in calls, at least; of a computed property there may be one, and many keys. */
  readonly shapes: number
}

/** What was logged, and how to read it. */
export interface LoggedAccesses {
  readonly accesses: readonly LoggedAccess[]
  /** Where a place of whatever script stands in the user's sources; null where it does not. */
  readonly placeOf: (line: number, column: number) => SourcePlace | null
  /** A file as the result names it. */
  readonly nameOf: (file: string) => string
}

/** Megamorphic accesses in the user's code, those of most shapes first. */
export function findMegamorphic({ accesses, placeOf, nameOf }: LoggedAccesses): readonly MegamorphicAccess[] {
  const sites = new Map<string, { readonly first: LoggedAccess; readonly shapes: Set<string>; isMegamorphic: boolean }>()
  for (const access of accesses) {
    const key = `${access.type} ${access.line}:${access.column}`
    const site = sites.get(key) ?? { first: access, shapes: new Set(), isMegamorphic: false }
    site.shapes.add(access.shape)
    site.isMegamorphic ||= access.isMegamorphic
    sites.set(key, site)
  }
  const found = new Map<string, MegamorphicAccess>()
  for (const { first, shapes, isMegamorphic } of sites.values()) {
    const place = isMegamorphic ? placeOf(first.line, first.column) : null
    if (place === null) continue
    const { line, column } = place
    const property = first.type.startsWith('Keyed') ? null : first.key
    // One a line: `o.x += 1` loads and stores, and in optimised code V8 may tell of a place nearby.
    const key = `${line} ${property ?? '[]'} ${place.file}`
    if ((found.get(key)?.shapes ?? 0) < shapes.size) found.set(key, { file: nameOf(place.file), line, column, property, shapes: shapes.size })
  }
  return [...found.values()].toSorted((a, b) => b.shapes - a.shapes || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
}
