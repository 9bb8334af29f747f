const units = [
  { suffix: '', size: 1 },
  { suffix: 'k', size: 1e3 },
  { suffix: 'M', size: 1e6 },
  { suffix: 'G', size: 1e9 },
] as const

/** Calls per second for people: `0.5/s`, `806/s`, `80.6k/s`, `1.2M/s`. One decimal below a hundred of a unit. */
export function formatRate(perSecond: number): string {
  if (perSecond > 0 && perSecond < 0.95) return `${Number(perSecond.toPrecision(perSecond < 0.01 ? 1 : 2))}/s`
  for (const unit of units) {
    const value = perSecond / unit.size
    const text = value < 99.95 ? value.toFixed(1).replace(/\.0$/, '') : value.toFixed(0)
    if (Number(text) < 1000 || unit.suffix === 'G') return `${text}${unit.suffix}/s`
  }
  return `${perSecond}/s`
}

/** Calls per second that a time per call in milliseconds comes to; null where it is too short to say. */
export function ratePerSecond(msPerCall: number): number | null {
  return msPerCall > 0 ? 1000 / msPerCall : null
}
