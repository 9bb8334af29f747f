/** Samples of one version, per process, and the milliseconds per call that they stand for. */
export interface CountedSamples {
  readonly samples: number
  /** In samples squared; at least that of counting. */
  readonly variance: number
  readonly ms: number
}

/** Standard deviations: two-sided p of 0.001, which is 5% over fifty lines (Bonferroni). */
const leastDeviations = 3.29

/**
 * Whether a line's time per call differs by more than the counts of samples allow: two Poisson rates, by the difference of their square
 * roots (M. D. Huffman, Applied Statistics 33, 1984; the best of those that K. Gu, H. K. T. Ng, M. L. Tang and W. R. Schucany
 * compare, Biometrical Journal 50, 2008), with what is uncertain beyond counting as overdispersion. Processes differ in what V8
 * made of the code: each pair of them has to agree on the direction.
 * @param exposures samples that one millisecond per call would give, in all processes of a version
 */
export function isBeyondSampling({ base, current }: { readonly base: readonly CountedSamples[]; readonly current: readonly CountedSamples[] }, exposures: { readonly base: number; readonly current: number }): boolean {
  const a = samplesOf(current)
  const b = samplesOf(base)
  if (a + b === 0 || exposures.base === 0) return false
  const ratio = exposures.current / exposures.base
  const dispersion = Math.max(1, [...base, ...current].reduce((sum, { variance }) => sum + variance, 0) / (a + b))
  const deviations = (2 * (Math.sqrt(a + 3 / 8) - Math.sqrt(ratio * (b + 3 / 8)))) / Math.sqrt((1 + ratio) * dispersion)
  if (Math.abs(deviations) < leastDeviations) return false
  return current.every(({ ms }, round) => (ms - (base[round]?.ms ?? 0)) * deviations > 0)
}

function samplesOf(counted: readonly CountedSamples[]): number {
  return counted.reduce((sum, { samples }) => sum + samples, 0)
}
