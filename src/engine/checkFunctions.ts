import type { Check, CheckedFunction } from '../core/comparison/check.ts'
import type { Comparison } from '../core/comparison/comparison.ts'
import { redecide } from '../core/comparison/decideVerdict.ts'
import type { Difference } from '../core/comparison/difference.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import { NothingToCompare } from './compare/nothingToCompare.ts'
import { holm } from '../core/statistics/holm.ts'

/** A function that is to be checked. */
export type CheckTarget = Omit<CheckedFunction, 'result'>

/** What a check does now, for progress: of `total` functions, the `position`th, counted from 1. */
export interface CheckEvents {
  onFunction(target: CheckTarget, position: number, total: number, depth: CheckDepth): void
}

/** The first look at each function, and the second one at those that seem changed. */
export type CheckDepth = 'screen' | 'confirm'

/** Compares one function with its base. @throws HeatlineError where it cannot begin */
export type CompareTarget = (target: CheckTarget, depth: CheckDepth, signal: AbortSignal) => Promise<Comparison>

/** With what probability at most a check of code that did not change says of any function that it did. */
const falseAlarms = 0.05

/**
 * Compares several functions: screens each, then compares those that seem changed again with fresh processes, and believes only
 * that, corrected for how many there are. A function that fails does not end the rest.
 */
export async function checkFunctions(root: string, targets: readonly CheckTarget[], compare: CompareTarget, events: CheckEvents, signal: AbortSignal): Promise<Check> {
  const startedAt = Date.now()
  const began = performance.now()
  const screened = await compareAll(targets, 'screen', compare, events, signal)
  const suspects = screened.filter(({ result }) => result.kind === 'compared' && seemsChanged(result.comparison))
  const confirmed = correct(await compareAll(suspects, 'confirm', compare, events, signal))
  // Cancelled in between: a suspicion that nobody looked into again is none that may be told.
  const unconfirmed = suspects.slice(confirmed.length).map((each) => ({ ...each, result: { kind: 'failed' as const, message: 'Cancelled before it was confirmed.' } }))
  const later = new Map([...confirmed, ...unconfirmed].map((each) => [each.id, each]))
  return {
    startedAt,
    root,
    functions: screened.map((each) => later.get(each.id) ?? each),
    seconds: (performance.now() - began) / 1000,
    wasCancelled: signal.aborted,
  }
}

async function compareAll(targets: readonly CheckTarget[], depth: CheckDepth, compare: CompareTarget, events: CheckEvents, signal: AbortSignal): Promise<readonly CheckedFunction[]> {
  const checked: CheckedFunction[] = []
  for (const [index, { id, file, name, line }] of targets.entries()) {
    if (signal.aborted) break
    const target = { id, file, name, line }
    events.onFunction(target, index + 1, targets.length, depth)
    const result = await compareOne(target, depth, compare, signal)
    if (signal.aborted && (result.kind !== 'compared' || result.comparison.outcome === 'cancelled')) break
    checked.push({ ...target, result })
  }
  return checked
}

async function compareOne(target: CheckTarget, depth: CheckDepth, compare: CompareTarget, signal: AbortSignal): Promise<CheckedFunction['result']> {
  try {
    return { kind: 'compared', comparison: await compare(target, depth, signal) }
  } catch (error) {
    if (error instanceof NothingToCompare) return { kind: 'withoutBase', message: error.message }
    if (error instanceof HeatlineError) return { kind: 'failed', message: error.message }
    // A bug of ours: told with the function, so that what is known of the others is not lost.
    return { kind: 'failed', message: `Internal error, please report it: ${error instanceof Error ? error.stack ?? error.message : String(error)}` }
  }
}

function seemsChanged({ outcome, time, memory, throughput }: Comparison): boolean {
  return outcome === 'completed' && [time, memory, throughput].some(isChange)
}

function isChange({ verdict }: Difference): boolean {
  return verdict !== 'unchanged' && verdict !== 'inconclusive'
}

/** Holm's correction over all changes that the second look found; throughput is time, and no test of its own. */
function correct(confirmed: readonly CheckedFunction[]): readonly CheckedFunction[] {
  const tests = confirmed.flatMap(({ id, result }) => (result.kind !== 'compared' ? [] : (['time', 'memory'] as const).flatMap((measure) => {
    const difference = result.comparison[measure]
    const tested = isChange(difference) || (measure === 'time' && isChange(result.comparison.throughput))
    return tested && difference.pValue !== null ? [{ key: `${measure} ${id}`, pValue: difference.pValue }] : []
  })))
  const adjusted = holm(tests.map(({ pValue }) => pValue))
  const byKey = new Map(tests.map(({ key }, index) => [key, adjusted[index] ?? 1]))
  return confirmed.map((each) => {
    if (each.result.kind !== 'compared') return each
    const { comparison } = each.result
    const time = byKey.get(`time ${each.id}`)
    const memory = byKey.get(`memory ${each.id}`)
    return {
      ...each,
      result: {
        kind: 'compared',
        comparison: { ...comparison, time: corrected(comparison.time, time), throughput: corrected(comparison.throughput, time), memory: corrected(comparison.memory, memory) },
      },
    }
  })
}

function corrected(difference: Difference, pValue: number | undefined): Difference {
  return pValue === undefined ? difference : redecide(difference, pValue, falseAlarms)
}
