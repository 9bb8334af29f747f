/**
 * The name that was most likely meant by a mistyped one, or null when none is near. The same last part is enough
 * (`total` or `Basket.total` for `Cart.total`), so is the beginning of only one, and upper and lower case count as half a
 * mistake.
 */
export function closestName(typed: string, names: readonly string[]): string | null {
  const lastParts = names.filter((name) => lastPart(name) === lastPart(typed))
  if (lastParts.length === 1) return lastParts[0] ?? null
  const begun = typed.length < 3 ? [] : names.filter((name) => name.startsWith(typed))
  if (begun.length === 1) return begun[0] ?? null
  let best: string | null = null
  // A third of the letters may be wrong, as rustc's and git's suggestions allow.
  let bestDistance = typed.length === 1 ? 0.5 : Math.max(typed.length, 3) / 3
  for (const name of names) {
    const distance = Math.min(editDistance(typed, name), editDistance(typed, name.split('.').at(-1) ?? name) + 0.25)
    if (distance <= bestDistance && (best === null || distance < bestDistance)) {
      best = name
      bestDistance = distance
    }
  }
  return best
}

function lastPart(name: string): string {
  return name.split(/[. ]/).at(-1) ?? name
}

/** Optimal string alignment distance: a letter added, dropped, changed, or swapped with its neighbour counts one. */
export function editDistance(from: string, to: string): number {
  const a = Array.from(from)
  const b = Array.from(to)
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      let best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + changeCost(a[i - 1], b[j - 1]))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(beforeLast, j - 2) + 1)
      row.push(best)
    }
    beforeLast = last
    last = row
  }
  return at(last, b.length)
}

function changeCost(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0
  return a?.toLowerCase() === b?.toLowerCase() ? 0.5 : 1
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
