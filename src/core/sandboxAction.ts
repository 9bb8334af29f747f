/** What a call that Heatline made up may be allowed, one by one; without that the sandbox refuses it. */
export type SandboxAction = 'read' | 'write' | 'process' | 'worker' | 'network' | 'database' | 'signal' | 'native'

/** In the order in which people are told. */
export const sandboxActions: readonly SandboxAction[] = ['read', 'write', 'process', 'worker', 'network', 'database', 'signal', 'native']

export function isSandboxAction(value: unknown): value is SandboxAction {
  return sandboxActions.some((action) => action === value)
}
