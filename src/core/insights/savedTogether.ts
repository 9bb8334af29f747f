import type { Interval } from '../statistics/interval.ts'
import type { Seen } from './insightRule.ts'

/** Of what is awaited, this part at least is time in which others can be under way, and not computing. */
const leastOverlap = 0.5

/** A clock's error. */
const most = 1.05

/**
 * What part of their time is saved when awaits that followed one another are begun together: all but the slowest one's. Null where it is not known how long each takes.
 * @param lines 0-based, of the awaits
 */
export function savedTogether({ run, file }: Seen, lines: readonly number[]): Interval | null {
  const waits = new Set(lines).size < lines.length ? [] : (run.evidence?.awaits ?? []).filter((each) => each.file === file && lines.includes(each.line)).map(({ coveredMsPerCall }) => coveredMsPerCall)
  const sum = waits.reduce((all, ms) => all + ms, 0)
  if (waits.length < lines.length || sum === 0) return null
  const saved = 1 - Math.max(...waits) / sum
  return { low: leastOverlap * saved, high: Math.min(0.99, most * saved) }
}
