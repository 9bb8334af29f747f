import type { SandboxAction } from '../core/sandboxAction.ts'

/** What the user asked the command line to do. */
export type Command =
  | { readonly kind: 'help'; readonly topic: HelpTopic }
  | { readonly kind: 'version' }
  | ProfileCommand
  | ScalingCommand
  | RunCommand

/** What help is asked for. */
export type HelpTopic = 'heatline' | 'profile' | 'scaling' | 'run'

/** `heatline profile <target>` with its options, as written: paths are relative to the working directory. */
export interface ProfileCommand {
  readonly kind: 'profile'
  /** `<file>#<function>`, `<file>:<line>`, or a test file */
  readonly target: string
  readonly call: string | null
  /** What a call that Heatline makes up may do beyond reading. */
  readonly allow: readonly SandboxAction[]
  readonly timeBudgetMs: number
  readonly json: boolean
  /** Where to write calls in the order of time; null for nowhere. */
  readonly cpuProfilePath: string | null
  readonly nodePath: string | null
  /** Of a test file, the tests whose full name holds it; null for all. */
  readonly testName: string | null
}

/** `heatline run -- <command>` with its options. */
export interface RunCommand {
  readonly kind: 'run'
  /** The program and its arguments. */
  readonly command: readonly string[]
  /** 0-based: the thread whose lines are shown; null for all of them together. */
  readonly thread: number | null
  /** Where to write the whole run; null for nowhere. Relative to the working directory. */
  readonly jsonPath: string | null
}

/** `heatline scaling <target>` with its options, as for `profile`. */
export interface ScalingCommand extends Omit<ProfileCommand, 'kind' | 'cpuProfilePath' | 'testName'> {
  readonly kind: 'scaling'
}
