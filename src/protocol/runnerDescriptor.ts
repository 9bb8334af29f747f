/** The file descriptor on which the runner's messages go. */
export const runnerDescriptor = 3

/** The file descriptors of a pair's baton: one process's answers the other's. */
export const batonDescriptors = { take: 4, pass: 5 }
