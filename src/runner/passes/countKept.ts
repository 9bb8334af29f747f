import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { fullCollector } from '../fullCollector.ts'
import { heapBytes } from '../meter/heapBytes.ts'

/**
 * Counts the bytes that each call leaves behind for good: between two full collections, each after as many calls, so that what the calls need once,
 * as code that V8 makes again after a collection and caches that are full, is there at both.
 */
export async function countKept(calls: WorkloadCalls, size: number): Promise<number> {
  const after = async (): Promise<number> => {
    await calls.prepare(size)()
    fullCollector()()
    return heapBytes()
  }
  const before = await after()
  return (await after() - before) / size
}
