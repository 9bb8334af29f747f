import { subjects } from './subjects.ts'
import type { Counted, PeerCounted } from './run.ts'

/** Prints what was reached beside the targets. */
export function printTable(condition: string, counted: readonly Counted[], peers: readonly PeerCounted[]): void {
  const of = (wanted: number): readonly Counted[] => counted.filter((each) => each.wanted === wanted)
  const same = of(0)
  console.log(`\n== ${condition}: ${same.length} comparisons of the same code, ${counted.length - same.length} of slower code ==`)
  row('false alarms (slower or regression)', 'at most 2%', ratio(same.filter(isAlarm).length, same.length))
  row('  called faster', '', ratio(same.filter((each) => isWrong(each) && !isAlarm(each)).length, same.length))
  row('  inconclusive', '', ratio(same.filter(({ comparison }) => comparison.time.verdict === 'inconclusive').length, same.length))
  for (const [wanted, limit] of [[0.03, 'at least 95%'], [0.05, 'at least 99%'], [0.15, '']] as const) {
    const those = of(wanted)
    const measured = those.map(({ slowdown }) => 100 * slowdown)
    row(`caught, true +${Math.min(...measured).toFixed(1)} to ${Math.max(...measured).toFixed(1)}%`, limit, `${ratio(those.filter(isAlarm).length, those.length)} in ${seconds(those)}`)
  }
  const halves = counted.flatMap(({ comparison: { time: { confidenceInterval } } }) => (confidenceInterval === null ? [] : [50 * (confidenceInterval.high - confidenceInterval.low)]))
  row('interval half-width, points', 'at most 2', `median ${quantile(halves, 0.5).toFixed(2)}, 90% below ${quantile(halves, 0.9).toFixed(2)}`)
  const covered = counted.filter(({ slowdown, comparison: { time: { confidenceInterval } } }) => confidenceInterval !== null && confidenceInterval.low <= slowdown && slowdown <= confidenceInterval.high)
  row('intervals that hold what the stopwatch says', '', ratio(covered.length, counted.length))
  const ownSame = same.filter(({ comparison: { time: { confidenceInterval } } }) => confidenceInterval !== null && confidenceInterval.low <= 0 && confidenceInterval.high >= 0)
  row('  of the same code, that hold 0', '', ratio(ownSame.length, same.length))
  const times = counted.map(({ comparison }) => comparison.seconds)
  row('seconds of measuring', 'at most 6', `median ${quantile(times, 0.5).toFixed(1)}, most ${Math.max(...times).toFixed(1)}`)
  for (const subject of subjects) {
    const own = counted.filter((each) => each.subject === subject)
    if (own.length === 0) continue
    const missed = own.filter((each) => each.wanted > 0 && !isAlarm(each))
    const widths = own.flatMap(({ comparison: { time: { confidenceInterval } } }) => (confidenceInterval === null ? [] : [50 * (confidenceInterval.high - confidenceInterval.low)]))
    row(`  ${subject.name}`, '', `${own.filter((each) => each.wanted === 0 && isAlarm(each)).length} false, ${missed.length} missed (${missed.map(({ wanted, comparison: { time } }) => `${100 * wanted}%: ${(100 * (time.relativeDifference ?? 0)).toFixed(1)} ${time.verdict}`).join(', ')}), half-width ${quantile(widths, 0.5).toFixed(2)}, ${seconds(own)}`)
  }
  if (peers.length === 0) return
  for (const peer of ['tinybench', 'vitest'] as const) {
    row(`${peer}, +10% on means: false alarms`, '', ratio(peers.filter((each) => each.wanted === 0 && each[peer]).length, peers.filter((each) => each.wanted === 0).length))
    for (const wanted of [0.03, 0.05, 0.15]) {
      const those = peers.filter((each) => each.wanted === wanted)
      row(`  missed, true +${100 * wanted}%`, '', ratio(those.filter((each) => !each[peer]).length, those.length))
    }
  }
}

function isAlarm({ comparison: { time } }: Counted): boolean {
  return time.verdict === 'regression' || time.verdict === 'slower'
}

function isWrong({ comparison: { time } }: Counted): boolean {
  return time.verdict !== 'unchanged' && time.verdict !== 'inconclusive'
}

function row(what: string, target: string, reached: string): void {
  console.log(`${what.padEnd(46)} ${target.padEnd(14)} ${reached}`)
}

function ratio(part: number, whole: number): string {
  return `${part} of ${whole} (${whole === 0 ? '-' : ((100 * part) / whole).toFixed(1)}%)`
}

function seconds(counted: readonly Counted[]): string {
  const times = counted.map(({ comparison }) => comparison.seconds)
  return `${quantile(times, 0.5).toFixed(1)} s`
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN
}
