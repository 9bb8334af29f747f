/** A range to start from where nobody has said one: sixteen times less to sixteen times more. Empty for a number without a size. */
export function suggestRange(value: number): string {
  if (value <= 0) return ''
  if (Number.isInteger(value)) return `${Math.max(1, Math.floor(value / 16))}..${value * 16}`
  return `${Number((value / 16).toPrecision(2))}..${Number((value < 1 ? Math.min(1, value * 16) : value * 16).toPrecision(2))}`
}
