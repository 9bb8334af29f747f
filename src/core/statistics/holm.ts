/**
 * Adjusts p values of hypotheses that are tested together, so that one that is below a level keeps the chance of any false alarm below
 * it (S. Holm, Scandinavian Journal of Statistics 6, 1979). In the order in which they are given.
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const adjusted = [...pValues]
  const order = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p)
  let least = 0
  for (const [rank, { p, index }] of order.entries()) {
    least = Math.min(1, Math.max(least, p * (pValues.length - rank)))
    adjusted[index] = least
  }
  return adjusted
}
