import type { Extent } from './functionBinding.ts'

/** Whether code stands in other code, or is the same. */
export function isWithin(inner: Extent, outer: Extent): boolean {
  return inner.start >= outer.start && inner.end <= outer.end
}
