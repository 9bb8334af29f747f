import { now } from '../clock.ts'
import { invoke } from './invoke.ts'
import type { Call } from './invoke.ts'

/** The inputs of the calls of a batch: one row each, or one for all. */
export type InputRows = readonly (readonly unknown[])[]

/** Make calls one after the other and tell how many milliseconds they took together. */
export interface CallLoops {
  readonly plain: (each: Call, rows: InputRows, size: number) => number
  /**
   * Each call waits for the number that the one before returned. A processor overlaps calls that do not wait: a chain of
   * multiplications that takes 4.5 ns when its result is used reads 1 ns.
   */
  readonly linked: (each: Call, rows: InputRows, size: number) => number
  readonly awaited: (each: Call, rows: InputRows, size: number) => Promise<number>
}

/** Keeps the last result reachable, so that nothing a call does is without effect. */
const sink: { last: unknown } = { last: null }

/** 0, but V8 cannot know. */
const zero = new Int32Array(1)

/**
 * The loops of one workload. They keep a result in a local: a store into the heap costs as much as a small call where V8
 * has to note it for its collector.
 * @param step 1 where each call has inputs of its own, 0 where one row serves all
 */
export function callLoops(step: 0 | 1, onThrown: (error: unknown) => void): CallLoops {
  return {
    plain(each, rows, size) {
      let result: unknown
      const start = now()
      for (let i = 0; i < size; i++) {
        try {
          result = invoke(each, rows[i * step] ?? rows)
        } catch (error) {
          onThrown(error)
        }
      }
      return elapsedSince(start, result)
    },
    linked(each, rows, size) {
      let result: unknown
      const start = now()
      for (let i = 0; i < size; i++) {
        try {
          result = invoke(each, rows[i * step + linkTo(result)] ?? rows)
        } catch (error) {
          onThrown(error)
        }
      }
      return elapsedSince(start, result)
    },
    async awaited(each, rows, size) {
      let result: unknown
      const start = now()
      for (let i = 0; i < size; i++) {
        try {
          result = await invoke(each, rows[i * step] ?? rows)
        } catch (error) {
          onThrown(error)
        }
      }
      return elapsedSince(start, result)
    },
  }
}

/** Returns what it is given: what a loop does with a result depends on what it is. */
export function emptyCall(result: unknown): Call {
  return () => result
}

/** As `emptyCall`, but it waits for its inputs, as a call that uses them does. */
export function emptyLinkedCall(result: number): Call {
  if ((result | 0) === result) return (inputs) => result + (inputs.length & (zero[0] ?? 0))
  const results = Float64Array.of(result)
  return (inputs) => results[inputs.length & (zero[0] ?? 0)]
}

function elapsedSince(start: number, result: unknown): number {
  const elapsed = now() - start
  sink.last = result
  return elapsed
}

/** 0, read out of a result: what is at that index cannot be had before the result is. */
function linkTo(result: unknown): number {
  return typeof result === 'number' ? result & (zero[0] ?? 0) : 0
}
