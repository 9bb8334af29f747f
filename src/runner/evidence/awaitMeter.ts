import { types } from 'node:util'
import type { AwaitMeterHook } from '../../protocol/awaitMeterHook.ts'
import type { AwaitsOfLine } from '../../protocol/runnerMessage.ts'
import { now } from '../clock.ts'

interface OpenLine {
  count: number
  ms: number
  coveredMs: number
  longestMs: number
  atOnce: number
  /** Awaits that are pending, by when they began. */
  readonly pending: Set<{ readonly began: number }>
  /** Since when at least one has been. */
  coveredSince: number
}

// The user's code may patch them: `await` does not look at what it made of them.
const NativePromise = Promise
const { apply } = Reflect
const then: (this: unknown, onFulfilled: () => void, onRejected: () => void) => unknown = Reflect.get(Promise.prototype, 'then')
const resolve: (this: unknown, value: unknown) => Promise<unknown> = Reflect.get(Promise, 'resolve')

/**
 * Takes the time of what is awaited, from there to where the code goes on. `Promise.resolve` is what `await` itself does with a value, and does nothing to a
 * promise (ECMA-262, 27.7.5.3, Await): thenables are asked once, and the code goes on in the same turn as without a meter. What is lost is V8's async stack
 * traces, which end where two wait for one promise.
 */
export class AwaitMeter implements AwaitMeterHook {
  #lines = new Map<number, OpenLine>()
  /** Promises of the call that are pending at each site. */
  #pending = new Map<number, number>()
  #gathered: { readonly site: number; readonly promises: number } | null = null

  wait(site: number, line: number, value: unknown): Promise<unknown> {
    const promise: Promise<unknown> = apply(resolve, NativePromise, [value])
    this.#begin(site, line, promise)
    return promise
  }

  watch(site: number, line: number, value: unknown): unknown {
    // Another library's promises, and classes of the user's, would notice.
    if (types.isPromise(value) && value.constructor === NativePromise) this.#begin(site, line, value)
    return value
  }

  gather(site: number, values: unknown): unknown {
    // Other iterables can be walked only once.
    if (Array.isArray(values)) this.#gathered = { site, promises: values.filter(isThenable).length }
    return values
  }

  each(site: number, line: number, iterable: unknown): unknown {
    if (iterable === null || iterable === undefined) return iterable
    const object: unknown = Object(iterable)
    const make: unknown = Reflect.get(Object(object), Symbol.asyncIterator, iterable)
    if (make !== null && make !== undefined) return { [Symbol.asyncIterator]: () => this.#walk(apply(make as () => unknown, iterable, []), (result) => this.wait(site, line, result)) }
    const makeSync: unknown = Reflect.get(Object(object), Symbol.iterator, iterable)
    if (typeof makeSync !== 'function') return iterable
    // `for await` awaits each value that a plain iterator gives.
    return {
      [Symbol.iterator]: () => this.#walk(apply(makeSync, iterable, []), (result) => {
        if (typeof result !== 'object' || result === null) return result
        const done: unknown = Reflect.get(result, 'done')
        return { done, value: this.wait(site, line, Reflect.get(result, 'value')) }
      }),
    }
  }

  /** A call begins: what the one before left pending is not pending together with what this one awaits. */
  beginCall(): void {
    this.#pending = new Map()
  }

  /** What was awaited since the last time; what is still pending counts up to now. */
  take(): readonly AwaitsOfLine[] {
    const at = now()
    const taken = Array.from(this.#lines, ([line, { count, ms, coveredMs, longestMs, atOnce, pending, coveredSince }]): AwaitsOfLine => {
      const waits = Array.from(pending, ({ began }) => at - began)
      return {
        line,
        count,
        ms: waits.reduce((sum, each) => sum + each, ms),
        coveredMs: coveredMs + (waits.length === 0 ? 0 : at - coveredSince),
        longestMs: waits.reduce((longest, each) => Math.max(longest, each), longestMs),
        atOnce,
      }
    })
    this.#lines = new Map()
    return taken
  }

  #begin(site: number, line: number, promise: Promise<unknown>): void {
    const promises = this.#gathered?.site === site ? Math.max(1, this.#gathered.promises) : 1
    this.#gathered = null
    const open = this.#lineOf(line)
    const pending = this.#pending
    const each = { began: now() }
    if (open.pending.size === 0) open.coveredSince = each.began
    open.pending.add(each)
    open.count++
    const atOnce = (pending.get(site) ?? 0) + promises
    pending.set(site, atOnce)
    open.atOnce = Math.max(open.atOnce, atOnce)
    const end = (): void => {
      const ended = now()
      const ms = ended - each.began
      open.pending.delete(each)
      open.ms += ms
      open.longestMs = Math.max(open.longestMs, ms)
      if (open.pending.size === 0) open.coveredMs += ended - open.coveredSince
      pending.set(site, (pending.get(site) ?? 0) - promises)
    }
    apply(then, promise, [end, end])
  }

  #lineOf(line: number): OpenLine {
    const known = this.#lines.get(line)
    if (known !== undefined) return known
    const made: OpenLine = { count: 0, ms: 0, coveredMs: 0, longestMs: 0, atOnce: 0, pending: new Set(), coveredSince: 0 }
    this.#lines.set(line, made)
    return made
  }

  /** An iterator whose results go through `told`; it is closed as the other. */
  #walk(iterator: unknown, told: (result: unknown) => unknown): object {
    const inner = Object(iterator) as { readonly next: unknown; readonly return: unknown }
    const { next } = inner
    return {
      next: () => told(apply(next as () => unknown, inner, [])),
      get return() {
        const close = inner.return
        return close === null || close === undefined ? undefined : (...values: readonly unknown[]): unknown => apply(close as () => unknown, inner, values)
      },
    }
  }
}

function isThenable(value: unknown): boolean {
  return ((typeof value === 'object' && value !== null) || typeof value === 'function') && typeof Reflect.get(value, 'then') === 'function'
}
