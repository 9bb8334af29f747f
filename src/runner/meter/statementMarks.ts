import type { HeapMeterHook } from '../../protocol/heapMeterHook.ts'

/** Marks in one pass, at most: what runs after them is not told apart. */
export const mostMarks = 200_000

/** Statements that are marked before there are any: V8 optimises what marks them. */
const warmUpRounds = 20_000

/** Leaves an object on the heap whenever another statement of metered code begins: what was allocated between two of them the first one's statement allocated. */
export class StatementMarks implements HeapMeterHook {
  readonly #marks: object[] = Array.from({ length: mostMarks }, () => this)
  readonly #places = new Int32Array(mostMarks)
  #count = 0
  #current = -1
  leavesMarks = true

  constructor() {
    // The first objects of a class are larger, and what V8 learns of a function it keeps on the heap.
    for (let round = 0; round < warmUpRounds; round++) {
      const caller = this.now()
      this.enter()
      this.at(null, round % 5)
      this.leave(caller)
    }
    this.#count = 0
    this.leavesMarks = false
  }

  get count(): number {
    return this.#count
  }

  /** The statement that began at the mark of a number; -1 where nothing metered runs. */
  placeAt(mark: number): number {
    return this.#places[mark] ?? -1
  }

  now(): number {
    return this.#current
  }

  enter(): null {
    return null
  }

  at(_frame: unknown, place: number): void {
    this.#begin(place)
  }

  leave(caller: unknown): void {
    this.#begin(typeof caller === 'number' ? caller : -1)
  }

  /** Nothing metered runs. */
  begin(): void {
    this.#begin(-1)
  }

  #begin(place: number): void {
    if (this.#current === place) return
    this.#current = place
    if (!this.leavesMarks || this.#count >= mostMarks) return
    this.#places[this.#count] = place
    this.#marks[this.#count++] = makeMark()
  }
}

/** A function of its own, by whose name V8's samples of it are known: the process must not inline. */
export function makeMark(): object {
  return { place: 0 }
}
