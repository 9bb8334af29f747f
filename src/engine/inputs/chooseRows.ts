import type { TriedRow } from './runTrial.ts'

/** The rows to measure with. */
export interface ChosenRows {
  readonly rows: readonly string[]
  /** Of the statements, the share that calls with them ran, 0 to 1. */
  readonly coverage: number
}

/** Rows of one function, at most: enough that V8 sees the shapes that there are. */
const mostRows = 120

/** Characters of all rows together: they are stored with the run. */
const mostCharacters = 60_000

/** A call that takes so many times as long as the others is left out, unless nothing else runs what it runs. */
const outlier = 50

/** Milliseconds: below them it is the machine that makes calls differ. */
const usualAtLeast = 0.4

/**
 * Chooses among the rows whose calls returned: first those that run what no other does, then all alike. They come in an order that
 * has nothing to do with how they were made, so that the first of them are as good a sample as any, where time allows no more.
 */
export function chooseRows(rows: readonly string[], tried: readonly (TriedRow | null)[], statements: number): ChosenRows {
  const good = rows.flatMap((text, index) => {
    const own = tried[index]
    return own?.end === 'returned' ? [{ text, ms: own.ms, statements: own.statements }] : []
  })
  const covered = new Set<number>()
  const chosen = new Set<string>()
  let characters = 0
  const take = (row: (typeof good)[number]): void => {
    if (chosen.size >= mostRows || characters + row.text.length > mostCharacters) return
    chosen.add(row.text)
    characters += row.text.length
    for (const each of row.statements) covered.add(each)
  }
  const news = (row: (typeof good)[number]): number => row.statements.filter((each) => !covered.has(each)).length
  for (;;) {
    const best = good.filter(({ text }) => !chosen.has(text)).reduce<(typeof good)[number] | null>((most, row) => (news(row) > (most === null ? 0 : news(most)) ? row : most), null)
    if (best === null || chosen.size >= mostRows / 2) break
    take(best)
  }
  const usual = good.map(({ ms }) => ms).toSorted((a, b) => a - b)[Math.floor(good.length / 2)] ?? 0
  // What runs more of the body comes before what leaves it at once.
  const most = Math.max(0, ...good.map((row) => row.statements.length))
  const deep = good.filter((row) => row.statements.length >= most / 2)
  for (const row of [...deep, ...good]) if (row.ms <= Math.max(usual, usualAtLeast) * outlier) take(row)
  return { rows: [...chosen].toSorted((a, b) => hash(a) - hash(b)), coverage: statements === 0 ? 1 : covered.size / statements }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value >>> 0
}
