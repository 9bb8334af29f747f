import { automatonOf } from './automaton.ts'
import type { Automaton } from './automaton.ts'

/**
 * Whether a text that does not match may take a time that doubles with each character: some place of the expression is come back to by one text in
 * two ways, and what follows may fail (Weideman et al. 2016, "Analyzing Matching Time Behavior of Backtracking Regular Expression Matchers").
 * False where it is not known.
 */
export function isExponential(source: string, flags: string): boolean {
  const automaton = automatonOf(source, flags)
  if (automaton === null) return false
  const ends = new Set(automaton.last)
  return automaton.takes.some((_, at) => {
    const loop = loopFrom(at, (from) => [...automaton.follows[from]?.keys() ?? []])
    // Where the expression may end here, any text that came so far matches.
    return loop.size > 0 && ![...loop].some((each) => ends.has(each)) && isAmbiguous(automaton, at, loop)
  })
}

/** Whether one text leads from a place back to it in two ways. */
function isAmbiguous({ takes, follows }: Automaton, start: number, loop: ReadonlySet<number>): boolean {
  if ([...loop].some((from) => [...follows[from] ?? []].some(([to, ways]) => ways > 1 && loop.has(to)))) return true
  const count = takes.length
  const onwards = (from: number): readonly number[] => [...follows[from]?.keys() ?? []].filter((to) => loop.has(to))
  // Two walks at once, over characters that both take: apart, and together again.
  const pairs = new Map<number, readonly number[]>()
  const nextPairs = (pair: number): readonly number[] => {
    const known = pairs.get(pair)
    if (known !== undefined) return known
    const others = onwards(pair % count)
    const next = onwards(Math.floor(pair / count)).flatMap((one) => others.filter((other) => one === other || ((takes[one] ?? 0n) & (takes[other] ?? 0n)) !== 0n).map((other) => one * count + other))
    pairs.set(pair, next)
    return next
  }
  const together = start * count + start
  return [...loopFrom(together, nextPairs)].some((pair) => Math.floor(pair / count) !== pair % count)
}

/** What a way from something back to itself leads over; empty where there is none. */
function loopFrom(start: number, next: (at: number) => readonly number[]): ReadonlySet<number> {
  const back = new Map<number, number[]>()
  const waiting = [start]
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    for (const to of next(from)) {
      const known = back.get(to)
      if (known !== undefined) known.push(from)
      else {
        back.set(to, [from])
        if (to !== start) waiting.push(to)
      }
    }
  }
  const loop = new Set<number>()
  waiting.push(start)
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const from of back.get(at) ?? []) {
      if (loop.has(from)) continue
      loop.add(from)
      waiting.push(from)
    }
  }
  return loop
}
