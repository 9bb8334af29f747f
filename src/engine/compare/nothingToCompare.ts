import { HeatlineError } from '../../core/heatlineError.ts'

/** There is no base that has the function: it is new, or its baseline is not to be had. */
export class NothingToCompare extends HeatlineError {}
