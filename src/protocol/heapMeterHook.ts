import type { HeapMeterName } from '../core/source/heapMeterName.ts'

/** Where metered code finds what it tells of its statements. */
export const heapMeterHook = Symbol.for('heatline.heapMeter' satisfies HeapMeterName)

/** What metered code tells. What it is given for itself it hands back, and looks at nothing of it. */
export interface HeapMeterHook {
  /** The statement that runs. */
  now(): unknown
  /** A call begins. @param id of the function */
  enter(id: number): unknown
  /** A statement begins. @param frame what `enter` gave @param place the statement's number */
  at(frame: unknown, place: number): void
  /** A call ends. @param caller what `now` gave when it began */
  leave(caller: unknown): void
}
