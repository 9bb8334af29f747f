import type { FigureName } from './figures/figureKinds.ts'
import { figureKind } from './figures/figureKinds.ts'

/** What lines say, and what their times are shares of. */
export interface HeatMode {
  /** What the text at a line's end tells; bands are of time always. */
  readonly figure: 'time' | FigureName
  /** `self`: time in the line itself. `total`: and in everything it called. */
  readonly time: 'self' | 'total'
  /** `run`: of all samples. `function`: of those in the function that the line stands in, and what that called. */
  readonly shareOf: 'run' | 'function'
}

/** Where everyone begins. */
export const defaultHeatMode: HeatMode = { figure: 'time', time: 'self', shareOf: 'run' }

/** The mode in words: `self time, share of the run`. */
export function describeHeatMode(mode: HeatMode): string {
  const time = `${mode.time} time, share of the ${mode.shareOf}`
  return mode.figure === 'time' ? time : `${figureKind(mode.figure).title}; ${time}`
}
