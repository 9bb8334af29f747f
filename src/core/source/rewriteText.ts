import type { Extent } from './functionBinding.ts'

/** A stretch of a text and what stands there instead; an insertion where it is empty. */
export interface Rewrite extends Extent {
  readonly text: string
}

/** A stretch of a text with the rewrites that lie in it. Of two that overlap the one that begins first, or is longer, counts. */
export function rewriteText(text: string, extent: Extent, rewrites: readonly Rewrite[]): string {
  let result = ''
  let at = extent.start
  for (const rewrite of rewrites.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (rewrite.start < at || rewrite.end > extent.end) continue
    result += text.slice(at, rewrite.start) + rewrite.text
    at = rewrite.end
  }
  return result + text.slice(at, extent.end)
}
