import { nothingSeen } from '../workloads/seenUse.ts'
import type { SeenUse } from '../workloads/seenUse.ts'

/** What a text does with a value, noted while it is read. */
export class UseNotes {
  readonly kinds = new Set<string>()
  readonly literals = new Set<string | number | boolean>()
  readonly coerced = new Set<'number' | 'string' | 'default'>()
  readonly #members = new Map<string, UseNotes>()
  #element: UseNotes | null = null
  #call: { count: number; readonly functions: Set<number>; readonly result: UseNotes } | null = null
  isIterated = false
  isListed = false
  isKeyed = false
  isConstructed = false

  member(name: string): UseNotes {
    const known = this.#members.get(name) ?? new UseNotes()
    this.#members.set(name, known)
    return known
  }

  element(): UseNotes {
    return this.#element ??= new UseNotes()
  }

  /** @param functions indices of arguments that are functions */
  called(count: number, functions: readonly number[]): UseNotes {
    this.#call ??= { count: 0, functions: new Set(), result: new UseNotes() }
    this.#call.count = Math.max(this.#call.count, count)
    for (const each of functions) this.#call.functions.add(each)
    return this.#call.result
  }

  read(): SeenUse {
    return {
      ...nothingSeen,
      kinds: [...this.kinds],
      literals: [...this.literals].slice(0, 12),
      coerced: [...this.coerced],
      members: Object.fromEntries([...this.#members].slice(0, 60).map(([name, notes]) => [name, notes.read()])),
      element: this.#element?.read() ?? null,
      isIterated: this.isIterated,
      isListed: this.isListed,
      isKeyed: this.isKeyed,
      call: this.#call === null ? null : { count: this.#call.count, functions: [...this.#call.functions], result: this.#call.result.read() },
      isConstructed: this.isConstructed,
    }
  }
}
