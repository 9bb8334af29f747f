/** Names the symbol on `globalThis` under which the runner waits for a bundle's workload: `Symbol.for(workloadHookName)`. */
export const workloadHookName = 'heatline.workload'
