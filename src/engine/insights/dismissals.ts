import type { Dismissal, InsightCode } from '../../core/insights/dismissal.ts'
import { HeatlineError } from '../../core/heatlineError.ts'
import { changeWorkspaceFile, isRecord, readWorkspaceFile, shown, sorted, without } from '../workspaceFile.ts'
import type { Kept, WorkspaceFile } from '../workspaceFile.ts'

interface KeptDismissal {
  readonly reason: string
  /** ISO 8601: people read it. */
  readonly dismissedAt: string
}

/** By function id, rule, and hash of the code. */
type DismissedByFunction = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, KeptDismissal>>>>>>

const dismissedFile: WorkspaceFile<{ readonly dismissed: DismissedByFunction }> = {
  name: 'dismissed.json',
  version: 1,
  empty: { dismissed: {} },
  deleting: 'to have all recommendations shown again',
  problemWith: ({ dismissed }) => problemWith(dismissed),
}

/** Where a workspace's dismissals lie, relative to its root with `/`. */
export const dismissalsPath = `.heatline/${dismissedFile.name}`

/** The dismissals that can be read; and where they cannot, why: none of them holds until that is mended. */
export interface KnownDismissals {
  readonly dismissals: readonly Dismissal[]
  /** A sentence for people; null where nothing is wrong. */
  readonly problem: string | null
}

/** What was dismissed in a workspace. A file that is broken hides nothing, and keeps nothing from being measured. */
export function knownDismissals(root: string): KnownDismissals {
  try {
    return { dismissals: readDismissals(root), problem: null }
  } catch (error) {
    if (!(error instanceof HeatlineError)) throw error
    return { dismissals: [], problem: error.message }
  }
}

/**
 * Keeps an insight out of the way from now on, in place of an earlier reason.
 * @throws HeatlineError when the file there is broken or newer: it is left as it is
 */
export function keepDismissal(root: string, { functionId, rule, codeHash, reason, dismissedAt }: Dismissal): Kept {
  return changeWorkspaceFile(root, dismissedFile, 'That it was dismissed', ({ dismissed }) => {
    const rules = own(dismissed, functionId)
    const codes = own(rules, rule)
    const kept = { reason, dismissedAt: new Date(dismissedAt).toISOString() }
    return { dismissed: sorted({ ...dismissed, [functionId]: sorted({ ...rules, [rule]: sorted({ ...codes, [codeHash]: kept }) }) }) }
  })
}

/**
 * Shows an insight again; nothing where it was not dismissed.
 * @throws HeatlineError when the file there is broken or newer: it is left as it is
 */
export function removeDismissal(root: string, { functionId, rule, codeHash }: InsightCode): Kept {
  return changeWorkspaceFile(root, dismissedFile, 'That it was brought back', ({ dismissed }) => {
    const rules = own(dismissed, functionId)
    return { dismissed: replaced(dismissed, functionId, replaced(rules, rule, without(own(rules, rule), codeHash))) }
  })
}

function readDismissals(root: string): readonly Dismissal[] {
  return Object.entries(readWorkspaceFile(root, dismissedFile).dismissed).flatMap(([functionId, rules]) => (
    Object.entries(rules).flatMap(([rule, codes]) => (
      Object.entries(codes).map(([codeHash, { reason, dismissedAt }]) => ({ functionId, rule, codeHash, reason, dismissedAt: Date.parse(dismissedAt) }))))))
}

/** With another value under a key; without the key where nothing is left of it. */
function replaced<Value extends object>(values: Readonly<Record<string, Value>>, key: string, value: Value): Readonly<Record<string, Value>> {
  return Object.keys(value).length === 0 ? without(values, key) : sorted({ ...values, [key]: value })
}

/** What a file's object has under a name, not what every object has. */
function own<Value>(values: Readonly<Record<string, Readonly<Record<string, Value>>>>, key: string): Readonly<Record<string, Value>> {
  return (Object.hasOwn(values, key) ? values[key] : undefined) ?? {}
}

function problemWith(dismissed: unknown): string | null {
  if (!isRecord(dismissed)) return `must have an object "dismissed", but has ${shown(dismissed)}`
  for (const [functionId, rules] of Object.entries(dismissed)) {
    if (!isRecord(rules)) return `must have an object of rules for "${functionId}", but has ${shown(rules)}`
    for (const [rule, codes] of Object.entries(rules)) {
      if (!isRecord(codes)) return `must have an object of dismissals for "${rule}" of "${functionId}", but has ${shown(codes)}`
      for (const [codeHash, kept] of Object.entries(codes)) {
        const place = `"${rule}" ${codeHash} of "${functionId}"`
        if (!isRecord(kept)) return `must have an object for ${place}, but has ${shown(kept)}`
        const { reason, dismissedAt } = kept
        if (typeof reason !== 'string') return `must have a text as "reason" of ${place}, but has ${shown(reason)}`
        if (typeof dismissedAt !== 'string' || Number.isNaN(Date.parse(dismissedAt))) return `must have a time like "2026-01-31T12:00:00.000Z" as "dismissedAt" of ${place}, but has ${shown(dismissedAt)}`
      }
    }
  }
  return null
}
