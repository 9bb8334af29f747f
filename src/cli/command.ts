import type { ProfileKind } from '../core/evidence/profileKind.ts'
import type { SandboxAction } from '../core/sandboxAction.ts'

/** What the user asked the command line to do. */
export type Command =
  | { readonly kind: 'help'; readonly topic: HelpTopic }
  | { readonly kind: 'version' }
  | ProfileCommand
  | ScalingCommand
  | InsightsCommand
  | ReportCommand
  | TuneCommand
  | TryCommand
  | CompareCommand
  | BaselineCommand
  | CheckCommand
  | TrendCommand
  | RunCommand

/** Milliseconds of measuring where nothing is said. */
export const defaultTimeBudgetMs = 2000

const helpTopics = ['heatline', 'profile', 'scaling', 'insights', 'report', 'try', 'tune', 'compare', 'baseline', 'check', 'trend', 'run'] as const

/** What help is asked for. */
export type HelpTopic = (typeof helpTopics)[number]

export function isHelpTopic(name: string): name is HelpTopic {
  return helpTopics.some((topic) => topic === name)
}

/** `heatline profile <target>` with its options, as written: paths are relative to the working directory. */
export interface ProfileCommand {
  readonly kind: 'profile'
  /** `<file>#<function>`, `<file>:<line>`, or a test file */
  readonly target: string
  readonly call: string | null
  /** What a call that Heatline makes up may do beyond reading. */
  readonly allow: readonly SandboxAction[]
  readonly timeBudgetMs: number
  /** What to collect beyond hot lines and times. */
  readonly profileKind: ProfileKind
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
export interface ScalingCommand extends Omit<ProfileCommand, 'kind' | 'profileKind' | 'cpuProfilePath' | 'testName'> {
  readonly kind: 'scaling'
}

/** `heatline insights <target>` with its options, as for `profile`. */
export interface InsightsCommand extends Omit<ProfileCommand, 'kind' | 'cpuProfilePath' | 'testName'> {
  readonly kind: 'insights'
  /** Measure the changes that are proposed. */
  readonly tries: boolean
  /** Null where nothing is to be dismissed or brought back. */
  readonly change: DismissalChange | null
  readonly listsDismissed: boolean
}

/** `heatline report <targets>` with its options, as for `profile`. */
export interface ReportCommand extends Pick<ProfileCommand, 'call' | 'allow' | 'timeBudgetMs' | 'profileKind' | 'nodePath'> {
  readonly kind: 'report'
  readonly targets: readonly string[]
  /** Where to write, at least one file; what is written goes by the name's ending. Relative to the working directory. */
  readonly out: readonly string[]
  /** Measure the changes that are proposed. */
  readonly tries: boolean
  /** Compare each function with its base too. */
  readonly compares: boolean
  /** As for `compare`. */
  readonly base: string | null
}

/** Which insight is to be dismissed or brought back: the one of that rule, on a 0-based line where there are more of them. */
export type DismissalChange =
  | { readonly kind: 'dismiss'; readonly rule: string; readonly line: number | null; readonly reason: string }
  | { readonly kind: 'bringBack'; readonly rule: string; readonly line: number | null }

/** `heatline tune <target>` with its options, as for `profile`; its budget is for the whole search, loading and all. */
export interface TuneCommand extends Omit<ProfileCommand, 'kind' | 'profileKind' | 'cpuProfilePath' | 'testName'> {
  readonly kind: 'tune'
  /** Null for the one that is marked in the file. */
  readonly constant: string | null
  /** As written; null for what its mark says. */
  readonly range: string | null
}

/** `heatline try <patch> [<target>]` with its options. */
export interface TryCommand extends Pick<ProfileCommand, 'call' | 'allow' | 'json' | 'nodePath'> {
  readonly kind: 'try'
  /** A file with a unified diff; `-` for standard input. */
  readonly patch: string
  /** `<file>#<function>` or `<file>:<line>`; null for those whose bodies the patch changes. */
  readonly target: string | null
}

/** `heatline compare <target>` with its options. */
export interface CompareCommand extends Omit<ProfileCommand, 'kind' | 'profileKind' | 'timeBudgetMs' | 'cpuProfilePath' | 'testName'> {
  readonly kind: 'compare'
  /** A git reference or a baseline's name; null for the function's own baseline, else where the branch left the default one. */
  readonly base: string | null
  /** Of time, as a ratio; null for the one that the workspace has. */
  readonly threshold: number | null
}

/** `heatline baseline set|list|show|remove`. */
export type BaselineCommand =
  | BaselineSetCommand
  | { readonly kind: 'baseline'; readonly action: 'list'; /** Null for the working directory. */ readonly folder: string | null }
  | { readonly kind: 'baseline'; readonly action: 'show'; readonly target: string }
  | { readonly kind: 'baseline'; readonly action: 'remove'; readonly target: string; /** Null for the function's own. */ readonly name: string | null }

export interface BaselineSetCommand extends Pick<ProfileCommand, 'target' | 'call' | 'allow' | 'nodePath'> {
  readonly kind: 'baseline'
  readonly action: 'set'
  /** Null for the function's own, which needs no name. */
  readonly name: string | null
}

/** What a check is written as, beside JSON. */
export const checkFormats = ['text', 'markdown', 'github'] as const

/** `heatline check [paths]` with its options. */
export interface CheckCommand {
  readonly kind: 'check'
  /** Files and folders; none for the whole workspace around the working directory. */
  readonly paths: readonly string[]
  readonly base: string | null
  /** Only functions that may run other code than in the base. */
  readonly changed: boolean
  readonly threshold: number | null
  readonly format: (typeof checkFormats)[number] | 'json'
  readonly nodePath: string | null
}

/** `heatline trend <target>`. */
export interface TrendCommand {
  readonly kind: 'trend'
  readonly target: string
  readonly json: boolean
}
