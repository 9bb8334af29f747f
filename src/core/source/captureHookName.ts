/** Names the symbol on `globalThis` under which the runner waits for a module whose function's calls it captures. */
export const captureHookName = 'heatline.capture'

/** For whoever may import no more than types: it is the same text, or the compiler objects. */
export type CaptureHookName = typeof captureHookName
