import { splitLines } from '../presentation/heatAnchor.ts'
import { hashText } from '../source/bodyHash.ts'

/** The hash of some lines of a text, without their indentation: the same wherever they move. @param first 0-based, as `last`, which is one of them */
export function codeHash(text: string, first: number, last: number): string {
  return hashText(splitLines(text).slice(first, last + 1).map((line) => line.trim()).join('\n'))
}
