/** Names the symbol on `globalThis` under which the runner waits for a bundle's workload: `Symbol.for(workloadHookName)`. */
export const workloadHookName = 'heatline.workload'

/** For whoever may import no more than types: it is the same text, or the compiler objects. */
export type WorkloadHookName = typeof workloadHookName

/** What the names of all that is appended to a user's module begin with; one more `$` where the module has such names. */
export const appendedNamePrefix = 'heatline$'
