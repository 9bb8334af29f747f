/** Differences from which on a change is a regression or an improvement. Ratios: 0.15 is 15%. */
export interface Thresholds {
  /** Time per call: current / base - 1. */
  readonly time: number
  /** Allocated bytes per call, likewise. */
  readonly memory: number
  /** Calls per second, as a loss: 0.1 is a throughput of 90%, which is a time of 111.1%. Derived from the same interval as time. */
  readonly throughput: number
}

export const defaultThresholds: Thresholds = { time: 0.15, memory: 0.2, throughput: 0.1 }
