import { performance } from 'node:perf_hooks'
import type { BundlePlace } from '../../protocol/runnerMessage.ts'
import { findCallerIn } from './callerPlace.ts'

/** Marks or measures of one name, made with Node's `performance`. */
export interface Marks {
  readonly name: string
  readonly markKind: 'mark' | 'measure'
  readonly count: number
  /** Milliseconds that measures say, summed; 0 for marks. */
  readonly ms: number
  /** Where the bundle made the first of them; null where a package did. */
  readonly place: BundlePlace | null
}

/** Counts the marks and measures that code makes. */
export interface MarkWatch {
  /** What was made since the last time. */
  take(): readonly Marks[]
}

/** Names may be made up as the code runs: those of the first ones are told. */
const mostNames = 200

const { apply } = Reflect

/** To be called before the user's code is loaded. */
export function watchMarks(bundlePath: string): MarkWatch {
  const callerPlace = findCallerIn(bundlePath)
  let marks = new Map<string, { -readonly [Key in keyof Marks]: Marks[Key] }>()
  const watch = (markKind: Marks['markKind']): void => {
    const original = performance[markKind]
    const watched = new Proxy(original, {
      apply(target, self: unknown, parameters: unknown[]): unknown {
        const entry: unknown = apply(target, self, parameters)
        record(markKind, entry)
        return entry
      },
    })
    Object.defineProperty(performance, markKind, { value: watched, writable: true, configurable: true, enumerable: true })
  }
  const record = (markKind: Marks['markKind'], entry: unknown): void => {
    if (!(entry instanceof PerformanceEntry)) return
    const { name, duration } = entry
    const key = `${markKind}:${name}`
    const known = marks.get(key)
    if (known !== undefined) {
      known.count++
      known.ms += duration
    } else if (marks.size < mostNames) marks.set(key, { name, markKind, count: 1, ms: duration, place: callerPlace() })
  }
  watch('mark')
  watch('measure')
  return {
    take() {
      const taken = [...marks.values()]
      marks = new Map()
      return taken
    },
  }
}
