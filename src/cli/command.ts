import type { SandboxAction } from '../core/sandboxAction.ts'

/** What the user asked the command line to do. */
export type Command =
  | { readonly kind: 'help'; readonly topic: 'heatline' | 'profile' | 'scaling' }
  | { readonly kind: 'version' }
  | ProfileCommand
  | ScalingCommand

/** `heatline profile <target>` with its options, as written: paths are relative to the working directory. */
export interface ProfileCommand {
  readonly kind: 'profile'
  /** `<file>#<function>` or `<file>:<line>` */
  readonly target: string
  readonly call: string | null
  /** What a call that Heatline makes up may do beyond reading. */
  readonly allow: readonly SandboxAction[]
  readonly timeBudgetMs: number
  readonly json: boolean
  /** Where to write calls in the order of time; null for nowhere. */
  readonly cpuProfilePath: string | null
  readonly nodePath: string | null
}

/** `heatline scaling <target>` with its options, as for `profile`. */
export interface ScalingCommand extends Omit<ProfileCommand, 'kind' | 'cpuProfilePath'> {
  readonly kind: 'scaling'
}
