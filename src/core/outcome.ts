/** How a run ended. `failed` is the workload's fault, `denied` the sandbox's doing; neither is an exception. */
export type Outcome = 'completed' | 'cancelled' | 'timedOut' | 'failed' | 'denied'
