import { createRequire } from 'node:module'
import { HeatlineError } from '../../core/heatlineError.ts'

/** What Node's binding of V8 has for its own `v8.getHeapStatistics`. */
interface HeapBinding {
  readonly heapStatisticsBuffer: Float64Array
  updateHeapStatisticsBuffer(): void
  readonly kUsedHeapSizeIndex: number
  readonly kExternalMemoryIndex: number
}

/** Reads how large the heap is without allocating anything: `v8.getHeapStatistics` makes an object each time. */
export interface HeapReading {
  read(): void
  /** Where `read` leaves the figures, and at which indices those are that make up the size. */
  readonly figures: Float64Array
  readonly used: number
  readonly external: number
}

/**
 * Needs Node's `--expose-internals`.
 * @throws HeatlineError where this Node has it no more
 */
export function openHeapReading(): HeapReading {
  try {
    const { internalBinding } = createRequire(__filename)('internal/test/binding') as { internalBinding(name: string): HeapBinding }
    const binding = internalBinding('v8')
    const { heapStatisticsBuffer: figures, kUsedHeapSizeIndex: used, kExternalMemoryIndex: external } = binding
    const read = binding.updateHeapStatisticsBuffer
    read()
    if (!(figures[used] ?? 0) || external === undefined) throw new Error('no figures')
    return { read, figures, used, external }
  } catch (error) {
    throw new HeatlineError(`Node ${process.versions.node} does not tell the size of its heap statement by statement.`, { cause: error })
  }
}
