import type { Attribution } from '../../core/profile/attribution.ts'

/** What `unmappedShare` is made of. */
export interface UnmappedSamples {
  /** Share of the run's samples, 0 to 1, that are in no function: with those of functions and of garbage collection 1. */
  readonly nowhere: number
  /** Share of stacks that V8 could not read, 0 to 1: no part of the run's samples, as they may not have been the run's. */
  readonly unreadable: number
}

/** Tells samples that no function has from those of which nothing is known. */
export function unmappedSamples({ functions, garbageCollection, stackSamples, unmappedShare }: Attribution): UnmappedSamples {
  if (stackSamples === 0) return { nowhere: 0, unreadable: 0 }
  const nowhere = Math.max(0, 1 - garbageCollection.share - functions.reduce((sum, { self }) => sum + self.share, 0))
  return { nowhere, unreadable: Math.max(0, (unmappedShare - nowhere) / (1 - nowhere || 1)) }
}
