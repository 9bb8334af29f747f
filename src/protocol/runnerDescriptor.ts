/** The file descriptor on which the runner's messages go. */
export const runnerDescriptor = 3
