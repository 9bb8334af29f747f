/** Names the symbol on `globalThis` under which the runner has what code with metered awaits tells of them. */
export const awaitMeterName = 'heatline.awaitMeter'

/** For whoever may import no more than types: it is the same text, or the compiler objects. */
export type AwaitMeterName = typeof awaitMeterName
