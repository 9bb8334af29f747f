/** Functions up to this long are shown whole. */
const shownWhole = 40
/** Lines kept on both sides of a hot one. */
const context = 3

/** Lines to show, or how many are left out between them. */
export type FoldedLine = { readonly kind: 'line'; readonly line: number } | { readonly kind: 'fold'; readonly lines: number }

/** Leaves out the cold stretches of a long function: its first and last line, hot lines and their neighbours stay. */
export function foldLines(startLine: number, endLine: number, isHot: (line: number) => boolean): readonly FoldedLine[] {
  const isWhole = endLine - startLine < shownWhole
  const kept = new Set<number>([startLine, endLine])
  for (let line = startLine; line <= endLine; line++) {
    if (isWhole) kept.add(line)
    if (!isHot(line)) continue
    for (let near = Math.max(startLine, line - context); near <= Math.min(endLine, line + context); near++) kept.add(near)
  }
  const folded: FoldedLine[] = []
  let left = 0
  for (let line = startLine; line <= endLine; line++) {
    // A fold takes a line itself: one line is better shown.
    const alone = !kept.has(line) && kept.has(line - 1) && kept.has(line + 1)
    if (!kept.has(line) && !alone) {
      left++
      continue
    }
    if (left > 0) folded.push({ kind: 'fold', lines: left })
    left = 0
    folded.push({ kind: 'line', line })
  }
  return folded
}
