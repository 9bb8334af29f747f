/** Inputs that Heatline made: frozen before anything is measured, and the same in every process of a run. */
export interface GeneratedInputs {
  /**
   * One text per call, an array as in `[new Cart(), 'a', 3]`: the receiver first where there is one, then the arguments. Evaluated
   * in the scope of the function's module, where it may use `names`.
   */
  readonly rows: readonly string[]
  /** A function that does what belongs to the work of a call, given its result: `(r) => r(3)`. Null where there is nothing. */
  readonly drive: string | null
  /** Names of the function's module that the texts use. */
  readonly names: readonly string[]
  /** Names that the texts use and the module does not have. */
  readonly imports: readonly ImportedName[]
  /** The function is a React component, and a call renders it with the workspace's own `react-dom/server`. */
  readonly renders: boolean
  /** Rows begin with what the function, no method of a class, is called on. */
  readonly takesThis?: boolean
  /** Functions that are called once, with nothing, before anything else is: without them calls fail. */
  readonly setups?: readonly ImportedName[]
  /** What the random choices began from. */
  readonly seed: number
  /** Calls that were tried, and how many of them threw or stayed pending: the rows were chosen among the others. */
  readonly tried: { readonly calls: number; readonly thrown: number }
  /** Of the statements of the body, the share that calls with these rows ran, 0 to 1. */
  readonly coverage: number
}

/** A name that another module exports. */
export interface ImportedName {
  /** As the texts call it. */
  readonly name: string
  /** Absolute path of the module. */
  readonly from: string
  /** As the module calls it. */
  readonly exported: string
}
