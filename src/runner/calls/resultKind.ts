import { send } from '../channel.ts'
import { invoke } from './invoke.ts'
import type { Call } from './invoke.ts'

/** What calls return, by their first results: it decides what has to happen until the work is done. `mixed` calls differ. */
export type ResultKind = 'value' | 'promise' | 'iterator' | 'asyncIterator' | 'mixed' | 'mixedAsync'

/** The kind of calls of which some are of the one, some of the other. */
export function joinKinds(one: ResultKind, other: ResultKind): ResultKind {
  if (one === other) return one
  return isAsyncKind(one) || isAsyncKind(other) ? 'mixedAsync' : 'mixed'
}

/** An iterator may never end; this many items show what it costs. */
const mostItems = 10_000

/** Looks at a result without touching it: reading `then` is what `await` would do as well. */
export function resultKindOf(result: unknown): ResultKind {
  if ((typeof result !== 'object' || result === null) && typeof result !== 'function') return 'value'
  if (isMethod(result, 'then')) return 'promise'
  if (!isMethod(result, 'next')) return 'value'
  if (isMethod(result, Symbol.asyncIterator)) return 'asyncIterator'
  return isMethod(result, Symbol.iterator) ? 'iterator' : 'value'
}

function isMethod(object: object, key: string | symbol): boolean {
  return typeof Reflect.get(object, key) === 'function'
}

/** The call with everything that belongs to its work: an iterator does nothing until it is consumed. */
export function withConsumer(call: Call, kind: ResultKind): Call {
  switch (kind) {
    case 'value':
    case 'promise': return call
    case 'iterator': return (inputs) => consume(invoke(call, inputs))
    case 'asyncIterator': return (inputs) => consumeAsync(invoke(call, inputs))
    case 'mixed': return (inputs) => consumeAny(invoke(call, inputs))
    case 'mixedAsync': return async (inputs) => await consumeAny(invoke(call, inputs))
  }
}

export function isAsyncKind(kind: ResultKind): boolean {
  return kind === 'promise' || kind === 'asyncIterator' || kind === 'mixedAsync'
}

function consumeAny(result: unknown): unknown {
  const kind = resultKindOf(result)
  return kind === 'value' || kind === 'promise' ? result : withConsumer(() => result, kind)([])
}

function consume(result: unknown): number {
  let items = 0
  for (const item of result as Iterable<unknown>) {
    void item
    if (++items === mostItems) return endlessAfter(items)
  }
  return items
}

async function consumeAsync(result: unknown): Promise<number> {
  let items = 0
  for await (const item of result as AsyncIterable<unknown>) {
    void item
    if (++items === mostItems) return endlessAfter(items)
  }
  return items
}

let saidEndless = false

function endlessAfter(items: number): number {
  if (!saidEndless) send({ kind: 'warning', message: `The iterator gave ${items} items and had more: each call is measured up to there.` })
  saidEndless = true
  return items
}
