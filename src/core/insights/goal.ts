import { assertNever } from '../assertNever.ts'
import type { Bottleneck } from './insight.ts'

/** What a change is made for. */
export const goals = ['time', 'memory', 'latency', 'throughput'] as const

export type Goal = (typeof goals)[number]

/** What it serves to mend a bottleneck: to compute less lets a thread answer more besides, to wait less only answers sooner. */
export function goalsOf(kind: Bottleneck): readonly Goal[] {
  switch (kind) {
    case 'slow operation':
      return ['time', 'throughput']
    case 'resource constraint':
      return ['memory', 'throughput']
    case 'external wait':
      return ['latency']
    default:
      return assertNever(kind)
  }
}
