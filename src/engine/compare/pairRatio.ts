import { alternatingLogRatio } from '../../core/statistics/alternatingLogRatio.ts'
import type { PairMeasured } from './measurePair.ts'

/** ln(current / base) of what a pair measured; null where calls were too quick to tell. */
export function pairRatio({ base, current, baseFirst }: PairMeasured): number | null {
  if (baseFirst) return alternatingLogRatio(base.slices, current.slices)
  const inverse = alternatingLogRatio(current.slices, base.slices)
  return inverse === null ? null : -inverse
}
