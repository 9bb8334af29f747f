import type { AwaitMeterName } from '../core/source/awaitMeterName.ts'

/** Where code with metered awaits finds what it tells of them. */
export const awaitMeterHook = Symbol.for('heatline.awaitMeter' satisfies AwaitMeterName)

/** What metered code tells of what it awaits. `site` is the place in the code, `line` the number that the engine gave its line. */
export interface AwaitMeterHook {
  /** What is about to be awaited. @returns what is awaited in its place: the promise that `await` makes of it */
  wait(site: number, line: number, value: unknown): Promise<unknown>
  /** What `for await` is about to walk. @returns what it walks in its place */
  each(site: number, line: number, iterable: unknown): unknown
  /** What `Promise.all` or its like returned, or an asynchronous function is about to return: a promise perhaps, that is awaited elsewhere. @returns the same */
  watch(site: number, line: number, value: unknown): unknown
  /** What `Promise.all` or its like is given. @returns the same */
  gather(site: number, values: unknown): unknown
}
