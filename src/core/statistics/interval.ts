/** A confidence interval, in the unit of what it belongs to; 95% unless its field says otherwise. */
export interface Interval {
  readonly low: number
  readonly high: number
}
