import { once } from 'node:events'
import { expect, test } from 'vitest'
import { RunQueue } from '../../../src/editor/runQueue.ts'
import type { QueuedWork } from '../../../src/editor/runQueue.ts'
import type { FunctionReference } from '../../../src/editor/functionReference.ts'

/** A queue, and jobs that end when they are told to. */
function queueWithJobs() {
  const log: string[] = []
  const queue = new RunQueue(() => log.push(queue.runs.map((run) => `${run.functionName} ${run.state}`).join(', ')))
  const add = (functionName: string, abort = new AbortController(), isQuiet = false) => {
    const of: FunctionReference & QueuedWork = { uri: 'file:///a.js', functionName, doing: isQuiet ? 'comparing' : 'profiling', isQuiet }
    const ahead: number[] = []
    const ending = new AbortController()
    const settled = queue.add(of, abort, (count) => ahead.push(count), async () => {
      log.push(`${functionName} begins`)
      if (!ending.signal.aborted) await once(ending.signal, 'abort')
      return functionName
    })
    return { of, abort, ahead, settled, end: () => ending.abort() }
  }
  return { queue, log, add }
}

test('runs go on one after the other, in order, and each knows how many are ahead', async () => {
  const { queue, log, add } = queueWithJobs()
  const [a, b, c] = [add('a'), add('b'), add('c')]
  expect(queue.runs.map((run) => run.state)).toEqual(['running', 'waiting', 'waiting'])
  a.end()
  expect(await a.settled).toBe('a')
  c.end()
  b.end()
  expect(await b.settled).toBe('b')
  expect(await c.settled).toBe('c')
  expect(log.filter((line) => line.endsWith('begins'))).toEqual(['a begins', 'b begins', 'c begins'])
  expect(c.ahead).toEqual([2, 1, 0])
  expect(queue.runs).toEqual([])
})

test('a run that waits can be cancelled: it never begins, and the others move up', async () => {
  const { queue, log, add } = queueWithJobs()
  const [a, b, c] = [add('a'), add('b'), add('c')]
  queue.cancel(b.of)
  expect(await b.settled).toBeNull()
  expect(queue.runs.map((run) => run.functionName)).toEqual(['a', 'c'])
  a.end()
  c.end()
  await c.settled
  expect(log).not.toContain('b begins')
})

test('cancelling tells the run that goes on, and leaves its end to it', async () => {
  const { queue, add } = queueWithJobs()
  const [a, b] = [add('a'), add('b')]
  queue.cancel(null)
  expect(a.abort.signal.aborted).toBe(true)
  expect(await b.settled).toBeNull()
  a.end()
  expect(await a.settled).toBe('a')
  expect(queue.runs).toEqual([])
})

test('what nobody asked for gives way to what somebody does, and waits for what goes on', async () => {
  const { queue, add } = queueWithJobs()
  const quiet = add('compared', new AbortController(), true)
  const second = add('other', new AbortController(), true)
  expect(quiet.abort.signal.aborted).toBe(false)
  const wanted = add('wanted')
  expect(queue.runs.map(({ functionName, isQuiet }) => `${functionName} ${isQuiet}`)).toContain('wanted false')
  expect(quiet.abort.signal.aborted).toBe(true)
  expect(await second.settled).toBeNull()
  quiet.end()
  await quiet.settled
  wanted.end()
  expect(await wanted.settled).toBe('wanted')
})

test('a run that fails does not hold up the next', async () => {
  const { queue, add } = queueWithJobs()
  const failing = queue.add({ uri: 'file:///a.js', functionName: 'bad', doing: 'profiling', isQuiet: false }, new AbortController(), () => undefined, async () => { throw new Error('no Node') })
  const next = add('next')
  await expect(failing).rejects.toThrow('no Node')
  next.end()
  expect(await next.settled).toBe('next')
})

test('a run that was cancelled before it was added does not begin', async () => {
  const { add, log } = queueWithJobs()
  const abort = new AbortController()
  abort.abort()
  expect(await add('late', abort).settled).toBeNull()
  expect(log).not.toContain('late begins')
})
