import type { DrawnLine } from './lineHeat.ts'

/**
 * The next hot line below (or above) a 0-based line, from the other end again when there is none; null without any.
 * @param lines top to bottom
 */
export function nextHotLine(lines: readonly DrawnLine[], from: number, direction: 'next' | 'previous'): DrawnLine | null {
  const coloured = lines.filter((line) => line.level > 0)
  const candidates = coloured.length > 0 ? coloured : lines
  const found = direction === 'next'
    ? candidates.find((line) => line.line > from) ?? candidates[0]
    : candidates.findLast((line) => line.line < from) ?? candidates.at(-1)
  return found ?? null
}
