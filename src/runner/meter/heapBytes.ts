import { getHeapStatistics } from 'node:v8'

/** What is on the heap and beside it, garbage included. */
export function heapBytes(): number {
  const { used_heap_size: used, external_memory: external } = getHeapStatistics()
  return used + external
}
