import type { JudgedPackage } from './judgePackage.ts'
import { mean } from './summary.ts'
import type { PackageSummary, Share } from './summary.ts'
import { rungs } from './verdict.ts'

/** What the issue asks for: shares of 0 to 1. */
const limits = {
  exported: { mean: 0.9, worst: 0.75 },
  withLens: { mean: 0.82, worst: 0.55 },
  untyped: { mean: 0.85, worst: 0 },
  asTested: { mean: 0.8, worst: 0 },
} as const

export function printPackage(summary: PackageSummary): void {
  const { name, kind, found, exported, withLens, all, byRung, baselines, asTested, recorded, reasons } = summary
  console.log(`\n${name} (${kind}): ${found.all} functions found, ${found.exported} exported, ${found.withLens} with a lens`)
  console.log(`  good: exported ${text(exported)}, with a lens ${text(withLens)}, all ${text(all)}`)
  console.log(`  of all, by rung: ${rungs.map((rung) => `${rung} ${percent(byRung[rung])}`).join(', ')}`)
  console.log(`  for comparison: all-undefined ${percent(baselines.undefined.share)} of exported, universal proxy ${percent(baselines.proxy.share)}`)
  if (asTested.share !== null) console.log(`  at least 0.8 of the lines that its tests run: ${text(asTested)} of the functions that they run`)
  if (recorded !== null) {
    console.log(`  recorded from its tests: good ${text(recorded.good)}, reached ${text(recorded.reached)} of those with a lens`)
    for (const { reason, count } of recorded.reasons) console.log(`         ${String(count).padStart(5)}  ${reason}`)
  }
  for (const { reason, count, examples } of reasons) {
    console.log(`  ${String(count).padStart(5)}  ${reason}`)
    for (const { id, detail } of examples) console.log(`           ${id}${detail === '' ? '' : ` (${detail.slice(0, 140)})`}`)
  }
}

/** Prints each function with some of what it was called with: to see why, when a few are looked at. */
export function printFunctions({ seeds }: JudgedPackage): void {
  for (const { id, verdict, rows } of seeds.flatMap(({ functions }) => functions)) {
    console.log(`\n${id}: ${verdict.isGood ? 'good' : `${verdict.reason} (${verdict.detail})`}`)
    for (const row of rows) console.log(`  ${row.slice(0, 300)}`)
  }
}

/** Prints mean and worst of all packages against the limits. @returns whether every limit is met */
export function printOverall(all: readonly PackageSummary[]): boolean {
  console.log('\nover packages:')
  const rows = [
    { title: 'exported', limit: limits.exported, shares: sharesOf(all, ({ exported }) => exported) },
    { title: 'with a lens', limit: limits.withLens, shares: sharesOf(all, ({ withLens }) => withLens) },
    { title: 'exported, untyped JavaScript', limit: limits.untyped, shares: sharesOf(all.filter(({ kind }) => kind === 'untyped'), ({ exported }) => exported) },
    { title: 'functions of which 0.8 of the lines ran that tests run', limit: limits.asTested, shares: sharesOf(all, ({ asTested }) => asTested) },
  ]
  let isMet = true
  for (const { title, limit, shares } of rows) {
    const [worst] = shares.toSorted((a, b) => a.share - b.share)
    const average = mean(shares.map(({ share }) => share))
    if (worst === undefined || average === null) continue
    const fits = average >= limit.mean && worst.share >= limit.worst
    isMet &&= fits
    console.log(`  ${title}: mean ${percent(average)} (limit ${percent(limit.mean)}), worst ${percent(worst.share)} ${worst.name}${limit.worst > 0 ? ` (limit ${percent(limit.worst)})` : ''}${fits ? '' : '  MISSED'}`)
  }
  const proxies = Math.max(0, ...all.map(({ baselines }) => baselines.proxy.share ?? 0))
  console.log(`  all-undefined: ${percent(mean(all.map(({ baselines }) => baselines.undefined.share ?? 0)))} of exported; universal proxy: ${percent(proxies)} (must be 0)`)
  return isMet && proxies === 0
}

function sharesOf(all: readonly PackageSummary[], pick: (each: PackageSummary) => Share): readonly { readonly name: string; readonly share: number }[] {
  return all.flatMap((each) => {
    const { share } = pick(each)
    return share === null ? [] : [{ name: each.name, share }]
  })
}

function text({ count, good, share }: Share): string {
  return `${percent(share)} (${good} of ${count})`
}

function percent(share: number | null): string {
  return share === null ? 'none' : `${(100 * share).toFixed(1)}%`
}
