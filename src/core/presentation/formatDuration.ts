const units = [
  { name: 'ns', inMs: 1e-6 },
  { name: 'µs', inMs: 1e-3 },
  { name: 'ms', inMs: 1 },
  { name: 's', inMs: 1000 },
] as const

/**
 * A duration in milliseconds for people: `2.1 ns`, `12.4 µs`, `3.20 ms`, `1.40 s`. Three significant digits, but
 * never less than a tenth of a nanosecond, which no clock here resolves.
 */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0 ns'
  if (ms < 0) return `-${formatDuration(-ms)}`
  if (ms < 0.05e-6) return '<0.1 ns'
  for (const unit of units) {
    const text = withThreeDigits(ms / unit.inMs, unit.name === 'ns' ? 1 : 2)
    // 999.6 µs rounds to 1000 and belongs to the next unit.
    if (Number(text) < 1000 || unit.name === 's') return `${text} ${unit.name}`
  }
  return `${ms} ms`
}

function withThreeDigits(value: number, mostDecimals: number): string {
  for (let decimals = mostDecimals; decimals > 0; decimals--) {
    const text = value.toFixed(decimals)
    if (text.replace('.', '').replace(/^0+/, '').length <= 3) return text
  }
  return value.toFixed(0)
}
