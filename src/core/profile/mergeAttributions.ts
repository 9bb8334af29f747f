import { wilsonInterval } from '../statistics/wilsonInterval.ts'
import type { Attribution, Callee, FunctionHeat, LineHeat, ShareEstimate } from './attribution.ts'

/** One attribution of several threads that ran the same program: samples add up, shares are of all of them. */
export function mergeAttributions(attributions: readonly Attribution[]): Attribution {
  const stackSamples = sum(attributions.map((each) => each.stackSamples))
  const estimate = (parts: readonly ShareEstimate[]): ShareEstimate => {
    const samples = sum(parts.map((each) => each.samples))
    return { samples, share: stackSamples === 0 ? 0 : samples / stackSamples, interval: wilsonInterval(samples, stackSamples) }
  }
  const lines = groupBy(attributions.flatMap((each) => each.lines), ({ file, line }) => `${file}\n${line}`).map(([first, ...others]): LineHeat => {
    const all = [first, ...others]
    const totals = all.flatMap(({ total }) => total ?? [])
    return {
      file: first.file,
      line: first.line,
      self: estimate(all.map((each) => each.self)),
      total: totals.length === 0 ? null : estimate(totals),
      selfMsPerCall: sum(all.map((each) => each.selfMsPerCall ?? 0)),
      callees: mergeCallees(all.flatMap((each) => each.callees)),
    }
  })
  const functions = groupBy(attributions.flatMap((each) => each.functions), ({ file, name, line }) => `${file}\n${name}\n${line}`).map(([first, ...others]): FunctionHeat => {
    const all = [first, ...others]
    const totals = all.flatMap(({ total }) => total ?? [])
    return { file: first.file, name: first.name, line: first.line, self: estimate(all.map((each) => each.self)), total: totals.length === 0 ? null : estimate(totals) }
  })
  return {
    recorders: [...new Set(attributions.flatMap((each) => each.recorders))],
    stackSamples,
    functionSamples: null,
    garbageCollection: estimate(attributions.map((each) => each.garbageCollection)),
    unmappedShare: stackSamples === 0 ? 0 : sum(attributions.map((each) => each.unmappedShare * each.stackSamples)) / stackSamples,
    lines: lines.toSorted((a, b) => b.self.samples - a.self.samples),
    functions: functions.toSorted((a, b) => b.self.samples - a.self.samples),
  }
}

function mergeCallees(callees: readonly Callee[]): readonly Callee[] {
  return groupBy(callees, ({ file, name, line }) => `${file}\n${name}\n${line}`)
    .map(([first, ...others]) => ({ ...first, samples: first.samples + sum(others.map((each) => each.samples)) }))
    .toSorted((a, b) => b.samples - a.samples)
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const key = keyOf(item)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [item])
    else known.push(item)
  }
  return [...groups.values()]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
