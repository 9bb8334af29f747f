import { readFileSync } from 'node:fs'
import type { Bundle } from '../../../../src/engine/bundle/bundleEntry.ts'

/** A function's body in its source: lines and columns 0-based, the end beyond it. */
export interface BodyExtent {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

/** Where a piece of the body stands in the bundle. */
export interface BundleOffset {
  readonly offset: number
  /** 0-based line of the source. */
  readonly line: number
}

/** The places of a bundle that code of the body became, in ascending order. */
export function bundleOffsets(bundle: Bundle, file: string, bodies: readonly BodyExtent[]): readonly BundleOffset[] {
  const found: BundleOffset[] = []
  const text = readFileSync(bundle.path, 'utf8')
  let start = 0
  for (const [index, line] of text.split('\n').entries()) {
    for (const { index: column } of line.matchAll(/[\w$]+|[^\s\w$]/gu)) {
      const place = bundle.placeOf(index, column)
      if (place !== null && place.file === file && bodies.some((body) => isWithin(place, body))) found.push({ offset: start + column, line: place.line })
    }
    start += line.length + 1
  }
  return found
}

function isWithin({ line, column }: { readonly line: number; readonly column: number }, body: BodyExtent): boolean {
  return (line > body.startLine || (line === body.startLine && column >= body.startColumn)) && (line < body.endLine || (line === body.endLine && column < body.endColumn))
}
