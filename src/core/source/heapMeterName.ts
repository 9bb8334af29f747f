/** Names the symbol on `globalThis` under which the runner has what metered code tells of its statements. */
export const heapMeterName = 'heatline.heapMeter'

/** For whoever may import no more than types: it is the same text, or the compiler objects. */
export type HeapMeterName = typeof heapMeterName
