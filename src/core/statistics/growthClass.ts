/** How time grows with the size, as textbooks name it. */
export interface GrowthClass {
  readonly name: '1' | 'log n' | '√n' | 'n' | 'n log n' | 'n²' | 'n² log n' | 'n³' | '2ⁿ'
  /** The logarithm of the class's function at a size of at least 2. */
  readonly logAt: (size: number) => number
}

const log = Math.log

/** From the slowest growth to the fastest. */
export const growthClasses: readonly GrowthClass[] = [
  { name: '1', logAt: () => 0 },
  { name: 'log n', logAt: (size) => log(log(size)) },
  { name: '√n', logAt: (size) => log(size) / 2 },
  { name: 'n', logAt: (size) => log(size) },
  { name: 'n log n', logAt: (size) => log(size) + log(log(size)) },
  { name: 'n²', logAt: (size) => 2 * log(size) },
  { name: 'n² log n', logAt: (size) => 2 * log(size) + log(log(size)) },
  { name: 'n³', logAt: (size) => 3 * log(size) },
  { name: '2ⁿ', logAt: (size) => size * Math.LN2 },
]
