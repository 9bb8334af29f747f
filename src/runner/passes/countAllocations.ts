import { GCProfiler, setFlagsFromString } from 'node:v8'
import { median } from '../../core/statistics/median.ts'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { computingMs, now } from '../clock.ts'
import { fullCollector } from '../fullCollector.ts'
import { heapBytes } from '../meter/heapBytes.ts'

/** Counts are repeated for so many milliseconds at most, ... */
const mostMs = 30

/** ... until two in a row differ by no more than that share, or those bytes: these are what counts. */
const agreement = 0.005
const leastDifference = 1

/** So many at least where they do not agree: V8 may have put code on the heap during one of them. */
const fewest = 3
const fewestOfLong = 2

/**
 * Counts what a call allocates in bytes, on the heap and beside it. A heap only grows between two collections, and V8 tells its size at the begin
 * and the end of each, so that the sum over the pieces is exact to some bytes a call whatever is collected meanwhile. What counting itself
 * takes is left out: twice as many calls, less the calls once.
 * @param warmMs milliseconds of computing before any call is counted, twice as long at most: a full collection takes optimised code away, and without it calls may allocate much more
 */
export async function countAllocations(calls: WorkloadCalls, size: number, warmMs = 0): Promise<number> {
  // Another thread lets go of array buffers, and V8 hears of it at any time: between two collections what is beside the heap would shrink.
  setFlagsFromString('--no-concurrent-array-buffer-sweeping')
  try {
    return await countWhole(calls, size, warmMs)
  } finally {
    setFlagsFromString('--concurrent-array-buffer-sweeping')
  }
}

async function countWhole(calls: WorkloadCalls, size: number, warmMs: number): Promise<number> {
  const counted: number[] = []
  fullCollector()()
  const warmed = computingMs() + warmMs
  const warmEnd = now() + 2 * warmMs
  while (now() < warmEnd && computingMs() < warmed) await calls.prepare(size)()
  const end = now() + mostMs
  // After a full collection V8 may run a function as it was before it was optimised, which allocates more: until two in a row agree.
  do {
    counted.push(await allocatedPerCall((count) => calls.prepare(count), size))
  } while (!agree(counted.at(-2), counted.at(-1)) && (counted.length < (size > 1 ? fewest : fewestOfLong) || now() < end))
  const bytesPerCall = median(agree(counted.at(-2), counted.at(-1)) ? counted.slice(-2) : counted) ?? 0
  // Awaiting a call that does nothing allocates as well.
  const emptyBytes = calls.isAsync ? await allocatedPerCall((count) => calls.prepareEmpty(count), size) : 0
  return bytesPerCall - emptyBytes
}

function agree(one: number | undefined, other: number | undefined): boolean {
  return one !== undefined && other !== undefined && Math.abs(one - other) <= Math.max(leastDifference, agreement * Math.abs(one))
}

async function allocatedPerCall(prepare: (count: number) => () => number | Promise<number>, size: number): Promise<number> {
  const once = await allocatedBy(prepare(size))
  const twice = await allocatedBy(prepare(2 * size))
  return (twice - once) / size
}

async function allocatedBy(run: () => number | Promise<number>): Promise<number> {
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

function sizeIn({ heapStatistics: { usedHeapSize, externalMemory } }: GCProfilerHeap): number {
  return usedHeapSize + externalMemory
}

interface GCProfilerHeap {
  readonly heapStatistics: { readonly usedHeapSize: number; readonly externalMemory: number }
}
