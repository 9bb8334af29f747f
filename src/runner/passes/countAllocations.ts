import { GCProfiler, getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'

/** Bytes per call. */
export interface Allocations {
  readonly bytesPerCall: number
  /** What a full collection left, which grows with every call where something is kept. */
  readonly retainedPerCall: number
}

/**
 * Counts what calls allocate, on the heap and beside it. A heap only grows between two collections, and V8 tells its size at the begin
 * and the end of each, so that the sum over the pieces is exact to some bytes a call whatever is collected meanwhile. What counting itself
 * takes is left out: twice as many calls, less the calls once.
 */
export async function countAllocations(calls: WorkloadCalls, size: number): Promise<Allocations> {
  const collect = collector()
  collect()
  const before = heapBytes()
  const once = await allocatedBy(calls.prepare(size), collect)
  const twice = await allocatedBy(calls.prepare(2 * size), collect)
  collect()
  const retainedPerCall = (heapBytes() - before) / (3 * size)
  const bytesPerCall = (twice - once) / size
  if (!calls.isAsync) return { bytesPerCall, retainedPerCall }
  // Awaiting a call that does nothing allocates as well.
  const emptyOnce = await allocatedBy(calls.prepareEmpty(size), collect)
  const emptyTwice = await allocatedBy(calls.prepareEmpty(2 * size), collect)
  return { bytesPerCall: bytesPerCall - (emptyTwice - emptyOnce) / size, retainedPerCall }
}

async function allocatedBy(run: () => number | Promise<number>, collect: () => void): Promise<number> {
  collect()
  const profiler = new GCProfiler()
  profiler.start()
  let last = heapBytes()
  const running = run()
  if (typeof running !== 'number') await running
  const end = heapBytes()
  let bytes = 0
  for (const { beforeGC, afterGC } of profiler.stop()?.statistics ?? []) {
    bytes += sizeIn(beforeGC) - last
    last = sizeIn(afterGC)
  }
  return bytes + end - last
}

function heapBytes(): number {
  const { used_heap_size: used, external_memory: external } = getHeapStatistics()
  return used + external
}

function sizeIn({ heapStatistics: { usedHeapSize, externalMemory } }: GCProfilerHeap): number {
  return usedHeapSize + externalMemory
}

interface GCProfilerHeap {
  readonly heapStatistics: { readonly usedHeapSize: number; readonly externalMemory: number }
}

let full: (() => void) | null = null

/** V8's full collection, which a context has that is made after the flag was set. */
function collector(): () => void {
  if (full === null) {
    setFlagsFromString('--expose-gc')
    full = runInNewContext('gc') as () => void
  }
  return full
}
