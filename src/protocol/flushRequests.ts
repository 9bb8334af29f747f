/**
 * How one process asks another for its last samples before it ends it. In this folder of the recordings a recorded process has
 * a file of its id; who is about to end it adds a second one, which the process removes when its samples are written.
 */
export const processesFolder = 'processes'

/** @param pid of the process that is asked */
export function flushRequestName(pid: number): string {
  return `${pid}.flush`
}
