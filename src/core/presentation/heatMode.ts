/** What a line's figure counts and what it is a share of. */
export interface HeatMode {
  /** `self`: time in the line itself. `total`: and in everything it called. */
  readonly time: 'self' | 'total'
  /** `run`: of all samples. `function`: of those in the function that the line stands in, and what that called. */
  readonly shareOf: 'run' | 'function'
}

/** Where everyone begins. */
export const defaultHeatMode: HeatMode = { time: 'self', shareOf: 'run' }

/** The mode in words: `self time, share of the run`. */
export function describeHeatMode(mode: HeatMode): string {
  return `${mode.time} time, share of the ${mode.shareOf}`
}
