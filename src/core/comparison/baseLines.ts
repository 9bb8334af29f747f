import type { BaseLine } from './comparison.ts'
import type { SampledRound } from './findCauses.ts'

/** A line that took less is not worth a band. */
const leastShare = 0.01
const mostLines = 50

/** The hot lines of one file in a version that was sampled, hottest first. @param file as the samples name it */
export function baseLines(rounds: readonly SampledRound[], file: string): readonly BaseLine[] {
  const byLine = new Map<number, { samples: number; ms: number }>()
  let all = 0
  for (const { places, msPerSample } of rounds) {
    for (const { line, samples } of places) {
      all += samples
      if (line === null || line.file !== file) continue
      const known = byLine.get(line.line) ?? { samples: 0, ms: 0 }
      byLine.set(line.line, { samples: known.samples + samples, ms: known.ms + (samples * msPerSample) / rounds.length })
    }
  }
  return [...byLine].map(([line, { samples, ms }]) => ({ line, selfShare: samples / all, selfMsPerCall: ms }))
    .filter(({ selfShare }) => selfShare >= leastShare).toSorted((a, b) => b.selfShare - a.selfShare).slice(0, mostLines)
}
