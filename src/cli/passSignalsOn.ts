/** Signals that a command is to get, and what ends it where it does not heed them. */
export interface PassedSignals {
  /** Aborted when the user insists: the command and all that it started are then killed. */
  readonly signal: AbortSignal
  /** Who gets them from now on; null for nobody. */
  to(send: ((signal: NodeJS.Signals) => void) | null): void
  dispose(): void
}

/** Ctrl-C so often means that the command does not heed it. */
const insisting = 3

/**
 * Passes on what this process is told, and outlives it: the report comes after the command's end. At a terminal Ctrl-C
 * reaches the command by itself, as both are in the foreground; twice would mean something else to it.
 */
export function passSignalsOn(): PassedSignals {
  const controller = new AbortController()
  const isAtTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  let receiver: ((signal: NodeJS.Signals) => void) | null = null
  let interrupts = 0
  const onSignal = (signal: NodeJS.Signals): void => {
    if (signal === 'SIGINT') {
      interrupts += 1
      if (interrupts >= insisting) controller.abort()
      if (isAtTerminal) return
    }
    receiver?.(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const
  for (const signal of signals) process.on(signal, onSignal)
  return {
    signal: controller.signal,
    to(send) {
      receiver = send
    },
    dispose() {
      for (const signal of signals) process.off(signal, onSignal)
    },
  }
}
