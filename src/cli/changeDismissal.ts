import { sortDismissed } from '../core/insights/dismissal.ts'
import type { SortedInsights } from '../core/insights/dismissal.ts'
import type { Insight } from '../core/insights/insight.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import { toOneBased } from '../core/position.ts'
import { dismissalsPath, keepDismissal, knownDismissals, removeDismissal } from '../engine/insights/dismissals.ts'
import type { FoundInsights } from '../engine/insights/insightsOfRun.ts'
import { closestName } from './closestName.ts'
import { nameFromHere } from './nameFromHere.ts'
import type { DismissalChange } from './command.ts'

/**
 * Dismisses one of these insights, or brings it back.
 * @returns what was done, a sentence
 * @throws HeatlineError when none of them is meant, or more than one, or it cannot be written
 */
export function changeDismissal(root: string, change: DismissalChange, found: readonly Insight[]): string {
  const { open, dismissed } = sortDismissed(found, knownDismissals(root).dismissals)
  if (change.kind === 'dismiss') {
    const insight = chosen(change, open, '--dismiss')
    const kept = keepDismissal(root, { ...insight, reason: change.reason, dismissedAt: Date.now() })
    if (!kept.kept) throw new HeatlineError(kept.reason)
    return `Dismissed in ${nameFromHere(root, dismissalsPath)}: ${insight.title}. It comes back when that code changes, or with --bring-back ${insight.rule}.`
  }
  const insight = chosen(change, dismissed.map((each) => each.insight), '--bring-back')
  const kept = removeDismissal(root, insight)
  if (!kept.kept) throw new HeatlineError(kept.reason)
  return `Brought back: ${insight.title}.`
}

/** Insights by whether the workspace has them dismissed; with a note where its file cannot be read. */
export function sortByWorkspace(root: string, { insights, notes }: Pick<FoundInsights, 'insights' | 'notes'>): SortedInsights & Pick<FoundInsights, 'notes'> {
  const { dismissals, problem } = knownDismissals(root)
  return { ...sortDismissed(insights, dismissals), notes: problem === null ? notes : [...notes, problem] }
}

function chosen({ rule, line }: DismissalChange, insights: readonly Insight[], option: string): Insight {
  const meant = insights.filter((each) => each.rule === rule && (line === null || each.line === line))
  const [first, second] = meant
  if (first === undefined) throw new HeatlineError(missing(rule, line, insights, option))
  if (second !== undefined) throw new HeatlineError(`${option} ${rule} could be more than one: say which by its line\n${listOf(meant)}`)
  return first
}

function missing(rule: string, line: number | null, insights: readonly Insight[], option: string): string {
  const what = option === '--dismiss' ? 'recommended' : 'dismissed'
  if (insights.length === 0) return `there is nothing ${what} here that ${option} ${rule} could mean`
  const near = closestName(rule, insights.map((each) => each.rule))
  const named = line === null ? rule : `${rule}:${toOneBased(line)}`
  return `there is no ${named} ${what} here${near === null || near === rule ? '' : `; did you mean ${near}?`}\n${listOf(insights)}`
}

function listOf(insights: readonly Insight[]): string {
  return insights.map(({ rule, line, title, file }) => `  ${rule}:${toOneBased(line)}  ${title} (${file})`).join('\n')
}
