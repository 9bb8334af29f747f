/** A way of making values: what one function takes for real, another throws at. Each row of inputs is made by one of them. */
export interface InputProfile {
  /** Elements of arrays, characters of texts: at least and at most. */
  readonly length: readonly [number, number]
  /** How often what may be left out is there, 0 to 1. */
  readonly optional: number
  readonly strings: 'named' | 'literals' | 'words' | 'mixed'
  readonly numbers: 'small' | 'literals' | 'mixed' | 'fractions'
  /** What stands for a type parameter, all over the row. */
  readonly parameter: 'number' | 'string' | 'object' | 'array'
  /** Of a union: all members alike, or the first that holds something. */
  readonly unions: 'all' | 'first'
  /** Objects of classes have been used before: some of their methods were called. */
  readonly isUsed: boolean
}

/** In the order in which rows take them. */
export const inputProfiles: readonly InputProfile[] = [
  { length: [3, 3], optional: 0, strings: 'named', numbers: 'small', parameter: 'number', unions: 'first', isUsed: false },
  { length: [1, 8], optional: 0.5, strings: 'literals', numbers: 'small', parameter: 'string', unions: 'all', isUsed: false },
  { length: [2, 12], optional: 1, strings: 'mixed', numbers: 'literals', parameter: 'object', unions: 'all', isUsed: true },
  { length: [0, 3], optional: 0.2, strings: 'literals', numbers: 'literals', parameter: 'number', unions: 'all', isUsed: false },
  { length: [10, 30], optional: 0.3, strings: 'words', numbers: 'mixed', parameter: 'string', unions: 'all', isUsed: true },
  { length: [2, 6], optional: 0.8, strings: 'named', numbers: 'fractions', parameter: 'array', unions: 'all', isUsed: false },
  { length: [4, 10], optional: 0.5, strings: 'mixed', numbers: 'mixed', parameter: 'number', unions: 'first', isUsed: true },
  { length: [1, 4], optional: 0, strings: 'literals', numbers: 'mixed', parameter: 'object', unions: 'all', isUsed: false },
]
