import type { GeneratedInputs } from './generatedInputs.ts'

/** A function that is run with generated inputs for the sake of another one, which it calls. */
export interface CallerInputs {
  /** Absolute path of its module. */
  readonly file: string
  /** `SourceFunction.name` */
  readonly name: string
  readonly inputs: GeneratedInputs
  /** Calls of the profiled function that one call of this one makes, on average; of a recursion the outermost counts. */
  readonly callsEach: number
}

/** Calls that were recorded while a caller ran: they are recorded in every process anew, live, and made again. */
export interface CapturedCalls extends CallerInputs {
  /** Calls that are made again, and how many of them differ, as far as can be told. */
  readonly calls: number
  readonly different: number
  /** Receivers and arguments are copied when the call begins; else they are what the run left of them. */
  readonly copies: boolean
  /** Numbers of recorded calls that threw when they were made again, though they had not, and so are left out. */
  readonly skipped: readonly number[]
}
