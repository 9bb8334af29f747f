import type { Scaling } from '../comparison/scaling.ts'
import type { ScalingFit } from '../statistics/fitScaling.ts'
import { describeOutcome } from './describeRun.ts'

/** A scaling in one line, `n^1.96 [1.91, 2.02]`, else how it ended. */
export function scalingTitle({ fit, outcome }: Pick<Scaling, 'fit' | 'outcome'>): string {
  return fit === null ? describeOutcome(outcome) : exponentText(fit)
}

function exponentText({ exponent, exponentInterval: { low, high } }: ScalingFit): string {
  const digits = high - low < 0.02 ? 3 : 2
  const shown = (value: number): string => {
    const text = value.toFixed(digits)
    return Number(text) === 0 ? text.replace('-', '') : text
  }
  return `n^${shown(exponent)} [${shown(low)}, ${shown(high)}]`
}

/** The textbook names of a growth, for people: `n², fits`, `n or n log n, both fit`, `between n and n log n`. */
export function growthText({ growth }: Pick<ScalingFit, 'growth'>): string {
  if (growth.kind === 'fits') {
    const { names } = growth
    const last = names.at(-1) ?? ''
    if (names.length === 1) return last
    return `${names.slice(0, -1).join(', ')} or ${last}, ${names.length === 2 ? 'both fit' : 'all fit'}`
  }
  const { slower, faster, closeTo } = growth
  const close = closeTo === null ? '' : `, close to ${closeTo}`
  if (slower === null) return `slower than ${faster ?? ''}${close}`
  return faster === null ? `faster than ${slower}${close}` : `between ${slower} and ${faster}${close}`
}
