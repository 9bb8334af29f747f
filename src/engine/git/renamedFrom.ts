import path from 'node:path'

/** The share of its text that a renamed file must have kept; git's own measure. */
const leastAlike = 0.5

/**
 * The file that is gone and most likely is this one under its old name: the one with the most text in common, by lines; null where none has half of
 * it. git itself would not look at new files that are not added yet.
 * @param gone texts by path
 */
export function renamedFrom(name: string, text: string, gone: ReadonlyMap<string, string>): string | null {
  const lines = countedLines(text)
  const ranked = [...gone].map(([old, oldText]) => ({ old, alike: likeness(lines, text, oldText), isNamesake: path.posix.basename(old) === path.posix.basename(name) }))
    .filter(({ alike }) => alike >= leastAlike)
    .toSorted((a, b) => b.alike - a.alike || Number(b.isNamesake) - Number(a.isNamesake))
  return ranked[0]?.old ?? null
}

/** Characters of common lines by those of the longer text: 0 to 1. */
function likeness(lines: ReadonlyMap<string, number>, text: string, other: string): number {
  const [shorter = 0, longer = 0] = [text.length, other.length].toSorted((a, b) => a - b)
  if (longer === 0 || shorter / longer < leastAlike / 2) return 0
  let common = 0
  let total = 0
  for (const [line, count] of countedLines(other)) {
    common += Math.min(count, lines.get(line) ?? 0) * line.length
    total += count * line.length
  }
  return common / Math.max(total, charactersOf(lines), 1)
}

/** How often each line that says something is there. */
function countedLines(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const line of text.split('\n')) {
    const said = line.trim()
    if (said.length > 1) counts.set(said, (counts.get(said) ?? 0) + 1)
  }
  return counts
}

function charactersOf(lines: ReadonlyMap<string, number>): number {
  let total = 0
  for (const [line, count] of lines) total += line.length * count
  return total
}
