import { defaultThresholds } from '../../core/comparison/thresholds.ts'
import type { Thresholds } from '../../core/comparison/thresholds.ts'
import { thresholdsOf } from './baselines.ts'

/**
 * What a function is judged by: the workspace's thresholds, else the default ones.
 * @param time given with the command, as a ratio: throughput then follows it; null without
 * @throws HeatlineError when the workspace's file cannot be read or understood
 */
export function thresholdsFor(root: string, functionId: string, time: number | null): Thresholds {
  const asked = { ...defaultThresholds, ...thresholdsOf(root, functionId) }
  return time === null ? asked : { ...asked, time, throughput: time / (1 + time) }
}
