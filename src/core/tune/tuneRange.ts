import { HeatlineError } from '../heatlineError.ts'

/** Which values of a range count: whole steps from its low end, powers of a number, or all. */
export type TuneSpacing = { readonly kind: 'step'; readonly step: number } | { readonly kind: 'powers'; readonly base: number } | { readonly kind: 'any' }

/** The values that a constant may take, both ends among them. */
export interface TuneRange {
  readonly low: number
  readonly high: number
  readonly spacing: TuneSpacing
}

const number = String.raw`[+-]?\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?`
const pattern = new RegExp(String.raw`^(${number})\s*\.\.\s*(${number})(?:\s+step\s+(${number})|\s+powers\s+of\s+(${number}))?$`, 'iu')

/**
 * Reads `1..64`, `0.1..0.9`, `1..64 step 4` or `1..1024 powers of 2`. Ends without a decimal point mean whole numbers where the constant is one.
 * @param where what is read, for people: `--range`
 * @throws HeatlineError when it is no range, or one in which the constant does not lie
 */
export function parseTuneRange(where: string, text: string, constant: { readonly name: string; readonly value: number }): TuneRange {
  const match = pattern.exec(text.trim())
  if (match === null || !Number.isFinite(numberOf(match[1] ?? '')) || !Number.isFinite(numberOf(match[2] ?? ''))) throw new HeatlineError(`${where} must be a range like 1..64, 0.1..0.9, "1..64 step 4" or "1..1024 powers of 2", but was ${JSON.stringify(text.trim())}`)
  const [, lowText = '', highText = '', stepText, baseText] = match
  const low = numberOf(lowText)
  const high = numberOf(highText)
  if (low > high) throw new HeatlineError(`${where} is upside down: write ${highText}..${lowText}`)
  const range: TuneRange = { low, high, spacing: spacingOf(where, { low, high, stepText, baseText, isWhole: /^[^.e]*$/iu.test(lowText + highText) && Number.isInteger(constant.value) }) }
  const [least, most] = valueEnds(range)
  if (least === most) throw new HeatlineError(`${where} has one value only, ${least}: there is nothing to choose from`)
  if (constant.value < low || constant.value > high) throw new HeatlineError(`${where}, ${describeRange(range)}, does not hold what \`${constant.name}\` is now, ${constant.value}: widen it`)
  return range
}

function spacingOf(where: string, { low, high, stepText, baseText, isWhole }: { readonly low: number; readonly high: number; readonly stepText: string | undefined; readonly baseText: string | undefined; readonly isWhole: boolean }): TuneSpacing {
  if (stepText !== undefined) {
    const step = numberOf(stepText)
    if (step <= 0) throw new HeatlineError(`${where} must have a step above 0, but it was ${stepText}`)
    return { kind: 'step', step }
  }
  if (baseText !== undefined) {
    const base = numberOf(baseText)
    if (base < 2) throw new HeatlineError(`${where} must have powers of 2 or more, but of ${baseText} were asked for`)
    const [least, most] = powersWithin(low, high, base)
    if (least > most) throw new HeatlineError(`${where} holds no power of ${baseText}`)
    return { kind: 'powers', base }
  }
  return isWhole ? { kind: 'step', step: 1 } : { kind: 'any' }
}

/** The least and the largest value. */
export function valueEnds({ low, high, spacing }: TuneRange): readonly [number, number] {
  switch (spacing.kind) {
    case 'any': return [low, high]
    case 'step': return [low, rounded(low + spacing.step * stepsWithin(low, high, spacing.step))]
    case 'powers': {
      const [least, most] = powersWithin(low, high, spacing.base)
      return [spacing.base ** least, spacing.base ** most]
    }
    default: return spacing satisfies never
  }
}

/** All values, ascending; null where they are more than so many. */
export function allValues({ low, high, spacing }: TuneRange, most: number): readonly number[] | null {
  const list = (count: number, valueAt: (index: number) => number): readonly number[] | null => (count > most ? null : Array.from({ length: count }, (_, index) => valueAt(index)))
  switch (spacing.kind) {
    case 'any': return null
    case 'step': return list(stepsWithin(low, high, spacing.step) + 1, (index) => rounded(low + spacing.step * index))
    case 'powers': {
      const [first, last] = powersWithin(low, high, spacing.base)
      return list(last - first + 1, (index) => spacing.base ** (first + index))
    }
    default: return spacing satisfies never
  }
}

/** The value that is nearest to a number. */
export function nearestValue({ low, high, spacing }: TuneRange, wanted: number): number {
  switch (spacing.kind) {
    // More digits than three tell nobody anything.
    case 'any': return clamped(Number(wanted.toPrecision(3)), low, high)
    case 'step': return rounded(low + spacing.step * clamped(Math.round((wanted - low) / spacing.step), 0, stepsWithin(low, high, spacing.step)))
    case 'powers': return spacing.base ** clamped(Math.round(Math.log(wanted) / Math.log(spacing.base)), ...powersWithin(low, high, spacing.base))
    default: return spacing satisfies never
  }
}

/** `1..64`, `1..64 step 4`, `1..1024 powers of 2`. */
export function describeRange({ low, high, spacing }: TuneRange): string {
  const suffix = spacing.kind === 'powers' ? ` powers of ${spacing.base}` : spacing.kind === 'step' && spacing.step !== 1 ? ` step ${spacing.step}` : ''
  return `${low}..${high}${suffix}`
}

function stepsWithin(low: number, high: number, step: number): number {
  return Math.floor((high - low) / step + 1e-9)
}

/** Exponents from 0 on: a count or a size is what is doubled. */
function powersWithin(low: number, high: number, base: number): readonly [number, number] {
  const exponent = (value: number): number => (value < 1 ? -1 : Math.log(value) / Math.log(base))
  return [Math.max(0, Math.ceil(exponent(low) - 1e-9)), Math.floor(exponent(high) + 1e-9)]
}

function clamped(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

function numberOf(text: string): number {
  return Number(text.replaceAll('_', ''))
}

/** Without the last digits, in which sums of decimals are off. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}
