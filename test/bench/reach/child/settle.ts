/** Milliseconds after which a promise that nothing has settled counts as pending. */
const idleMs = 40

const mostItems = 50

/** What became of a call's result. */
export type Settled = 'done' | 'pending'

/**
 * Waits for a result, and consumes it where it is an iterator.
 * @throws what the promise or the iterator throws
 */
export async function settle(result: unknown): Promise<Settled> {
  if (isObject(result) && hasMethod(result, 'then')) return await withinIdleTime(Promise.resolve(result).then(settle))
  if (!isObject(result) || !hasMethod(result, 'next')) return 'done'
  if (hasMethod(result, Symbol.iterator)) {
    let left = mostItems
    for (const _ of result as Iterable<unknown>) if (--left === 0) break
    return 'done'
  }
  return hasMethod(result, Symbol.asyncIterator) ? await withinIdleTime(consume(result as AsyncIterable<unknown>)) : 'done'
}

async function consume(items: AsyncIterable<unknown>): Promise<Settled> {
  let left = mostItems
  for await (const _ of items) if (--left === 0) break
  return 'done'
}

async function withinIdleTime(work: Promise<Settled>): Promise<Settled> {
  let timer: NodeJS.Timeout | undefined
  const idle = new Promise<Settled>((resolve) => { timer = setTimeout(resolve, idleMs, 'pending') })
  try {
    return await Promise.race([work, idle])
  } finally {
    clearTimeout(timer)
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

function hasMethod(object: object, key: string | symbol): boolean {
  return typeof Reflect.get(object, key) === 'function'
}
