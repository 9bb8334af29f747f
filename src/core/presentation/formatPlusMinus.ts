import type { Interval } from '../statistics/interval.ts'

/**
 * An interval relative to its centre: `±1.2%`. Where it is lopsided the wider side speaks, so that no figure looks
 * surer than it is. Beyond the centre itself a figure would say nothing: `±>99%`.
 */
export function formatPlusMinus(centre: number, interval: Interval): string {
  if (!(centre > 0)) return ''
  const percent = (Math.max(interval.high - centre, centre - interval.low, 0) / centre) * 100
  if (percent < 0.05) return '±<0.1%'
  if (percent > 99.5) return '±>99%'
  return `±${percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)}%`
}
