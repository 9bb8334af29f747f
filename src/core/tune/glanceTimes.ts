import type { TuneDepth } from './searchValues.ts'

/** A whole comparison takes that many times as long as a glance. */
const glancesOfSingle = 3

/** How long glances took, from which follows what a search has time for. Milliseconds. */
export class GlanceTimes {
  readonly #byValue = new Map<number, number>()

  note(value: number, ms: number): void {
    this.#byValue.set(value, ms)
  }

  /**
   * What begins now needs: one more glance and the time to confirm what it finds; or that confirmation, which takes as long as the value's own glance tells,
   * not as the slowest value's. Nothing is known before the first one.
   */
  neededFor(depth: TuneDepth, value: number): number {
    const known = [...this.#byValue.values()]
    if (known.length === 0) return 0
    const mean = known.reduce((sum, each) => sum + each, 0) / known.length
    return depth === 'single' ? glancesOfSingle * (this.#byValue.get(value) ?? mean) : Math.max(...known) + glancesOfSingle * mean
  }
}
